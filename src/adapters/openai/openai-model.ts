import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { AnswerBuilder } from './answer-builder.ts';
import { ModelError, type ModelPort, type ModelRequest } from '../../features/chat/index.ts';

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
      const limit = AbortSignal.timeout(options.timeoutMs);
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
          // The client's own limit ends with the headers; an answer has to come to its end as well.
          { signal: AbortSignal.any([request.signal, limit]) },
        );
        const builder = new AnswerBuilder(onText);
        for await (const chunk of stream) builder.add(chunk);
        if (request.signal.aborted) throw new ModelError('aborted', 'Stopped.');
        if (limit.aborted) throw new ModelError('broken_stream', 'The model took too long over its answer.');
        return builder.finish();
      } catch (error) {
        if (limit.aborted && !request.signal.aborted) throw new ModelError('broken_stream', 'The model took too long over its answer.', error);
        throw modelError(error);
      }
    },
  };
};
