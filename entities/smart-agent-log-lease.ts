import { Entity } from 'typeorm';
import { IdKey, Instant, Text } from './columns.ts';

/** Who appends the chain at present. */
@Entity({ name: 'SmartAgentLogLease' })
export class SmartAgentLogLease {
  @IdKey() id: string;
  @Text(64) holder: string;
  @Instant() expiresAt: string;
}
