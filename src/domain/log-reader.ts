import { credentialObstacle, type CredentialState, type TokenDecision } from './agent-token.ts';

/**
 * A log reader is a program that may read the tool-call log feed and can do nothing else: a SIEM. It proves
 * itself with credentials of its own. A token never outlives what it was issued for: reader and credential
 * are looked up again on every request.
 */

/** The scope of log readers; a token of any other scope opens nothing of theirs. */
export const readerScopes = { read: 'audit.read' } as const;
export type ReaderScope = (typeof readerScopes)[keyof typeof readerScopes];

/** What is known of the reader behind a token; null: there is none in the tenant. */
export type KnownReader = { readonly endedAt: string | null } | null;

/** Why this reader is not heard, in a sentence; null where it is. `credential`: null where another issuer checked it. */
export const readerObstacle = (reader: KnownReader, credential: { readonly state: CredentialState | null } | null): string | null => {
  if (reader === null) return 'There is no such log reader.';
  if (reader.endedAt !== null) return 'The log reader was removed.';
  return credential === null ? null : credentialObstacle(credential.state);
};

/** Decides a token request of a reader that has proved itself; `requested` is empty where it left the scopes out. */
export const decideReaderToken = (
  reader: KnownReader,
  requested: readonly string[],
  isNamingDetails: boolean,
): Exclude<TokenDecision, { kind: 'granted' }> | { readonly kind: 'granted'; readonly scopes: readonly ReaderScope[] } => {
  const obstacle = readerObstacle(reader, null);
  if (obstacle !== null) return { kind: 'refused', error: 'unauthorized_client', reason: obstacle };
  if (isNamingDetails) return { kind: 'refused', error: 'invalid_authorization_details', reason: 'A log reader acts under no delegation.' };
  if (requested.some((scope) => scope !== readerScopes.read))
    return { kind: 'refused', error: 'invalid_scope', reason: `The scope is ${readerScopes.read}.` };
  return { kind: 'granted', scopes: [readerScopes.read] };
};
