import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, Ref, Text, Whole } from './columns.ts';

/** A named condition of a tenant: it holds for a change that rests on a record of the set to which the filter applies. */
@Entity({ name: 'SmartAgentCondition' })
export class SmartAgentCondition {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Text(80) name: string;
  @Text(80) entitySet: string;
  /** An OData filter. */
  @LongText() filter: string;
  @Whole() revision: number;
  @Instant() updatedAt: string;
}
