import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Passes requests on with a token, for a client that cannot be given one. Its own address in `Origin` becomes the program's. */
export class TokenProxy {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(target: string, token: string): Promise<TokenProxy> {
    let own = '';
    const server = createServer((req: IncomingMessage, res: ServerResponse) => {
      const { origin } = req.headers;
      const headers = { ...req.headers, host: new URL(target).host, authorization: `Bearer ${token}`, ...(origin === own ? { origin: target } : {}) };
      const onward = request(target + (req.url ?? ''), { method: req.method, headers }, (answer) => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      });
      onward.on('error', () => res.destroy());
      res.on('close', () => onward.destroy());
      req.pipe(onward);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new TokenProxy(server, own);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
