import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalInstant, OptionalRef, OptionalText, Ref, Text } from './columns.ts';

/** A program that may read the tool-call log feed, and nothing else. Its credentials are beside those of agents. */
@Entity({ name: 'SmartAgentLogReader' })
export class SmartAgentLogReader {
  @IdKey() id: string;
  @Ref() tenantId: string;
  @Text(120) name: string;
  /** Its application where another issuer vouches for it; null where our own token endpoint does. */
  @OptionalText(120) clientApplication: string | null;
  @Instant() createdAt: string;
  @Ref() createdBySubjectId: string;
  /** From when on it is not heard any more. */
  @OptionalInstant() endedAt: string | null;
  @OptionalRef() endedBySubjectId: string | null;
}
