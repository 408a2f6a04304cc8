import { Entity } from 'typeorm';
import { Flag, IdKey, Instant, LongText, OptionalInstant, OptionalLongText, OptionalRef, Ref, Text, Whole } from './columns.ts';

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
  /** Free text that the tenant did not write was read into it (invariant 12). */
  @Flag() readUntrustedText: boolean;
  /** JSON array of the fields it stood in, e.g. `supportCases.description`; null where there was none. */
  @OptionalLongText() untrustedFields: string | null;
  @Instant() createdAt: string;
  @Instant() lastActivityAt: string;
  @OptionalInstant() deletedAt: string | null;
  /** The node at which something goes on in it; null where nothing does. */
  @OptionalRef() nodeId: string | null;
}
