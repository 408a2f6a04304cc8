import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalInstant, OptionalLongText, Ref, Text } from './columns.ts';

/** A person as the records know her: a random id. Her name, and the key that opens what is personal to her, go with an erasure; the id stays. */
@Entity({ name: 'SmartAgentDataSubject' })
export class SmartAgentDataSubject {
  @IdKey() id: string;
  @Ref() tenantId: string;
  /** Keyed hash of the sign-in object id; the row's own id after erasure. */
  @Text(64) lookup: string;
  /** The subject's data key, wrapped by the program's key; null after erasure. */
  @OptionalLongText() sealedKey: string | null;
  /** Name, email and object id, sealed; null after erasure. */
  @OptionalLongText() sealedProfile: string | null;
  @Instant() createdAt: string;
  /** When she was last seen signed in as an admin of the tenant; null: never, or without that permission set since. */
  @OptionalInstant() adminSeenAt: string | null;
  @OptionalInstant() erasedAt: string | null;
}
