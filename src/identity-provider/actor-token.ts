import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet, JWTPayload } from 'jose';
import { errors } from 'oidc-provider';
import type { Client, Provider } from 'oidc-provider';
import type { Clock } from '../kernel/clock.ts';
import { actorTokenTyp } from './resources.ts';

/** Checks the actor token of a token exchange. Throws `invalid_request` (RFC 8693, 2.2.2) for any fault. */
export interface ActorTokens {
  /** The id of the agent that acts. */
  verify(token: string, client: Client): Promise<string>;
}

/** An actor token is made for one request; nobody needs one that lives longer. Seconds. */
const longestLife = 5 * 60;

const refused = (reason: string): Error => new errors.InvalidRequest(`actor_token ${reason}`);

/**
 * Only the client itself can name its actor: the token is a JWT of type `actor+jwt`, signed by one of
 * the client's registered keys, with `iss` the client, `aud` this issuer, `sub` the agent, an `exp` at
 * most five minutes after `iat`, and a `jti` that is used once.
 */
export const actorTokens = (provider: Provider, clock: Clock): ActorTokens => {
  const verifiedClaims = async (token: string, client: Client): Promise<JWTPayload> => {
    if (client.jwks === undefined) throw refused('cannot be checked: the client has no registered keys');
    try {
      const { payload } = await jwtVerify(token, createLocalJWKSet(client.jwks as JSONWebKeySet), {
        issuer: client.clientId,
        audience: provider.issuer,
        typ: actorTokenTyp,
        requiredClaims: ['sub', 'exp', 'iat', 'jti'],
        currentDate: clock.now(),
      });
      return payload;
    } catch {
      throw refused('is not signed by this client for this server, or has expired');
    }
  };
  return {
    async verify(token, client) {
      const { sub = '', exp = 0, iat = 0, jti = '' } = await verifiedClaims(token, client);
      if (exp - iat > longestLife) throw refused('lives too long');
      if (sub === '' || sub === client.clientId) throw refused('must name an agent as its subject');
      if (!(await provider.ReplayDetection.unique(`actor:${client.clientId}`, jti, exp))) throw refused('was used before');
      return sub;
    },
  };
};
