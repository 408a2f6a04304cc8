import { Entity } from 'typeorm';
import { IdKey, LongText, Ref, Text, Whole } from './columns.ts';

/** One message of a transcript, as the model is shown it. */
@Entity({ name: 'SmartAgentMessage' })
export class SmartAgentMessage {
  @IdKey() id: string;
  @Ref() sessionId: string;
  @Ref() turnId: string;
  @Whole() number: number;
  @Text(20) role: string;
  @LongText() sealedContent: string;
}
