import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalInstant, OptionalLongText, OptionalRef, OptionalText, Ref, Text } from './columns.ts';

/** Authority given to an agent. */
@Entity({ name: 'SmartAgentDelegation' })
export class SmartAgentDelegation {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() agentId: string;
  @Ref() delegatorSubjectId: string;
  /** `session`: opened with a conversation; `standing`: given to an agent for a workflow. */
  @Text(20) kind: string;
  @Text(120) workflow: string;
  /** JSON array of tools; `["*"]`: whatever the agent version links. */
  @LongText() actions: string;
  /** JSON array of company ids. */
  @LongText() companies: string;
  /** JSON object: an OData filter for each entity set whose records it narrows. */
  @LongText() recordFilters: string;
  /** JSON array of amount limits. */
  @LongText() limits: string;
  /** JSON array of approval rules. */
  @LongText() approvalRules: string;
  /** Who decides on what it is used for; the delegator, where nobody else is named. */
  @OptionalRef() responsibleSubjectId: string | null;
  /** JSON array of the random ids of people who may revoke it, besides the delegator, the responsible user and admins. */
  @LongText() revokers: string;
  @OptionalText(400) reason: string | null;
  /** The delegation it takes further. */
  @OptionalRef() extendsId: string | null;
  /** The sign-in under which the ERP is asked while the delegator is away, sealed; null where none was given. */
  @OptionalLongText() sealedSignIn: string | null;
  @Instant() validFrom: string;
  @OptionalInstant() validTo: string | null;
  @OptionalInstant() revokedAt: string | null;
  @OptionalRef() revokedBySubjectId: string | null;
  @OptionalText(400) revokeReason: string | null;
  @Instant() createdAt: string;
}
