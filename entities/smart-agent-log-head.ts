import { Entity } from 'typeorm';
import { IdKey, Instant, PositionKey, Text } from './columns.ts';

/** The signed head of a batch of positions. */
@Entity({ name: 'SmartAgentLogHead' })
export class SmartAgentLogHead {
  @IdKey() tenantId: string;
  @PositionKey() position: number;
  @Text(64) hash: string;
  @Instant() signedAt: string;
  @Text(64) keyId: string;
  /** Ed25519, base64url. */
  @Text(120) signature: string;
}
