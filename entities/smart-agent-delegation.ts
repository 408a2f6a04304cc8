import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalInstant, Ref, Text } from './columns.ts';

/** Authority given to an agent. */
@Entity({ name: 'SmartAgentDelegation' })
export class SmartAgentDelegation {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() agentId: string;
  @Ref() delegatorSubjectId: string;
  /** `session`: opened with a conversation. */
  @Text(20) kind: string;
  @Text(120) workflow: string;
  /** JSON array of tools; `["*"]`: whatever the agent version links. */
  @LongText() actions: string;
  /** JSON array of company ids. */
  @LongText() companies: string;
  @Instant() validFrom: string;
  @OptionalInstant() validTo: string | null;
  @OptionalInstant() revokedAt: string | null;
  @Instant() createdAt: string;
}
