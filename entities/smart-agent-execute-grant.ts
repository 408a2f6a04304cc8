import { Entity } from 'typeorm';
import { IdKey, Instant, Ref, Text } from './columns.ts';

/** A user may have one tool of one agent run without Confirm, under the cap of the agent. */
@Entity({ name: 'SmartAgentExecuteGrant' })
export class SmartAgentExecuteGrant {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() agentId: string;
  @Text(64) userOid: string;
  @Text(80) tool: string;
  @Instant() grantedAt: string;
  @Ref() grantedBySubjectId: string;
}
