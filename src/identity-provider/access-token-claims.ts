import type { AccessToken, ClientCredentials, KoaContextWithOIDC, UnknownObject } from 'oidc-provider';
import type { AccountDirectory } from './account.ts';
import { claimsOf } from './account.ts';
import { apiResource, erpResource } from './resources.ts';

/** The agent that acts in a token being issued; known to the exchange, needed by the claims. */
export type ActorsOfTokens = WeakMap<object, string>;

/** Names the grant inside an access token for the API, so that its exchange can see a revocation. */
export const grantClaim = 'grant_id';

/**
 * Claims of the JWT access tokens, beyond what the library writes (`iss sub aud exp iat jti scope
 * client_id`). The API's names the person, roles and grant; the ERP's the person and, if an agent
 * acts, `act: { sub }` (RFC 8693, 4.1) - roles mean nothing there.
 */
export const accessTokenClaims =
  (accounts: AccountDirectory, actors: ActorsOfTokens) =>
  (_ctx: KoaContextWithOIDC, token: AccessToken | ClientCredentials): UnknownObject | undefined => {
    if (!('accountId' in token)) return undefined;
    const account = accounts.byOid(token.accountId);
    if (account === undefined) return undefined;
    const { oid, tid, preferred_username, name, roles } = claimsOf(account);
    if (token.aud === apiResource) return { oid, tid, preferred_username, name, roles, [grantClaim]: token.grantId };
    if (token.aud !== erpResource) return undefined;
    const actor = actors.get(token);
    return { oid, tid, preferred_username, ...(actor === undefined ? {} : { act: { sub: actor } }) };
  };
