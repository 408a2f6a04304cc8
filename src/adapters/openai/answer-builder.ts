import { ModelError, type ModelAnswer, type ModelToolCall } from '../../features/chat/index.ts';
import { answerChunkSchema, usageSchema, type CallPiece } from './answer-chunk.ts';
import { wellFormed, WellFormedPieces } from './well-formed.ts';

/** Tool calls one answer may ask for, and the first index that is too high. A turn makes far fewer; more is a fault, or an attack on our memory. */
export const mostCalls = 128;
/** Characters of text one answer may have. */
export const mostText = 1024 * 1024;
/** Characters of names, ids and arguments all calls of one answer may have together. */
export const mostCallText = 256 * 1024;

interface PartialCall {
  id: string;
  name: string;
  arguments: string;
}

const broken = (message: string, cause?: unknown): ModelError => new ModelError('broken_stream', message, cause);

/** Why an answer that the provider ended is none all the same; by `finish_reason`. */
const refusals: Readonly<Record<string, () => ModelError>> = {
  length: () => broken("The model's answer was cut off at the model's limit."),
  content_filter: () => new ModelError('rejected', "The answer was rejected by the provider's content filter."),
};

/**
 * Puts a streamed answer together, piece by piece. What a provider sends is not trusted: it is checked,
 * counted and made well-formed, and an answer that is too large, cut off or not understood is a `ModelError`,
 * never half an answer.
 */
export class AnswerBuilder {
  readonly #pieces = new WellFormedPieces();
  readonly #calls = new Map<number, PartialCall>();
  #text = '';
  #callText = 0;
  #last = -1;
  #usage: ModelAnswer['usage'] | undefined;
  #finish: string | undefined;

  constructor(private readonly onText: (text: string) => void) {}

  /** False while the provider has not said, in numbers that can be, what the answer took; it counts as nothing then. */
  get isUsageKnown(): boolean {
    return this.#usage !== undefined;
  }

  /** Takes the next chunk. */
  add(chunk: unknown): void {
    const read = answerChunkSchema.safeParse(chunk);
    if (!read.success) throw broken("The model's answer could not be read.", read.error);
    this.#count(read.data.usage);
    const choice = read.data.choices?.[0];
    if (!choice) return;
    if (choice.finish_reason) this.#finish = choice.finish_reason;
    if (choice.delta?.content) this.#say(this.#pieces.push(choice.delta.content));
    for (const piece of choice.delta?.tool_calls ?? []) this.#addToCall(piece);
  }

  /** The whole answer. A stream that ended without saying so is broken: half an answer is none. */
  finish(): ModelAnswer {
    if (this.#finish === undefined) throw broken("The model's answer broke off.");
    const refusal = Object.hasOwn(refusals, this.#finish) ? refusals[this.#finish] : undefined;
    if (refusal) throw refusal();
    this.#say(this.#pieces.end());
    const toolCalls = [...this.#calls]
      .sort(([one], [other]) => one - other)
      .map(([, call]): ModelToolCall => {
        const called = { name: wellFormed(call.name), arguments: wellFormed(call.arguments) };
        return { id: wellFormed(call.id), type: 'function', function: called };
      });
    return { text: this.#text, toolCalls, usage: this.#usage ?? { inputTokens: 0, outputTokens: 0 } };
  }

  #say(text: string): void {
    if (text === '') return;
    if (this.#text.length + text.length > mostText) throw broken("The model's answer is longer than an answer may be.");
    this.#text += text;
    this.onText(text);
  }

  #count(usage: unknown): void {
    const read = usageSchema.safeParse(usage);
    if (read.success) this.#usage = { inputTokens: read.data.prompt_tokens, outputTokens: read.data.completion_tokens };
  }

  #addToCall(piece: CallPiece): void {
    const call = this.#callOf(piece);
    const { name, arguments: more } = { name: piece.function?.name ?? '', arguments: piece.function?.arguments ?? '' };
    this.#callText += (piece.id?.length ?? 0) + name.length + more.length;
    if (this.#callText > mostCallText) throw broken("The model's tool calls are longer than they may be.");
    call.id ||= piece.id ?? '';
    call.name += name;
    call.arguments += more;
  }

  /** The call that a piece belongs to. Some servers give no index: a new id begins the next call then, anything else goes on with the last. */
  #callOf(piece: CallPiece): PartialCall {
    const isNew = this.#last < 0 || (!!piece.id && piece.id !== this.#calls.get(this.#last)?.id);
    const index = piece.index ?? (isNew ? Math.max(-1, ...this.#calls.keys()) + 1 : this.#last);
    if (index >= mostCalls) throw broken('The model asked for more tool calls than one answer may have.');
    const call = this.#calls.get(index) ?? { id: '', name: '', arguments: '' };
    this.#calls.set(index, call);
    this.#last = index;
    return call;
  }
}
