import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalInstant, OptionalRef, Ref, Text } from './columns.ts';

/** One workflow run, from the request to the resulting change. */
@Entity({ name: 'SmartAgentExecution' })
export class SmartAgentExecution {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Text(40) reference: string;
  @OptionalRef() sessionId: string | null;
  @Ref() agentId: string;
  @Ref() agentVersionId: string;
  @Ref() subjectId: string;
  @Ref() companyId: string;
  @Ref() delegationId: string;
  /** SHA-256 over tool configurations, model and program version in force. */
  @Text(64) fingerprint: string;
  @Text(20) status: string;
  @Instant() startedAt: string;
  @OptionalInstant() endedAt: string | null;
}
