import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalText, Text, Whole } from './columns.ts';

/** A tenant's defaults. `revision` grows with every change of any setting of the tenant: agents, templates, tools, grants and this row. */
@Entity({ name: 'SmartAgentSetup' })
export class SmartAgentSetup {
  @IdKey() tenantId: string;
  @Text(20) defaultTier: string;
  @Text(20) defaultAutonomy: string;
  @Whole() logRetentionDays: number;
  @Whole() transcriptRetentionDays: number;
  @OptionalText(20) dailyUserCredits: string | null;
  @Whole() approvalMinutes: number;
  @Whole() maxToolCallsPerTurn: number;
  /** JSON array of {agentId, tool}. */
  @LongText() bindingWithoutAsk: string;
  /** Requests one external agent may make per minute, on each node. */
  @Whole() agentRequestsPerMinute: number;
  /** How long an external agent's Idempotency-Key is known, in hours. */
  @Whole() idempotencyKeyHours: number;
  @Whole() revision: number;
  @Instant() updatedAt: string;
}
