import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, Ref, Text } from './columns.ts';

/** A draft email in the outbox of a user. */
@Entity({ name: 'SmartAgentEmailDraft' })
export class SmartAgentEmailDraft {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() subjectId: string;
  @Ref() companyId: string;
  @Ref() executionId: string;
  @Ref() agentId: string;
  /** Unique: the same effect makes one draft. */
  @Text(80) effectKey: string;
  @Text(20) status: string;
  /** To, subject and body, sealed. */
  @LongText() sealedMessage: string;
  @Text(64) subjectHash: string;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
}
