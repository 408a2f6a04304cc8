import { Entity } from 'typeorm';
import { Flag, IdKey, Instant, Ref, Text, Whole } from './columns.ts';

/** A tool as the tenant has it. */
@Entity({ name: 'SmartAgentToolConfig' })
export class SmartAgentToolConfig {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Text(80) tool: string;
  @Flag() enabled: boolean;
  /** JSON array of operations. */
  @Text(200) allowedOperations: string;
  @Whole() rowLimit: number;
  @Text(20) creditPrice: string;
  @Whole() revision: number;
  @Instant() updatedAt: string;
}
