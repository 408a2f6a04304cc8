import { Entity } from 'typeorm';
import { IdKey, Instant, Position, Text, TextKey, Whole } from './columns.ts';

/** What retention stated, signed, before it removed a day of a tenant's log. Never changed, never removed. */
@Entity({ name: 'SmartAgentLogRemoval' })
export class SmartAgentLogRemoval {
  @IdKey() tenantId: string;
  /** `YYYY-MM-DD`. */
  @TextKey(10) day: string;
  @Position() firstPosition: number;
  @Position() lastPosition: number;
  @Whole() records: number;
  @Text(64) sealDigest: string;
  @Whole() retentionDays: number;
  @Instant() cutoff: string;
  @Instant() statedAt: string;
  @Text(64) keyId: string;
  /** Ed25519, base64url. */
  @Text(120) signature: string;
}
