import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTick, setTimeout as pause } from 'node:timers/promises';
import { answerChunks, plannedCalls } from './turn-script.ts';

/*
 * Entry of a process of its own: an OpenAI-compatible chat completions address that follows the turn's script and
 * nothing else. Each chunk is written by itself, as a model does. The argument is the pause between the chunks of the
 * answer in milliseconds; 0 sends them as fast as they go.
 */

const paceMillis = Number(process.argv[2] ?? '0');

interface Request {
  readonly messages: readonly { readonly role: string }[];
}

const frame = { id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_790_000_000, model: 'scripted' };
const sse = (body: object): string => `data: ${JSON.stringify(body)}\n\n`;
const piece = (delta: object, finish: string | null = null): string => sse({ ...frame, choices: [{ index: 0, delta, finish_reason: finish }] });
const usage = sse({ ...frame, choices: [], usage: { prompt_tokens: 900, completion_tokens: 120, total_tokens: 1_020 } });
const done = 'data: [DONE]\n\n';

const callFrames = plannedCalls.map(({ name, args }, index) => {
  const text = JSON.stringify(args);
  const half = Math.floor(text.length / 2);
  const call = { index: 0, id: `call_${index}`, type: 'function', function: { name, arguments: '' } };
  const more = (part: string): string => piece({ tool_calls: [{ index: 0, function: { arguments: part } }] });
  return [
    piece({ role: 'assistant', content: null, tool_calls: [call] }),
    more(text.slice(0, half)),
    more(text.slice(half)),
    piece({}, 'tool_calls'),
    usage,
    done,
  ];
});

const answerFrames = [
  piece({ role: 'assistant', content: '' }),
  ...answerChunks.map((content) => piece({ content })),
  piece({}, 'stop'),
  usage,
  done,
];

const bodyOf = async (request: IncomingMessage): Promise<Request> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Request;
};

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { messages } = await bodyOf(request);
  const lastUser = messages.findLastIndex((message) => message.role === 'user');
  const results = messages.slice(lastUser).filter((message) => message.role === 'tool').length;
  const frames = callFrames[results];
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (const text of frames ?? answerFrames) {
    response.write(text);
    if (frames || paceMillis === 0) await nextTick();
    else await pause(paceMillis);
  }
  response.end();
};

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ kind: 'ready', value: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1` }));
process.on('disconnect', () => process.exit(0));
