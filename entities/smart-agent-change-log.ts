import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalLongText, Ref, Text } from './columns.ts';

/** Who changed which setting, from what to what. */
@Entity({ name: 'SmartAgentChangeLog' })
export class SmartAgentChangeLog {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Instant() changedAt: string;
  /** Data subject who made the change. */
  @Ref() subjectId: string;
  @Text(40) entity: string;
  @Text(80) entityId: string;
  @Text(120) entityName: string;
  @Text(80) field: string;
  @OptionalLongText() before: string | null;
  @OptionalLongText() after: string | null;
}
