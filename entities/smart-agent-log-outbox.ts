import { Entity } from 'typeorm';
import { IdKey, Instant, Ref, Text } from './columns.ts';

/** A committed record that has no position yet; written in the record's own transaction, removed by the sequencer. */
@Entity({ name: 'SmartAgentLogOutbox' })
export class SmartAgentLogOutbox {
  @IdKey() recordId: string;
  @Ref() tenantId: string;
  @Text(10) recordType: string;
  @Text(64) recordHash: string;
  @Instant() committedAt: string;
}
