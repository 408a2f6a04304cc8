import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalLongText, OptionalText, Ref, Text, Whole } from './columns.ts';

/** A message that an agent drafted, and what became of it. Has the draft's id and outlives the draft. */
@Entity({ name: 'SmartAgentEmailLog' })
export class SmartAgentEmailLog {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Instant() draftedAt: string;
  /** `draft`, `opened`, `discarded`; `deleted` is written by the database itself when the draft goes. */
  @Text(20) status: string;
  @Instant() statusAt: string;
  @Ref() subjectId: string;
  @Ref() companyId: string;
  @Ref() executionId: string;
  @Ref() agentId: string;
  /** Sealed with the user's key; null for drafts that are older than this log. */
  @OptionalLongText() sealedAddressee: string | null;
  /** HMAC of the addressee in lower case, by which it is found. */
  @OptionalText(64) addresseeHash: string | null;
  /** HMAC of the subject line. */
  @Text(64) subjectHash: string;
  @Whole() attachments: number;
}
