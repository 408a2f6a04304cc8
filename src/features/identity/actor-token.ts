import type { Clock } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { clientSigner } from './client-assertion.ts';
import type { OpenIdRegistration } from './options.ts';

/** Makes actor tokens: JWTs by which the program names the agent that acts (RFC 8693, 2.1). */
export type ActorTokens = (agentId: string) => Promise<string>;

/** Actor tokens signed with the client's key, for one use within a minute. Throws if the client has no key. */
export const actorTokens = ({ issuer, clientId, clientAuthentication }: OpenIdRegistration, clock: Clock, ids: IdSource): ActorTokens => {
  if (clientAuthentication.method !== 'private_key_jwt') {
    throw new TypeError('Token exchange names its actor with the client key; configure private_key_jwt.');
  }
  const sign = clientSigner(clientAuthentication.privateJwk, clock, ids);
  return (agentId) => sign({ issuer: clientId, subject: agentId, audience: issuer, header: { typ: 'actor+jwt' } });
};
