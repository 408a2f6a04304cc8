import { Entity } from 'typeorm';
import { IdKey, Position } from './columns.ts';

/** How far retention has removed a tenant's log: every record up to here that nothing holds is gone. */
@Entity({ name: 'SmartAgentRetentionProgress' })
export class SmartAgentRetentionProgress {
  @IdKey() tenantId: string;
  @Position() removedThrough: number;
}
