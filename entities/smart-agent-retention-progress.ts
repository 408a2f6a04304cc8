import { Entity } from 'typeorm';
import { IdKey, Position } from './columns.ts';

/** How far retention has removed a tenant's log: every record up to here that nothing held is gone. Whoever ends a hold sets it back. */
@Entity({ name: 'SmartAgentRetentionProgress' })
export class SmartAgentRetentionProgress {
  @IdKey() tenantId: string;
  @Position() removedThrough: number;
}
