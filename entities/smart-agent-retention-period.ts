import { Entity } from 'typeorm';
import { IdKey, Instant, Whole, WholeKey } from './columns.ts';

/** A period the log is to be kept for, as a setup was given it; written by the database itself. Never changed. */
@Entity({ name: 'SmartAgentRetentionPeriod' })
export class SmartAgentRetentionPeriod {
  @IdKey() tenantId: string;
  @WholeKey() number: number;
  /** The database's own time. */
  @Instant() setAt: string;
  @Whole() days: number;
}
