import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalInstant, OptionalRef, OptionalText, Ref, Text } from './columns.ts';

/** A change of a setting that widens, until a second admin decides on it. */
@Entity({ name: 'SmartAgentPendingChange' })
export class SmartAgentPendingChange {
  @IdKey() id: string;
  @Ref() tenantId: string;
  /** What is to be changed, in the change log's words. */
  @Text(40) entity: string;
  @Text(80) entityId: string;
  @Text(120) entityName: string;
  /** JSON array of {field, before, after}: what would change; people by their random ids. */
  @LongText() changes: string;
  /** JSON of what was asked for, as it is asked again when it is approved; people by their random ids. */
  @LongText() request: string;
  @Ref() askedBySubjectId: string;
  @Instant() askedAt: string;
  /** `pending`, `approved`, `rejected`, `withdrawn` or `stale`. */
  @Text(20) status: string;
  @OptionalRef() decidedBySubjectId: string | null;
  @OptionalInstant() decidedAt: string | null;
  @OptionalText(400) reason: string | null;
}
