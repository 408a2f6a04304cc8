import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalInstant, OptionalLongText, Ref, Text, Whole } from './columns.ts';

/** A person's erasure: how far it has come, and what it deleted. It names her by her random id alone. */
@Entity({ name: 'SmartAgentErasure' })
export class SmartAgentErasure {
  /** Whose; nobody is erased twice. */
  @IdKey() subjectId: string;
  @Ref() tenantId: string;
  @LongText() reason: string;
  /** What else she is called, as a JSON array sealed with her key; null once that is gone. */
  @OptionalLongText() sealedAliases: string | null;
  /** `requested`, `deferred`, `running`, `done`. */
  @Text(20) status: string;
  @Instant() requestedAt: string;
  @Ref() requestedBySubjectId: string;
  /** Steps that are done. */
  @Whole() stepsDone: number;
  /** Rows deleted or changed, by table, as JSON. */
  @LongText() counts: string;
  /** Rows that name her and are never changed, by table, as JSON; null until it was looked. */
  @OptionalLongText() remaining: string | null;
  /** The ids of the holds that defer it, as JSON. */
  @LongText() deferredBy: string;
  @OptionalInstant() startedAt: string | null;
  @OptionalInstant() endedAt: string | null;
  /** Why the last try did not get through; null where it did. */
  @OptionalLongText() problem: string | null;
}
