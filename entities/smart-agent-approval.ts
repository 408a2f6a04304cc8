import { Entity } from 'typeorm';
import { Flag, IdKey, Instant, LongText, OptionalInstant, OptionalLongText, OptionalRef, OptionalText, Ref, Text, Whole } from './columns.ts';

/** A proposal for one outcome, and the decision on it. Versions of one proposal share `proposalId`. */
@Entity({ name: 'SmartAgentApproval' })
export class SmartAgentApproval {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() proposalId: string;
  @Whole() version: number;
  @Ref() executionId: string;
  @Ref() sessionId: string;
  @Ref() turnId: string;
  @Text(80) toolCallId: string;
  @Ref() agentId: string;
  @Ref() agentVersionId: string;
  @Ref() delegationId: string;
  @Ref() requesterSubjectId: string;
  /** Who is asked where no rule asks for a second person. */
  @Ref() responsibleSubjectId: string;
  /** JSON: who has to decide. */
  @LongText() approver: string;
  /** JSON: the facts on which it was decided to ask, or to go on without asking. */
  @OptionalLongText() facts: string | null;
  /** Who changed what the version before asked for; null where nobody did. */
  @OptionalRef() editedBySubjectId: string | null;
  /** Who edited it to more than was asked for, and so does not decide on it. */
  @OptionalRef() raisedBySubjectId: string | null;
  @Ref() companyId: string;
  @Text(80) tool: string;
  @Text(80) effectKey: string;
  @Text(64) outcomeHash: string;
  /** Arguments and draft, sealed; erased with the final outcome. */
  @OptionalLongText() sealedPayload: string | null;
  @LongText() sealedPreview: string;
  @LongText() basis: string;
  @LongText() sourceRecords: string;
  @LongText() changedSince: string;
  @Flag() mayBePartial: boolean;
  @OptionalText(40) amount: string | null;
  @OptionalText(10) currency: string | null;
  @Text(20) state: string;
  @Instant() requestedAt: string;
  @Instant() expiresAt: string;
  @OptionalInstant() decidedAt: string | null;
  @OptionalRef() deciderSubjectId: string | null;
  @OptionalLongText() sealedReason: string | null;
  @OptionalLongText() sealedResult: string | null;
  /** It came to this state, and its conversation, or the agent that asked, has not heard of it yet. */
  @Flag() untold: boolean;
  /** The node that makes the change, or decided on it and tells of it; null where none is at it. */
  @OptionalRef() nodeId: string | null;
}
