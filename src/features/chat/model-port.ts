import type { FunctionDefinition } from '../tools/index.ts';

/** One message of a transcript, in the shape chat completions know. */
export type ChatMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string | null; readonly tool_calls?: readonly ModelToolCall[] }
  | { readonly role: 'tool'; readonly tool_call_id: string; readonly content: string };

/** A tool call in an assistant message. */
export interface ModelToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

/** What is asked of a model. */
export interface ModelRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly FunctionDefinition[];
  readonly signal: AbortSignal;
}

/** A model's whole answer. */
export interface ModelAnswer {
  readonly text: string;
  readonly toolCalls: readonly ModelToolCall[];
  readonly usage: { readonly inputTokens: number; readonly outputTokens: number };
}

/** Why a model did not answer. `message` is fit for the user. */
export class ModelError extends Error {
  constructor(
    readonly kind: 'unavailable' | 'rejected' | 'broken_stream' | 'aborted',
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'ModelError';
  }
}

/** A model that can be talked to. */
export interface ModelPort {
  /** Whether this is the offline model, which the panel says plainly. */
  readonly offline: boolean;
  /** The model that serves a tier. */
  modelFor(tier: string): string;
  /** Asks the model; `onText` gets the answer's text as it arrives. Throws `ModelError`. */
  answer(request: ModelRequest, onText: (text: string) => void): Promise<ModelAnswer>;
}
