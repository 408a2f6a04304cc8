import { Entity } from 'typeorm';
import { IdKey, PositionKey, Ref, Text } from './columns.ts';

/** The order of the log: a position, and a hash that ties it to all before. Holds no payload. */
@Entity({ name: 'SmartAgentLogChain' })
export class SmartAgentLogChain {
  @IdKey() tenantId: string;
  @PositionKey() position: number;
  @Text(10) recordType: string;
  @Ref() recordId: string;
  @Text(64) recordHash: string;
  @Text(64) previousHash: string;
  @Text(64) hash: string;
}
