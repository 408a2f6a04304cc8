import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { ModelError, type ModelAnswer, type ModelToolCall } from '../../features/chat/index.ts';

/** What one answer may hold; whatever speaks the protocol may send more, and then it is no answer. */
export const answerLimits = { textCharacters: 1_000_000, argumentCharacters: 256_000, calls: 128 } as const;

interface PartialCall {
  name: string;
  arguments: string;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Puts the pieces of a streamed answer together, and trusts none of them. Throws `ModelError` as soon as it is clear that there will be no answer. */
export class AnswerBuilder {
  #text = '';
  #argumentCharacters = 0;
  #usage = { inputTokens: 0, outputTokens: 0 };
  #finish: string | null = null;
  readonly #calls = new Map<number, PartialCall>();

  constructor(private readonly onText: (text: string) => void) {}

  /** Takes the next piece. */
  add(chunk: ChatCompletionChunk): void {
    const { usage } = chunk;
    if (isCount(usage?.prompt_tokens) && isCount(usage.completion_tokens)) {
      this.#usage = { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens };
    }
    const [choice] = chunk.choices;
    if (!choice) return;
    this.#finish = choice.finish_reason ?? this.#finish;
    const { content, tool_calls: pieces } = choice.delta;
    if (content) this.#addText(content);
    for (const piece of pieces ?? []) this.#addCall(piece);
  }

  /** The whole answer. A stream that ended without saying so is broken: half an answer is none. */
  finish(): ModelAnswer {
    if (this.#finish === null) throw new ModelError('broken_stream', "The model's answer broke off.");
    if (this.#finish === 'length') throw new ModelError('broken_stream', "The model's answer was cut off at its length limit.");
    if (this.#finish === 'content_filter') throw new ModelError('rejected', "The model's provider withheld the answer (content filter).");
    const toolCalls = [...this.#calls]
      .sort(([one], [other]) => one - other)
      .map(([index, call]): ModelToolCall => {
        return { id: `call_${index}`, type: 'function', function: { name: call.name.toWellFormed(), arguments: call.arguments.toWellFormed() } };
      });
    return { text: this.#text.toWellFormed(), toolCalls, usage: this.#usage };
  }

  #addText(content: string): void {
    this.#text += content;
    if (this.#text.length > answerLimits.textCharacters) throw tooLarge('text');
    this.onText(content);
  }

  #addCall(piece: NonNullable<ChatCompletionChunk.Choice.Delta['tool_calls']>[number]): void {
    // Some servers leave the index out where there is one call only.
    const index = (piece.index as number | undefined) ?? Math.max(0, this.#calls.size - (piece.id ? 0 : 1));
    if (!isCount(index) || index >= answerLimits.calls) throw tooLarge('number of tool calls');
    const call = this.#calls.get(index) ?? { name: '', arguments: '' };
    call.name += piece.function?.name ?? '';
    call.arguments += piece.function?.arguments ?? '';
    this.#argumentCharacters += (piece.function?.name?.length ?? 0) + (piece.function?.arguments?.length ?? 0);
    if (this.#argumentCharacters > answerLimits.argumentCharacters) throw tooLarge('arguments');
    this.#calls.set(index, call);
  }
}

const tooLarge = (what: string): ModelError => new ModelError('broken_stream', `The model's answer is larger than is accepted (${what}).`);
