import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, Ref, Text, Whole } from './columns.ts';

/** A group of ERP companies that a tenant names. */
@Entity({ name: 'SmartAgentBusinessUnit' })
export class SmartAgentBusinessUnit {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Text(80) name: string;
  /** JSON array of company ids. */
  @LongText() companies: string;
  @Whole() revision: number;
  @Instant() updatedAt: string;
}
