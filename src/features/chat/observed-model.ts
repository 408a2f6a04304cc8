import { inSpan, stopwatch, type Telemetry } from '../../kernel/telemetry.ts';
import { chatSpan, measures } from '../telemetry/index.ts';
import { ModelError, type ModelPort } from './model-port.ts';

/** A model whose calls are traced and measured: how long, how many tokens, how it ended; nothing of what was said. */
export const observedModel = (model: ModelPort, { tracing, meters }: Telemetry): ModelPort => ({
  offline: model.offline,
  modelFor: (tier) => model.modelFor(tier),
  answer: (request, onText) =>
    inSpan(tracing, chatSpan({ model: request.model, provider: model.offline ? 'smart_agents.offline_model' : 'openai' }), async (span) => {
      const seconds = stopwatch();
      const measured = (result: string): void => meters.record(measures.modelSeconds, seconds(), { model: request.model, result });
      try {
        const answer = await model.answer(request, onText);
        const { inputTokens, outputTokens } = answer.usage;
        span.set({ 'gen_ai.usage.input_tokens': inputTokens, 'gen_ai.usage.output_tokens': outputTokens });
        measured('ok');
        meters.add(measures.modelTokens, inputTokens, { model: request.model, type: 'input' });
        meters.add(measures.modelTokens, outputTokens, { model: request.model, type: 'output' });
        return answer;
      } catch (error) {
        measured(error instanceof ModelError ? error.kind : 'failed');
        throw error;
      }
    }),
});
