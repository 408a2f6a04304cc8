import { Entity } from 'typeorm';
import { Flag, IdKey, Instant, OptionalLongText, OptionalText, Ref, Text, Whole } from './columns.ts';

/** How an attempt ended. One immutable row per attempt. */
@Entity({ name: 'SmartAgentToolCallOutcome' })
export class SmartAgentToolCallOutcome {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() attemptId: string;
  @Instant() finishedAt: string;
  @Text(20) outcome: string;
  @OptionalText(30) layer: string | null;
  @OptionalText(500) message: string | null;
  /** JSON: observed records by entity set, first ids, count, digest. */
  @OptionalLongText() dataScope: string | null;
  @Whole() records: number;
  @Flag() mayBePartial: boolean;
  @Flag() truncated: boolean;
  @Whole() inputTokens: number;
  @Whole() outputTokens: number;
  @Text(24) credits: string;
  @Whole() durationMs: number;
  @OptionalText(80) correlationId: string | null;
  @Text(64) recordHash: string;
}
