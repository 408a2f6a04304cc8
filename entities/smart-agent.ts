import { Entity } from 'typeorm';
import { IdKey, Instant, LongText, OptionalRef, OptionalText, Ref, Text, Whole } from './columns.ts';

/** An agent's identity and its present standing. Its configuration is in its versions. */
@Entity({ name: 'SmartAgent' })
export class SmartAgent {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Text(80) name: string;
  @Text(400) description: string;
  /** `assistant` or `external`. */
  @Text(20) kind: string;
  @OptionalText(80) businessUnit: string | null;
  @OptionalRef() templateId: string | null;
  @Ref() ownerSubjectId: string;
  @Text(120) clientApplication: string;
  @Text(60) authenticationMethod: string;
  @Text(20) lifecycle: string;
  @Ref() currentVersionId: string;
  /** JSON array of object ids at the identity provider; empty: nobody. */
  @LongText() allowedUsers: string;
  @Whole() revision: number;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
}
