import { z } from 'zod';
import type { Json } from '../../kernel/canonical-json.ts';

const json: z.ZodType<Json> = z.json();
const ignored = z.unknown().optional();

const contentPart = z.looseObject({ type: z.string(), text: z.string().optional() });
const content = z.union([z.string(), z.array(contentPart)]).nullish();

const toolCall = z.looseObject({
  id: z.string().min(1),
  type: z.literal('function').default('function'),
  function: z.strictObject({ name: z.string().min(1), arguments: z.string() }),
});

const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content,
  tool_calls: z.array(toolCall).optional(),
  tool_call_id: z.string().optional(),
});

const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().min(1),
    description: z.string().optional(),
    parameters: z.record(z.string(), json).optional(),
    strict: z.boolean().nullish(),
  }),
});

/**
 * The body of `POST /v1/chat/completions`, as OpenAI's reference names its members. Members that
 * shape wording or billing are accepted and have no effect here; unknown ones are refused, as OpenAI does.
 */
export const chatRequestSchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  tools: z.array(tool).optional(),
  tool_choice: z.union([z.enum(['none', 'auto', 'required']), z.looseObject({ type: z.string() })]).optional(),
  parallel_tool_calls: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  n: z.literal(1).nullish(),
  frequency_penalty: ignored,
  logit_bias: ignored,
  logprobs: ignored,
  max_completion_tokens: ignored,
  max_tokens: ignored,
  metadata: ignored,
  modalities: ignored,
  presence_penalty: ignored,
  prompt_cache_key: ignored,
  reasoning_effort: ignored,
  response_format: ignored,
  safety_identifier: ignored,
  seed: ignored,
  service_tier: ignored,
  stop: ignored,
  store: ignored,
  temperature: ignored,
  top_logprobs: ignored,
  top_p: ignored,
  user: ignored,
  verbosity: ignored,
});

/** A checked chat request. */
export type ChatRequest = z.infer<typeof chatRequestSchema>;
/** One message of a checked chat request. */
export type ChatMessage = ChatRequest['messages'][number];
/** A tool a request offers, with its JSON schema. */
export type OfferedTool = NonNullable<ChatRequest['tools']>[number]['function'];
