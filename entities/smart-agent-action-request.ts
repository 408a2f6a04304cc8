import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalInstant, OptionalLongText, OptionalRef, Ref, Text, Whole } from './columns.ts';

/** One request of an external agent to have something done: what makes a repeat of it known, and its answer. */
@Entity({ name: 'SmartAgentActionRequest' })
export class SmartAgentActionRequest {
  /** Also the id of the tool call. */
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() agentId: string;
  /** SHA-256 of the agent's Idempotency-Key. */
  @Text(64) keyHash: string;
  /** SHA-256 of what was asked for. */
  @Text(64) bodyHash: string;
  @Ref() executionId: string;
  /** Which step of the execution it is, from 1. */
  @Whole() step: number;
  @Text(80) action: string;
  /** The proposal that waits, or waited, for a person. */
  @OptionalRef() approvalId: string | null;
  /** What was answered at first, sealed; null while it runs. */
  @OptionalLongText() sealedAnswer: string | null;
  /** What has come of it since, where a person decided; sealed. */
  @OptionalLongText() sealedOutcome: string | null;
  @Instant() requestedAt: string;
  @OptionalInstant() answeredAt: string | null;
  /** The node that answers it, or did. */
  @OptionalRef() nodeId: string | null;
}
