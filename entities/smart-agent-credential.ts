import { Entity } from 'typeorm';
import { IdKey, Instant, OptionalInstant, OptionalLongText, OptionalRef, OptionalText, Ref, Text } from './columns.ts';

/** What a customer's own agent, or a log reader, proves itself with at the token endpoint. The secret itself is nowhere. */
@Entity({ name: 'SmartAgentCredential' })
export class SmartAgentCredential {
  @IdKey() id: string;
  @Ref() tenantId: string;
  /** The agent, or the log reader, whose it is. */
  @Ref() agentId: string;
  /** `secret` or `key`. */
  @Text(10) kind: string;
  /** OAuth's client id: one for each agent and kind, kept when credentials are rotated. */
  @Ref() clientId: string;
  /** The first characters of a secret, by which it is found and told apart. */
  @OptionalText(20) secretPrefix: string | null;
  /** scrypt with its parameters and the row's own salt. */
  @OptionalText(200) secretHash: string | null;
  /** JSON Web Key, public half. */
  @OptionalLongText() publicKey: string | null;
  @Instant() createdAt: string;
  @Ref() createdBySubjectId: string;
  @Instant() expiresAt: string;
  @OptionalInstant() revokedAt: string | null;
  @OptionalRef() revokedBySubjectId: string | null;
  /** When it last got a token. */
  @OptionalInstant() lastUsedAt: string | null;
}
