import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { ChatCompletionChunk, ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { ModelError, type ModelAnswer, type ModelPort, type ModelRequest, type ModelToolCall } from '../../features/chat/index.ts';

/** How to reach a model. Works with OpenAI, Azure OpenAI's v1 address and anything compatible. */
export interface OpenAiOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** Model names per tier. */
  readonly models: Readonly<Record<string, string>>;
  readonly offline: boolean;
  /** Milliseconds a whole answer may take. */
  readonly timeoutMs: number;
}

interface PartialCall {
  id: string;
  name: string;
  arguments: string;
}

/** Puts the pieces of a streamed answer together. */
class AnswerBuilder {
  #text = '';
  #calls: PartialCall[] = [];
  #usage = { inputTokens: 0, outputTokens: 0 };
  #finished = false;

  constructor(private readonly onText: (text: string) => void) {}

  add(chunk: ChatCompletionChunk): void {
    if (chunk.usage) this.#usage = { inputTokens: chunk.usage.prompt_tokens, outputTokens: chunk.usage.completion_tokens };
    const [choice] = chunk.choices;
    if (!choice) return;
    if (choice.finish_reason) this.#finished = true;
    const { content, tool_calls: calls } = choice.delta;
    if (content) {
      this.#text += content;
      this.onText(content);
    }
    for (const piece of calls ?? []) {
      const call = (this.#calls[piece.index] ??= { id: '', name: '', arguments: '' });
      call.id += piece.id ?? '';
      call.name += piece.function?.name ?? '';
      call.arguments += piece.function?.arguments ?? '';
    }
  }

  /** The whole answer. A stream that ended without saying so is broken: half an answer is none. */
  finish(): ModelAnswer {
    if (!this.#finished) throw new ModelError('broken_stream', "The model's answer broke off.");
    const toolCalls = this.#calls
      .filter((call) => call !== undefined)
      .map((call): ModelToolCall => ({ id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments } }));
    return { text: this.#text, toolCalls, usage: this.#usage };
  }
}

const modelError = (error: unknown): ModelError => {
  if (error instanceof ModelError) return error;
  if (error instanceof APIUserAbortError) return new ModelError('aborted', 'Stopped.', error);
  if (error instanceof APIConnectionError) return new ModelError('unavailable', 'The model cannot be reached.', error);
  if (error instanceof APIError) {
    const busy = error.status === 429 || (error.status ?? 500) >= 500;
    return busy
      ? new ModelError('unavailable', 'The model is busy or out of order.', error)
      : new ModelError('rejected', 'The model refused the request.', error);
  }
  return new ModelError('broken_stream', "The model's answer broke off.", error);
};

/** A model behind an OpenAI-compatible chat completions address. */
export const createOpenAiModel = (options: OpenAiOptions): ModelPort => {
  const client = new OpenAI({ apiKey: options.apiKey, baseURL: options.baseUrl, maxRetries: 2, timeout: options.timeoutMs });
  return {
    offline: options.offline,
    modelFor: (tier) => options.models[tier] ?? options.models['smart'] ?? 'gpt-5',
    answer: async (request: ModelRequest, onText) => {
      try {
        const tools = request.tools as unknown as ChatCompletionTool[];
        const stream = await client.chat.completions.create(
          {
            model: request.model,
            messages: request.messages as ChatCompletionMessageParam[],
            ...(tools.length > 0 ? { tools } : {}),
            stream: true,
            stream_options: { include_usage: true },
          },
          { signal: request.signal },
        );
        const builder = new AnswerBuilder(onText);
        for await (const chunk of stream) builder.add(chunk);
        if (request.signal.aborted) throw new ModelError('aborted', 'Stopped.');
        return builder.finish();
      } catch (error) {
        throw modelError(error);
      }
    },
  };
};
