import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalInstant, OptionalLongText, OptionalRef, OptionalText, Ref, Text } from './columns.ts';

/** What may not be deleted, whatever its age and whoever asks: the data of a user, an agent, a document or a period. */
@Entity({ name: 'SmartAgentLegalHold' })
export class SmartAgentLegalHold {
  @IdKey() id: string;
  @Ref() tenantId: string;
  /** `user`, `agent`, `document`, `period`. */
  @Text(20) kind: string;
  /** A subject's random id, an agent's id, a record's number or id; null for a period. */
  @OptionalText(120) target: string | null;
  /** The period's first and last instant; null for the others, and where it has no end yet. */
  @OptionalInstant() periodFrom: string | null;
  @OptionalInstant() periodTo: string | null;
  @LongText() reason: string;
  @Instant() setAt: string;
  @Ref() setBySubjectId: string;
  @OptionalInstant() liftedAt: string | null;
  @OptionalRef() liftedBySubjectId: string | null;
  @OptionalLongText() liftReason: string | null;
}
