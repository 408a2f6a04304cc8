import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalLongText, Ref, Text } from './columns.ts';

/** A turn's state between two steps. */
@Entity({ name: 'SmartAgentTurn' })
export class SmartAgentTurn {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() sessionId: string;
  @Ref() executionId: string;
  /** Chosen by the panel, so that a repeated send finds its turn; the turn's own id where no message opened it. */
  @Ref() clientMessageId: string;
  @Text(20) phase: string;
  /** JSON of the turn machine; carries its schema version. */
  @LongText() state: string;
  /** Which sign-in the turn runs under. */
  @OptionalLongText() sealedSignIn: string | null;
  @Instant() startedAt: string;
  @Instant() updatedAt: string;
}
