import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalInstant, OptionalLongText, OptionalRef, Ref, Text, Whole } from './columns.ts';

/** One run of retention for a tenant, and what it has removed so far. */
@Entity({ name: 'SmartAgentRetentionRun' })
export class SmartAgentRetentionRun {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Instant() startedAt: string;
  @OptionalInstant() endedAt: string | null;
  /** `running`, `done`, `failed`. */
  @Text(20) status: string;
  /** Who started it by hand; null: the clock did. */
  @OptionalRef() startedBySubjectId: string | null;
  @Whole() retentionDays: number;
  @Whole() transcriptDays: number;
  /** Days of the log that were stated as removed. */
  @Whole() days: number;
  @Whole() records: number;
  /** Records that were to be removed and are held. */
  @Whole() heldRecords: number;
  @Whole() missedLookups: number;
  @Whole() conversations: number;
  @Whole() messages: number;
  @OptionalLongText() problem: string | null;
}
