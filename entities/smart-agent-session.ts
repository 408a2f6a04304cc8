import { Entity } from 'typeorm';
import { Flag, IdKey, Instant, LongText, OptionalInstant, Ref, Text, Whole } from './columns.ts';

/** A conversation: one user, one company, one agent version. */
@Entity({ name: 'SmartAgentSession' })
export class SmartAgentSession {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() subjectId: string;
  @Ref() companyId: string;
  @Text(120) companyName: string;
  @Ref() agentId: string;
  @Ref() agentVersionId: string;
  @Ref() delegationId: string;
  @LongText() sealedTitle: string;
  /** Number of the last panel event. */
  @Whole() lastSequence: number;
  /** Number of the last message. */
  @Whole() lastMessage: number;
  @Flag() readUntrustedText: boolean;
  @Instant() createdAt: string;
  @Instant() lastActivityAt: string;
  @OptionalInstant() deletedAt: string | null;
}
