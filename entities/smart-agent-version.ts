import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, Ref, Text, Whole } from './columns.ts';

/** An immutable snapshot of an agent's configuration. */
@Entity({ name: 'SmartAgentVersion' })
export class SmartAgentVersion {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() agentId: string;
  @Whole() number: number;
  /** Canonical JSON: instructions, tool links, tier, autonomy, template version, suggestions. */
  @LongText() configuration: string;
  /** SHA-256 of `configuration`. */
  @Text(64) hash: string;
  @Instant() createdAt: string;
  @Ref() createdBySubjectId: string;
}
