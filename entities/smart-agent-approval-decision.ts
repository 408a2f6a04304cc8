import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalRef, Ref, Text, Whole } from './columns.ts';

/** A decision on a proposal: one immutable row with a position in the log. */
@Entity({ name: 'SmartAgentApprovalDecision' })
export class SmartAgentApprovalDecision {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() approvalId: string;
  @Whole() version: number;
  @Text(80) toolCallId: string;
  @Ref() executionId: string;
  /** Who decided; null where nobody did (expiry). */
  @OptionalRef() subjectId: string | null;
  @Text(20) decision: string;
  @Text(64) outcomeHash: string;
  @Instant() decidedAt: string;
  @Text(64) recordHash: string;
}
