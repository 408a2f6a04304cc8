import { expect } from 'chai';
import fc from 'fast-check';
import { AnswerBuilder, mostCalls, mostCallText, mostText } from '../../src/adapters/openai/answer-builder.ts';
import { ModelError } from '../../src/features/chat/index.ts';

const delta = (part: object, finish: string | null = null): object => ({ choices: [{ index: 0, delta: part, finish_reason: finish }] });
const call = (piece: object): object => delta({ tool_calls: [piece] });
const named = (name: string, args = '{}'): object => ({ function: { name, arguments: args } });
const end = delta({}, 'stop');

/** What a stream of chunks comes to: the answer with what was shown of it, or the error. */
const built = (...chunks: readonly unknown[]) => {
  const shown: string[] = [];
  const builder = new AnswerBuilder((text) => shown.push(text));
  for (const chunk of chunks) builder.add(chunk);
  return { ...builder.finish(), shown, isUsageKnown: builder.isUsageKnown };
};
const callsOf = (...chunks: readonly unknown[]): readonly (readonly [string, string])[] =>
  built(...chunks).toolCalls.map(({ function: { name, arguments: args } }) => [name, args]);
const failure = (...chunks: readonly unknown[]): ModelError => {
  try {
    built(...chunks);
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
  throw new Error('An answer was made of it.');
};

describe('an answer put together from its stream', () => {
  it('is its text and its calls, in the order of their indices', () => {
    const answer = built(
      delta({ role: 'assistant', content: null }),
      delta({ content: 'Let me ' }),
      delta({ content: 'look.' }),
      call({ index: 1, id: 'b', ...named('second', '{"a"') }),
      call({ index: 0, id: 'a', ...named('first', '{}') }),
      call({ index: 1, function: { arguments: ':1}' } }),
      delta({}, 'tool_calls'),
      { choices: [], usage: { prompt_tokens: 10, completion_tokens: 2 } },
    );
    expect(answer.text).to.equal('Let me look.');
    expect(answer.shown).to.deep.equal(['Let me ', 'look.']);
    expect(answer.toolCalls).to.deep.equal([
      { id: 'a', type: 'function', function: { name: 'first', arguments: '{}' } },
      { id: 'b', type: 'function', function: { name: 'second', arguments: '{"a":1}' } },
    ]);
    expect(answer.usage).to.deep.equal({ inputTokens: 10, outputTokens: 2 });
  });

  it('keeps calls whose server gives no index: a new id begins the next one', () => {
    const chunks = [
      call({ id: 'a', ...named('first', '{"a"') }),
      call({ function: { arguments: ':1}' } }),
      call({ id: 'b', ...named('second', '') }),
      call({ id: 'b', function: { arguments: '{}' } }),
      delta({}, 'tool_calls'),
    ];
    expect(callsOf(...chunks)).to.deep.equal([
      ['first', '{"a":1}'],
      ['second', '{}'],
    ]);
    expect(callsOf(call(named('only')), end)).to.deep.equal([['only', '{}']]);
  });

  it('is broken where the stream ended without saying so', () => {
    expect(failure(delta({ content: 'You owe 1' }))).to.include({ kind: 'broken_stream', message: "The model's answer broke off." });
    expect(failure().kind).to.equal('broken_stream');
  });

  it('is none where it was cut off at a limit or stopped by a content filter', () => {
    const cut = failure(delta({ content: 'You owe 1' }), delta({}, 'length'));
    expect(cut).to.include({ kind: 'broken_stream', message: "The model's answer was cut off at the model's limit." });
    const filtered = failure(call({ index: 0, ...named('pay') }), delta({}, 'content_filter'));
    expect(filtered).to.include({ kind: 'rejected', message: "The answer was rejected by the provider's content filter." });
  });

  it('ends by any other reason, made-up ones too', () => {
    for (const reason of ['stop', 'tool_calls', 'eos', 'constructor', '__proto__'])
      expect(built(delta({ content: 'Hi' }, reason)).text).to.equal('Hi');
  });

  it('refuses an index that is none', () => {
    for (const index of [-1, 0.5, 2 ** 53, '0', NaN]) {
      expect(failure(call({ index, ...named('look') }), end).kind, String(index)).to.equal('broken_stream');
    }
  });

  it('refuses more calls than an answer may have, with or without indices', () => {
    const asked = (count: number): object[] => Array.from({ length: count }, (_, id) => call({ id: `call-${id}`, ...named('look') }));
    expect(callsOf(...asked(mostCalls), end)).to.have.length(mostCalls);
    const tooMany = { kind: 'broken_stream', message: 'The model asked for more tool calls than one answer may have.' };
    expect(failure(...asked(mostCalls + 1), end)).to.include(tooMany);
    for (const index of [mostCalls, 300_000_000]) expect(failure(call({ index, ...named('look') }), end), String(index)).to.include(tooMany);
  });

  it('refuses text and calls that are too long', () => {
    const long = delta({ content: 'x'.repeat(mostText) });
    expect(built(long, end).text).to.have.length(mostText);
    expect(failure(long, delta({ content: 'x' }), end)).to.include({ kind: 'broken_stream' });
    const half = 'x'.repeat(mostCallText / 2);
    const both = [call({ index: 0, ...named('', half) }), call({ index: 1, ...named('', half) })];
    expect(callsOf(...both, end)).to.have.length(2);
    for (const more of [named('n', ''), named('', 'x'), { id: 'x' }]) {
      expect(failure(...both, call({ index: 2, ...more }), end), JSON.stringify(more)).to.include({ kind: 'broken_stream' });
    }
  });

  it('counts tokens only where the provider says numbers that can be', () => {
    const none = { inputTokens: 0, outputTokens: 0 };
    const badCounts = [-1e9, 1.5, '7', null, undefined, Infinity, 2 ** 60];
    for (const count of badCounts) {
      const answer = built(end, { choices: [], usage: { prompt_tokens: count, completion_tokens: 1 } });
      expect(answer.usage, String(count)).to.deep.equal(none);
      expect(answer.isUsageKnown, String(count)).to.equal(false);
    }
    expect(built(end).isUsageKnown).to.equal(false);
    expect(built({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 0 } }, { ...end, usage: null })).to.deep.include({
      usage: { inputTokens: 5, outputTokens: 0 },
      isUsageKnown: true,
    });
  });

  it('is well-formed: no lone surrogates and no NUL characters in text, names and arguments', () => {
    const text = built(delta({ content: 'a\u0000b\ud83d' }), delta({ content: 'c\udc00' }), end);
    expect(text.text).to.equal('a\ufffdb\ufffdc\ufffd');
    expect(text.shown.join('')).to.equal(text.text);
    expect(callsOf(call({ index: 0, ...named('lo\ud800ok\u0000', '{"a":"\udc00"}') }), end)).to.deep.equal([['lo\ufffdok\ufffd', '{"a":"\ufffd"}']]);
  });

  it('keeps characters whole that were cut in two between pieces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const answer = built(...text.split('').map((unit) => delta({ content: unit })), end);
        expect(answer.text).to.equal(text.toWellFormed().replaceAll('\u0000', '\ufffd'));
        expect(answer.shown.join('')).to.equal(answer.text);
      }),
    );
  });

  it('is an answer or a ModelError, whatever a server sends', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.anything().map((part) => ({ choices: [{ delta: part }] })),
      fc.anything().map((piece) => call(piece as object)),
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), (chunks) => {
        try {
          built(...chunks, end);
        } catch (error) {
          expect(error).to.be.instanceOf(ModelError);
        }
      }),
    );
  });
});
