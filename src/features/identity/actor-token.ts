import { importJWK, SignJWT } from 'jose';
import type { Clock } from '../../kernel/clock.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { OpenIdRegistration } from './options.ts';

/** Makes actor tokens: JWTs by which the program names the agent that acts (RFC 8693, 2.1). */
export type ActorTokens = (agentId: string) => Promise<string>;

const lifeSeconds = 60;

/** Actor tokens signed with the client's key, for one use within a minute. Throws if the client has no key. */
export const actorTokens = ({ issuer, clientId, clientAuthentication }: OpenIdRegistration, clock: Clock, ids: IdSource): ActorTokens => {
  if (clientAuthentication.method !== 'private_key_jwt') {
    throw new TypeError('Token exchange names its actor with the client key; configure private_key_jwt.');
  }
  const { privateJwk } = clientAuthentication;
  return async (agentId) => {
    const now = Math.floor(clock.now().getTime() / 1000);
    const header = {
      alg: privateJwk.alg ?? 'ES256',
      typ: 'actor+jwt',
      ...(privateJwk.kid === undefined ? {} : { kid: privateJwk.kid }),
    };
    return new SignJWT({ sub: agentId })
      .setProtectedHeader(header)
      .setIssuer(clientId)
      .setAudience(issuer)
      .setIssuedAt(now)
      .setExpirationTime(now + lifeSeconds)
      .setJti(ids.next())
      .sign(await importJWK(privateJwk));
  };
};
