import type { Answer } from '../answer.ts';
import { finishReason, modelName } from './completion.ts';
import type { Stamp, WireToolCall } from './completion.ts';
import type { Usage } from './tokens.ts';

/** About how many characters one piece of streamed text has; pieces end after white space. */
const pieceLength = 24;

/** Text cut into pieces that join to the whole, none of them empty. */
export const pieces = (text: string): readonly string[] => {
  const cut: string[] = [];
  let piece = '';
  for (const word of text.match(/\S*\s*/g) ?? []) {
    piece += word;
    if (piece.length >= pieceLength) {
      cut.push(piece);
      piece = '';
    }
  }
  return piece === '' ? cut : [...cut, piece];
};

const chunk = (stamp: Stamp, delta: object, finish: string | null): object => ({
  ...stamp,
  object: 'chat.completion.chunk',
  model: modelName,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
});

/** A call is announced with its id and name; its arguments follow, as OpenAI streams them. */
const callDeltas = (call: WireToolCall, index: number): readonly object[] => [
  { tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.function.name, arguments: '' } }] },
  ...pieces(call.function.arguments).map((part) => ({ tool_calls: [{ index, function: { arguments: part } }] })),
];

/** The chunks of a streamed completion in order; the last one carries the usage when it was asked for. */
export const chunksOf = (
  stamp: Stamp,
  answer: Answer,
  parts: { readonly calls: readonly WireToolCall[]; readonly usage: Usage | undefined },
): readonly object[] => {
  const opening = chunk(stamp, { role: 'assistant', content: answer.content === undefined ? null : '' }, null);
  const text = pieces(answer.content ?? '').map((content) => chunk(stamp, { content }, null));
  const calls = parts.calls.flatMap((call, index) => callDeltas(call, index)).map((delta) => chunk(stamp, delta, null));
  const closing = chunk(stamp, {}, finishReason(answer));
  const usage = parts.usage === undefined ? [] : [{ ...stamp, object: 'chat.completion.chunk', model: modelName, choices: [], usage: parts.usage }];
  return [opening, ...text, ...calls, closing, ...usage];
};
