import { Entity } from 'typeorm';
import { IdKey, Instant, Position, Text, TextKey, Whole } from './columns.ts';

/** The signed seal of a UTC day of a tenant's log. Never changed, never removed. */
@Entity({ name: 'SmartAgentLogSeal' })
export class SmartAgentLogSeal {
  @IdKey() tenantId: string;
  /** `YYYY-MM-DD`. */
  @TextKey(10) day: string;
  @Position() firstPosition: number;
  @Position() lastPosition: number;
  @Whole() attempts: number;
  @Whole() outcomes: number;
  @Whole() decisions: number;
  @Whole() heads: number;
  @Text(64) headHash: string;
  @Text(64) recordDigest: string;
  @Whole() retentionDays: number;
  @Text(64) previousDigest: string;
  @Instant() sealedAt: string;
  @Text(64) digest: string;
  @Text(64) keyId: string;
  /** Ed25519, base64url. */
  @Text(120) signature: string;
}
