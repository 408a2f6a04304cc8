import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { IdSource } from '../../kernel/ids.ts';
import { badRequest, entitySets, erpErrorFrom, handleRequest, jsonType, noSuchResource } from '../api/index.ts';
import type { ErpRequest, ErpResponse } from '../api/index.ts';
import { authenticate } from './authenticate.ts';
import type { Doors } from './authenticate.ts';

/** What the listener needs. */
export interface ListenerInput extends Doors {
  readonly logger: Logger;
  readonly ids: IdSource;
}

const root = '/erp/api/';
const largestBody = 1_048_576;
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw badRequest('The request body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.join(', ') : value);

/** Scheme and host for links, as the client wrote them: a proxy in front keeps Host and says the scheme. */
const originOf = (request: IncomingMessage): string => {
  const host = request.headers.host ?? '';
  const scheme = single(request.headers['x-forwarded-proto']) === 'https' ? 'https' : 'http';
  if (!/^[A-Za-z0-9.-]+(?::\d{1,5})?$|^\[[0-9A-Fa-f:]+\](?::\d{1,5})?$/.test(host)) throw badRequest('The Host header is not valid.');
  return `${scheme}://${host}`;
};

const erpRequest = async (doors: Doors, request: IncomingMessage): Promise<ErpRequest> => {
  const [path = '', ...query] = (request.url ?? '').split('?');
  if (!path.startsWith(root)) throw noSuchResource(path.split('/')[1] ?? '');
  const origin = originOf(request);
  const caller = await authenticate(doors, request);
  const method = request.method ?? 'GET';
  const body = method === 'GET' ? '' : await readText(request);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, single(value)]));
  return { method, path: path.slice(root.length), query: query.join('?'), headers, body, origin, caller };
};

const errorResponse = (thrown: unknown, correlationId: string): ErpResponse => {
  const error = erpErrorFrom(thrown);
  const body = JSON.stringify({ error: { code: error.code, message: `${error.message} CorrelationId:  ${correlationId}.` } });
  const headers: Record<string, string> = { 'content-type': jsonType };
  if (error.status === 401) headers['www-authenticate'] = 'Bearer';
  return { status: error.status, headers, body };
};

const commonHeaders = (request: IncomingMessage, correlationId: string): Record<string, string> => {
  const given = single(request.headers['client-request-id']);
  return {
    'odata-version': '4.0',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'request-id': correlationId,
    ...(given !== undefined && /^[\w.:-]{1,128}$/.test(given) ? { 'client-request-id': given } : {}),
  };
};

const answer = async (input: ListenerInput, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const given = single(request.headers['client-request-id']) ?? '';
  const correlationId = guid.test(given) ? given.toLowerCase() : input.ids.next();
  let result: ErpResponse;
  try {
    result = handleRequest(entitySets, await erpRequest(input, request));
  } catch (thrown) {
    result = errorResponse(thrown, correlationId);
    if (result.status >= 500) input.logger.error({ err: thrown, correlationId }, 'A request failed that should not have.');
  }
  if (response.destroyed) return;
  const length = result.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(result.body)) };
  response.writeHead(result.status, { ...commonHeaders(request, correlationId), ...result.headers, ...length });
  response.end(result.body);
};

/** The ERP's HTTP server, not listening yet. Every request gets an answer; nothing thrown in one reaches another. */
export const createErpListener = (input: ListenerInput): Server => {
  const server = createServer((request, response) => {
    answer(input, request, response).catch((thrown: unknown) => {
      input.logger.error({ err: thrown }, 'An answer could not be sent.');
      response.destroy();
    });
  });
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 30_000;
  return server;
};
