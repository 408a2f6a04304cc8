import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../kernel/errors.ts';

/** A server that listens before it knows what to serve: its address goes into what is built next. */
export interface ListeningServer {
  readonly server: Server;
  readonly port: number;
  /** Serves from now on: everything, or only what is below a path while the rest is told to come back. */
  serve(listener: RequestListener, below?: string): void;
  close(): Promise<void>;
}

/** Whether only this machine can reach a host name. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/** Listens on an address. Until `serve` is called, requests are told to come back. */
export const listen = async (host: string, port: number): Promise<ListeningServer> => {
  const comeBack: RequestListener = (_req, res) => void res.writeHead(503, { 'retry-after': '1' }).end('starting');
  let listener = comeBack;
  const server = createServer((req, res) => listener(req, res));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new AppError('internal', `Port ${port} is in use.`, { remedy: 'Stop what uses it, or set PORT to another one (0 takes any).' })
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    serve: (next, below) => {
      listener = below === undefined ? next : (req, res) => (req.url?.startsWith(`${below}/`) ? next : comeBack)(req, res);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
