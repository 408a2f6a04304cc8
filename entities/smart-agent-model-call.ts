import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalRef, Ref, Text, Whole } from './columns.ts';

/** One call of a model. */
@Entity({ name: 'SmartAgentModelCall' })
export class SmartAgentModelCall {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @OptionalRef() sessionId: string | null;
  @Ref() turnId: string;
  @Ref() executionId: string;
  @Ref() subjectId: string;
  /** The agent it was made for; another than the execution's where that one asked it. */
  @OptionalRef() agentId: string | null;
  @Text(120) model: string;
  @Text(20) tier: string;
  @Whole() inputTokens: number;
  @Whole() outputTokens: number;
  @Text(24) credits: string;
  /** How many tool calls it asked for; their rows carry its credits in shares. */
  @Whole() toolCalls: number;
  @Text(20) outcome: string;
  @Instant() startedAt: string;
  @Whole() durationMs: number;
  /** UTC date, for budgets. */
  @Text(10) day: string;
}
