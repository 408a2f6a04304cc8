import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import type { Logger } from 'pino';
import type { ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { ModelError, type ModelAnswer, type ModelPort, type ModelRequest } from '../../features/chat/index.ts';
import { noTracing, type Tracing } from '../../kernel/telemetry.ts';
import { AnswerBuilder } from './answer-builder.ts';
import { AnswerLimit, whenAborted } from './answer-limit.ts';

/** How to reach a model. Works with OpenAI, Azure OpenAI's v1 address and anything compatible. */
export interface OpenAiOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** Model names per tier. */
  readonly models: Readonly<Record<string, string>>;
  readonly offline: boolean;
  /** Milliseconds a whole answer may take, repeated attempts included. */
  readonly timeoutMs: number;
  /** Milliseconds between two pieces of an answer; a minute at most if left out. */
  readonly idleMs?: number;
  readonly logger?: Pick<Logger, 'warn'>;
  /** The model is told which span asks (`traceparent`). */
  readonly tracing?: Tracing;
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

const longestSilence = 60_000;

/** A model behind an OpenAI-compatible chat completions address. */
export const createOpenAiModel = (options: OpenAiOptions): ModelPort => {
  const { apiKey, baseUrl: baseURL, timeoutMs: timeout, tracing = noTracing } = options;
  // The library would write pieces of answers to the console; what people and models say is never logged.
  const client = new OpenAI({ apiKey, baseURL, timeout, maxRetries: 2, logLevel: 'off' });
  const times = { whole: timeout, idle: options.idleMs ?? Math.min(timeout, longestSilence) };

  const stream = async (request: ModelRequest, builder: AnswerBuilder, limit: { heard(): void; signal: AbortSignal }): Promise<ModelAnswer> => {
    const tools = request.tools as unknown as ChatCompletionTool[];
    const traceparent = tracing.traceparent();
    const chunks = await client.chat.completions.create(
      {
        model: request.model,
        messages: request.messages as ChatCompletionMessageParam[],
        ...(tools.length > 0 ? { tools } : {}),
        stream: true,
        stream_options: { include_usage: true },
      },
      { signal: limit.signal, ...(traceparent !== undefined && { headers: { traceparent } }) },
    );
    for await (const chunk of chunks) {
      limit.signal.throwIfAborted();
      limit.heard();
      builder.add(chunk);
    }
    limit.signal.throwIfAborted();
    return builder.finish();
  };

  return {
    offline: options.offline,
    modelFor: (tier) => options.models[tier] ?? options.models['smart'] ?? 'gpt-5',
    answer: async (request, onText) => {
      const limit = new AnswerLimit(times);
      const signal = AbortSignal.any([request.signal, limit.signal]);
      const builder = new AnswerBuilder(onText);
      try {
        // A race, because the library sleeps between its attempts whatever the signal says.
        const answer = await Promise.race([stream(request, builder, { heard: () => limit.heard(), signal }), whenAborted(signal)]);
        if (!builder.isUsageKnown)
          options.logger?.warn({ model: request.model }, 'the model did not say how many tokens its answer took; none are charged');
        return answer;
      } catch (error) {
        if (request.signal.aborted) throw new ModelError('aborted', 'Stopped.', error);
        throw modelError(limit.signal.aborted ? limit.signal.reason : error);
      } finally {
        limit.end();
      }
    },
  };
};
