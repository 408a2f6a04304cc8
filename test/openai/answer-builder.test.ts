import { expect } from 'chai';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { AnswerBuilder, answerLimits } from '../../src/adapters/openai/answer-builder.ts';
import { createOpenAiModel } from '../../src/adapters/openai/openai-model.ts';
import { ModelError, type ModelAnswer } from '../../src/features/chat/index.ts';

const piece = (delta: object, finish: string | null = null, usage?: object): ChatCompletionChunk =>
  ({ choices: [{ index: 0, delta, finish_reason: finish }], usage }) as unknown as ChatCompletionChunk;
const built = (...pieces: readonly ChatCompletionChunk[]): ModelAnswer => {
  const builder = new AnswerBuilder(() => undefined);
  for (const one of pieces) builder.add(one);
  return builder.finish();
};
const call = (index: unknown, args = '{}'): object => ({ tool_calls: [{ index, function: { name: 'look', arguments: args } }] });
const endOf = (...pieces: readonly ChatCompletionChunk[]): string => {
  try {
    built(...pieces);
    return 'answered';
  } catch (error) {
    return error instanceof ModelError ? error.kind : String(error);
  }
};

describe('an answer put together from its pieces', () => {
  it('joins text and the pieces of each call, in the order of their indexes', () => {
    const answer = built(
      piece({ content: 'One ' }),
      piece(call(1, '{"b"')),
      piece(call(0, '{}')),
      piece({ tool_calls: [{ index: 1, function: { arguments: ':1}' } }] }),
      piece({ content: 'two' }, 'stop'),
    );
    expect(answer.text).to.equal('One two');
    expect(answer.toolCalls.map((one) => one.function.arguments)).to.deep.equal(['{}', '{"b":1}']);
  });

  it('takes a call without an index for the only one', () => {
    expect(built(piece(call(undefined)), piece({}, 'tool_calls')).toolCalls).to.have.length(1);
  });

  for (const index of [answerLimits.calls, 300_000_000, -1, 1.5, 'x']) {
    it(`refuses a call at index ${String(index)} at once`, () =>
      expect(endOf(piece(call(index)), piece({}, 'tool_calls'))).to.equal('broken_stream'));
  }

  it('refuses more text or arguments than anybody needs', () => {
    expect(endOf(piece({ content: 'x'.repeat(answerLimits.textCharacters + 1) }, 'stop'))).to.equal('broken_stream');
    expect(endOf(piece(call(0, 'x'.repeat(answerLimits.argumentCharacters + 1))), piece({}, 'stop'))).to.equal('broken_stream');
  });

  it('is none where it broke off, was cut at the length limit, or was withheld', () => {
    expect(endOf(piece({ content: 'Half' }))).to.equal('broken_stream');
    expect(endOf(piece({ content: 'Half' }, 'length'))).to.equal('broken_stream');
    expect(endOf(piece({}, 'content_filter'))).to.equal('rejected');
  });

  it('counts only usage that can be true, and keeps text well-formed', () => {
    const odd = built(piece({ content: 'a\uD83D' }, 'stop', { prompt_tokens: -1e9, completion_tokens: 5 }));
    expect(odd).to.deep.include({ text: 'a\uFFFD', usage: { inputTokens: 0, outputTokens: 0 } });
  });
});

describe('a model that never comes to its end', () => {
  it('is given up after the time an answer may take', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify(piece({ content: 'And ' }))}\n\n`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const model = createOpenAiModel({ apiKey: 'key', baseUrl, models: { smart: 'm' }, offline: false, timeoutMs: 300 });
    const request = { model: 'm', messages: [{ role: 'user' as const, content: 'Hello' }], tools: [], signal: new AbortController().signal };
    const error = await model.answer(request, () => undefined).catch((thrown: unknown) => thrown);
    server.closeAllConnections();
    server.close();
    expect(error).to.be.instanceOf(ModelError).and.include({ kind: 'broken_stream', message: 'The model took too long over its answer.' });
  });
});
