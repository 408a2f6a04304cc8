import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalInstant, OptionalRef, OptionalText, Ref, Text } from './columns.ts';

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
  /** The company's name when the run began; null where it was not known. */
  @OptionalText(120) companyName: string | null;
  @Ref() delegationId: string;
  /** SHA-256 over tool configurations, model and program version in force. */
  @Text(64) fingerprint: string;
  @Text(20) status: string;
  @Instant() startedAt: string;
  @OptionalInstant() endedAt: string | null;
  /** SHA-256 of the final answer in UTF-8, which the transcript may not outlive; null where there was none. */
  @OptionalText(64) answerHash: string | null;
}
