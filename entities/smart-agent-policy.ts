import { Entity } from 'typeorm';
import { Flag, IdKey, Instant, LongText, Ref, Text, Whole } from './columns.ts';

/** A tenant's own rule that asks for review, whatever agent acts. */
@Entity({ name: 'SmartAgentPolicy' })
export class SmartAgentPolicy {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Text(80) name: string;
  @Flag() enabled: boolean;
  /** JSON: an approval rule without its name. */
  @LongText() rule: string;
  @Whole() revision: number;
  @Instant() updatedAt: string;
}
