import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { BusinessCentralClient, type BusinessCentralOptions, type ErpCall } from '../../src/adapters/business-central/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';

/** What a stub server was asked. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly socket: Socket;
}

/** Answers one request; `count` is 1 for the first of all. */
export type Answer = (request: SeenRequest, response: http.ServerResponse, count: number) => void;

/** A local server that answers as told, with a client that talks to it and waits no real time between attempts. */
export interface Stub {
  readonly baseUrl: string;
  readonly client: BusinessCentralClient;
  readonly clock: ManualClock;
  /** Requests so far, without `$metadata`. */
  readonly seen: SeenRequest[];
  /** Waits the client asked for. */
  readonly waits: number[];
  close(): Promise<void>;
}

const metadata = (terms: readonly string[]): string =>
  `<?xml version="1.0"?><Edmx><Schema><EntityContainer>${terms
    .map((term) => `<Annotation Term="SmartAgents.V1.${term}" Bool="true"/>`)
    .join('')}</EntityContainer></Schema></Edmx>`;

/** Starts one. `capabilities` are the terms its `$metadata` carries; null: it has no `$metadata`. */
export const startStub = async (
  answer: Answer,
  options: { readonly capabilities?: readonly string[] | null; readonly client?: Partial<BusinessCentralOptions> } = {},
): Promise<Stub> => {
  const { capabilities = ['FlagsPartialAnswers', 'SupportsIdempotencyKey'] } = options;
  const seen: SeenRequest[] = [];
  const waits: number[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url?.endsWith('/$metadata')) {
        response.writeHead(capabilities === null ? 404 : 200).end(metadata(capabilities ?? []));
        return;
      }
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        socket: request.socket,
      };
      seen.push(one);
      answer(one, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/erp`;
  const clock = new ManualClock('2026-11-01T12:00:00Z');
  const client = new BusinessCentralClient({
    baseUrl,
    clock,
    wait: (millis) => {
      waits.push(millis);
      return Promise.resolve();
    },
    ...options.client,
  });
  const close = async (): Promise<void> => {
    client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { baseUrl, client, clock, seen, waits, close };
};

/** Answers with JSON. */
export const json = (response: http.ServerResponse, body: unknown, status = 200, headers: http.OutgoingHttpHeaders = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

/** Answers with an error in Business Central's shape. */
export const refuse = (
  response: http.ServerResponse,
  status: number,
  error: { code: string; message: string },
  headers: http.OutgoingHttpHeaders = {},
): void => json(response, { error }, status, headers);

/** A call by nobody in particular. */
export const someCall = (signal: AbortSignal = new AbortController().signal): ErpCall => ({
  token: () => Promise.resolve('a-token'),
  callId: '0a0b0c0d-0000-4000-8000-000000000001',
  signal,
});

/** A company id. */
export const companyId = '11111111-2222-4333-8444-555555555555';
