import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalRef, Ref, Text, Whole } from './columns.ts';

/** A file in the folder of a user. */
@Entity({ name: 'SmartAgentUserFile' })
export class SmartAgentUserFile {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Ref() subjectId: string;
  @OptionalRef() emailDraftId: string | null;
  @Text(200) fileName: string;
  @Text(80) contentType: string;
  @Whole() bytes: number;
  @Text(64) sha256: string;
  @LongText() sealedContent: string;
  @Instant() createdAt: string;
}
