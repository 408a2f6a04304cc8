import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, WholeKey } from './columns.ts';

/** One numbered event of a session, as panels show and replay it. */
@Entity({ name: 'SmartAgentPanelEvent' })
export class SmartAgentPanelEvent {
  @IdKey() sessionId: string;
  @WholeKey() sequence: number;
  @Instant() at: string;
  @LongText() sealedData: string;
}
