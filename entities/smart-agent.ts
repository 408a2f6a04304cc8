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
  @OptionalRef() businessUnitId: string | null;
  @OptionalRef() templateId: string | null;
  /** Who looks after it. */
  @Ref() ownerSubjectId: string;
  /** Who answers for it. */
  @Ref() sponsorSubjectId: string;
  @Ref() registeredBySubjectId: string;
  /** Who brought it to its present lifecycle state: submitted, activated, suspended it. */
  @Ref() movedBySubjectId: string;
  @Text(120) clientApplication: string;
  @Text(60) authenticationMethod: string;
  @Text(20) lifecycle: string;
  @Ref() currentVersionId: string;
  /** JSON array of object ids at the identity provider; empty: nobody. */
  @LongText() allowedUsers: string;
  /** Credits it may spend, over everyone it acts for; null: no limit. */
  @OptionalText(20) dailyCredits: string | null;
  @OptionalText(20) monthlyCredits: string | null;
  @Whole() revision: number;
  @Instant() createdAt: string;
  @Instant() updatedAt: string;
}
