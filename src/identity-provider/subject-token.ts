import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { errors } from 'oidc-provider';
import type { Client, Grant, Provider } from 'oidc-provider';
import type { Clock } from '../kernel/clock.ts';
import { grantClaim } from './access-token-claims.ts';
import type { AccountDirectory } from './account.ts';
import type { IdentityProviderKeys } from './keys.ts';
import { publicJwks } from './keys.ts';
import { apiResource } from './resources.ts';

/** Whose authority an exchange uses, proved by an access token of theirs. */
export interface Subject {
  readonly oid: string;
  readonly grant: Grant;
  readonly grantId: string;
}

/** Checks the subject token of a token exchange. Throws `invalid_request` (RFC 8693, 2.2.2) for any fault. */
export interface SubjectTokens {
  verify(token: string, client: Client): Promise<Subject>;
}

/** What checking a subject token needs. */
export interface SubjectTokenOptions {
  readonly provider: Provider;
  readonly keys: IdentityProviderKeys;
  readonly accounts: AccountDirectory;
  readonly clock: Clock;
}

const refused = (reason: string): Error => new errors.InvalidRequest(`subject_token ${reason}`);

const verifiedClaims = async (token: string, key: JWTVerifyGetKey, issuer: string, now: Date): Promise<JWTPayload> => {
  try {
    const { payload } = await jwtVerify(token, key, {
      issuer,
      audience: apiResource,
      typ: 'at+jwt',
      requiredClaims: ['sub', 'exp', 'client_id', grantClaim],
      currentDate: now,
    });
    return payload;
  } catch {
    throw refused('is not a valid access token for this server, or has expired');
  }
};

/**
 * A subject token counts while all of this holds: signed here, for the program's own API, unexpired,
 * issued to the client that presents it, its person still known, its grant neither revoked nor expired.
 */
export const subjectTokens = ({ provider, keys, accounts, clock }: SubjectTokenOptions): SubjectTokens => {
  const key = createLocalJWKSet(publicJwks(keys));
  return {
    async verify(token, client) {
      const claims = await verifiedClaims(token, key, provider.issuer, clock.now());
      const { sub, client_id: clientId, [grantClaim]: grantId } = claims;
      if (clientId !== client.clientId) throw refused('was issued to another client');
      if (sub === undefined || accounts.byOid(sub) === undefined) throw refused('names an account that no longer exists');
      const grant = typeof grantId === 'string' ? await provider.Grant.find(grantId) : undefined;
      if (grant?.accountId !== sub || grant.clientId !== client.clientId) throw refused('belongs to a revoked grant');
      return { oid: sub, grant, grantId: grant.jti };
    },
  };
};
