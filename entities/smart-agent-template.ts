import { Entity } from 'typeorm';
import { Flag, IdKey, Instant, LongText, Ref, Text, Whole } from './columns.ts';

/** A template agents are made from. */
@Entity({ name: 'SmartAgentTemplate' })
export class SmartAgentTemplate {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Text(80) key: string;
  @Text(120) name: string;
  @Text(400) description: string;
  @Whole() version: number;
  @Flag() shipped: boolean;
  @LongText() instructions: string;
  /** JSON array of texts. */
  @LongText() suggestions: string;
  @Text(20) tier: string;
  @Text(20) autonomy: string;
  @Whole() revision: number;
  @Instant() updatedAt: string;
}
