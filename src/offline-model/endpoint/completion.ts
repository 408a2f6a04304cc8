import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Answer } from '../answer.ts';
import type { Usage } from './tokens.ts';

/** The one model this endpoint serves. */
export const modelName = 'offline-model';

/** What identifies one completion. */
export interface Stamp {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
}

/** A tool call in OpenAI's shape; `arguments` is JSON text. */
export interface WireToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/** Why a completion ended. */
export const finishReason = (answer: Answer): 'tool_calls' | 'stop' => (answer.toolCalls === undefined ? 'stop' : 'tool_calls');

/** The calls of an answer with fresh ids. */
export const wireToolCalls = (answer: Answer, ids: IdSource): readonly WireToolCall[] =>
  (answer.toolCalls ?? []).map((call) => ({
    id: `call_${ids.next().replaceAll('-', '')}`,
    type: 'function',
    function: { name: call.name, arguments: canonicalJson(call.arguments) },
  }));

/** The body of a completion that is not streamed (`chat.completion`). */
export const completionBody = (stamp: Stamp, answer: Answer, parts: { readonly calls: readonly WireToolCall[]; readonly usage: Usage }): object => ({
  ...stamp,
  object: 'chat.completion',
  model: modelName,
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: answer.content ?? null,
        refusal: null,
        ...(parts.calls.length === 0 ? {} : { tool_calls: parts.calls }),
      },
      logprobs: null,
      finish_reason: finishReason(answer),
    },
  ],
  usage: parts.usage,
});
