import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../kernel/clock.ts';
import { systemClock } from '../kernel/clock.ts';
import type { IdSource } from '../kernel/ids.ts';
import { randomIds } from '../kernel/ids.ts';
import { answer } from './answer.ts';
import { chatRequestSchema } from './endpoint/chat-request.ts';
import { chunksOf } from './endpoint/chunks.ts';
import { completionBody, modelName, wireToolCalls } from './endpoint/completion.ts';
import { badBody, badJson, sendError, serverError, tooLarge, unknownModel, unknownUrl, wrongMethod } from './endpoint/openai-error.ts';
import type { OpenAiError } from './endpoint/openai-error.ts';
import { bodyLimit, readBody } from './endpoint/read-body.ts';
import { sendStream } from './endpoint/stream.ts';
import { countTokens } from './endpoint/tokens.ts';
import { parseJson } from './json-row.ts';

/** Where the endpoint listens; port 0 takes a free one. Clock and ids only stamp the replies. */
export interface OfflineModelOptions {
  readonly host: string;
  readonly port: number;
  readonly clock?: Clock;
  readonly ids?: IdSource;
}

/** A running endpoint. */
export interface OfflineModel {
  /** What an OpenAI client takes as its base URL, ending in `/v1`. */
  readonly baseUrl: string;
  /** Stops listening and drops open streams. */
  close(): Promise<void>;
}

interface Stamps {
  readonly clock: Clock;
  readonly ids: IdSource;
}

const sendJson = (response: ServerResponse, body: object): void => {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
};

const modelCard = { id: modelName, object: 'model', created: 0, owned_by: 'smart-agents' };

const complete = async (request: IncomingMessage, response: ServerResponse, { clock, ids }: Stamps): Promise<OpenAiError | undefined> => {
  const text = await readBody(request);
  if (text === undefined) return tooLarge(bodyLimit);
  const json = parseJson(text);
  if (json === undefined) return badJson();
  const parsed = chatRequestSchema.safeParse(json);
  if (!parsed.success) return badBody(parsed.error);
  if (parsed.data.model !== modelName) return unknownModel(parsed.data.model);
  const reply = answer(parsed.data);
  const stamp = { id: `chatcmpl-${ids.next().replaceAll('-', '')}`, created: Math.floor(clock.now().getTime() / 1000) };
  const calls = wireToolCalls(reply, ids);
  const usage = countTokens(parsed.data, reply);
  if (parsed.data.stream !== true) sendJson(response, completionBody(stamp, reply, { calls, usage }));
  else await sendStream(response, chunksOf(stamp, reply, { calls, usage: parsed.data.stream_options?.include_usage === true ? usage : undefined }));
  return undefined;
};

const route = async (request: IncomingMessage, response: ServerResponse, stamps: Stamps): Promise<OpenAiError | undefined> => {
  const method = request.method ?? 'GET';
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (path === '/v1/chat/completions') return method === 'POST' ? complete(request, response, stamps) : wrongMethod(method, path);
  if (path === '/v1/models' || path === `/v1/models/${modelName}`) {
    if (method !== 'GET') return wrongMethod(method, path);
    sendJson(response, path === '/v1/models' ? { object: 'list', data: [modelCard] } : modelCard);
    return undefined;
  }
  return path.startsWith('/v1/models/') ? unknownModel(path.slice('/v1/models/'.length)) : unknownUrl(method, path);
};

const respond = async (request: IncomingMessage, response: ServerResponse, stamps: Stamps): Promise<void> => {
  const error = await route(request, response, stamps).catch(() => serverError());
  if (error === undefined) return;
  if (response.headersSent) response.destroy();
  else sendError(response, error);
};

const listen = (server: Server, { host, port }: OfflineModelOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });

/**
 * Starts the OpenAI-compatible endpoint of the offline model: `POST /v1/chat/completions` (streamed or
 * not) and `GET /v1/models`. It needs no key and reaches nothing. Rejects when the port is taken.
 */
export const startOfflineModel = async (options: OfflineModelOptions): Promise<OfflineModel> => {
  const stamps = { clock: options.clock ?? systemClock, ids: options.ids ?? randomIds };
  const server = createServer((request, response) => void respond(request, response, stamps));
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { baseUrl: `http://${host}:${port}/v1`, close: () => close(server) };
};
