import type { ChatRequest } from './chat-request.ts';
import type { Answer } from '../answer.ts';

/** Token usage as OpenAI reports it. */
export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

const charactersPerToken = 4;

const tokensIn = (characters: number): number => Math.max(1, Math.ceil(characters / charactersPerToken));

/** A plausible, deterministic count: one token per four characters of what was sent and answered. */
export const countTokens = (request: ChatRequest, answer: Answer): Usage => {
  const prompt = tokensIn(JSON.stringify(request.messages).length + JSON.stringify(request.tools ?? []).length);
  const calls = answer.toolCalls === undefined ? 0 : JSON.stringify(answer.toolCalls).length;
  const completion = tokensIn((answer.content ?? '').length + calls);
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
};
