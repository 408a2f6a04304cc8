import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { createOpenAiModel } from '../../src/adapters/openai/openai-model.ts';
import type { ModelAnswer, ModelError } from '../../src/features/chat/index.ts';

/** One chunk as it goes over the wire. */
const event = (data: object | string): string => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const word = event({ choices: [{ index: 0, delta: { content: 'word ' }, finish_reason: null }] });
const stop = event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
const done = event('[DONE]');

describe('a model over the wire', () => {
  let server: Server;
  let serve: (response: ServerResponse) => void;
  let left: Promise<void>;
  const warnings: string[] = [];
  beforeEach(async () => {
    warnings.length = 0;
    server = createServer((_request, response) => {
      left = new Promise((resolve) => void response.once('close', resolve));
      serve(response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const streaming = (...pieces: readonly string[]): void => {
    serve = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const piece of pieces) response.write(piece);
      if (pieces.at(-1) === done) response.end();
    };
  };
  const ask = (times: { timeoutMs: number; idleMs?: number }, signal = new AbortController().signal): Promise<ModelAnswer> => {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const logger = { warn: (_facts: object, message: string) => warnings.push(message) } as never;
    const model = createOpenAiModel({ apiKey: 'key', baseUrl, models: { smart: 'm' }, offline: false, logger, ...times });
    return model.answer({ model: 'm', messages: [{ role: 'user', content: 'Hello' }], tools: [], signal }, () => undefined);
  };
  const failure = (...args: Parameters<typeof ask>): Promise<ModelError> =>
    ask(...args).then(
      () => Promise.reject(new Error('It answered.')),
      (error: ModelError) => error,
    );

  it('gives up an answer that does not end, however much comes, and leaves the server', async () => {
    serve = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const writing = setInterval(() => response.write(word), 10);
      response.once('close', () => clearInterval(writing));
    };
    expect(await failure({ timeoutMs: 200 })).to.include({ kind: 'unavailable', message: 'The model did not finish its answer within 1 s.' });
    await left;
  });

  it('gives up an answer that fell silent, and leaves the server', async () => {
    streaming(word);
    const error = await failure({ timeoutMs: 20_000, idleMs: 50 });
    expect(error).to.include({ kind: 'broken_stream', message: "The model's answer broke off: nothing came for 1 s." });
    await left;
  });

  it('gives up a server that does not begin to answer, its repeated attempts included', async () => {
    serve = () => undefined;
    expect((await failure({ timeoutMs: 100 })).kind).to.equal('unavailable');
  });

  it('does not wait as long as a busy server asks to when it is stopped or out of time', async () => {
    serve = (response) => response.writeHead(429, { 'retry-after': '50' }).end();
    expect((await failure({ timeoutMs: 100 })).kind).to.equal('unavailable');
    const stopping = new AbortController();
    serve = (response) => {
      response.once('finish', () => stopping.abort());
      response.writeHead(429, { 'retry-after': '50' }).end();
    };
    expect((await failure({ timeoutMs: 20_000 }, stopping.signal)).kind).to.equal('aborted');
  });

  it('is stopped in the middle of an answer', async () => {
    const stopping = new AbortController();
    serve = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(word, () => stopping.abort());
    };
    expect((await failure({ timeoutMs: 20_000 }, stopping.signal)).kind).to.equal('aborted');
    await left;
  });

  it('breaks on a chunk that is not JSON, and says so nowhere but in the error', async () => {
    streaming(word, event('{"secret": "Anna Schmidt"'), stop, done);
    const said: unknown[] = [];
    const { error: original } = console;
    console.error = (...args: unknown[]) => said.push(...args);
    try {
      expect((await failure({ timeoutMs: 20_000 })).kind).to.equal('broken_stream');
    } finally {
      console.error = original;
    }
    expect(said).to.deep.equal([]);
  });

  it('tells the log when the provider did not say what an answer took', async () => {
    streaming(word, stop, event({ choices: [], usage: { prompt_tokens: -1_000_000_000, completion_tokens: 0 } }), done);
    expect((await ask({ timeoutMs: 20_000 })).usage).to.deep.equal({ inputTokens: 0, outputTokens: 0 });
    expect(warnings).to.have.length(1);
    streaming(word, stop, event({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 1 } }), done);
    expect((await ask({ timeoutMs: 20_000 })).usage).to.deep.equal({ inputTokens: 10, outputTokens: 1 });
    expect(warnings).to.have.length(1);
  });
});
