import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalInstant } from './columns.ts';

/** A program that works, or worked, on this database. */
@Entity({ name: 'SmartAgentNode' })
export class SmartAgentNode {
  @IdKey() id: string;
  @Instant() startedAt: string;
  /** When it last said that it is there. */
  @Instant() seenAt: string;
  /** When it said goodbye, or was declared gone; null while it counts as living. */
  @OptionalInstant() endedAt: string | null;
}
