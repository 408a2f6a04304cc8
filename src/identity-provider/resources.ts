import type { ResourceServer } from 'oidc-provider';

/** Audience of the access token a signed-in user's browser session holds: the program itself. */
export const apiResource = 'urn:smart-agents:api';
/** Audience of the access tokens the ERP accepts; they come from token exchange only. */
export const erpResource = 'urn:smart-agents:erp';

/** Lets the program act for the user who signed in. */
export const apiScope = 'user_impersonation';
/** Lets the bearer reach the ERP, within the user's own rights there. */
export const erpScope = 'Financials.ReadWrite.All';

/** OpenID scopes the provider knows. */
export const openidScopes = ['openid', 'profile', 'email', 'offline_access'] as const;

/** The grant type of OAuth 2.0 Token Exchange (RFC 8693). */
export const tokenExchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
/** Token type identifiers of RFC 8693, section 3. */
export const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
export const jwtTokenType = 'urn:ietf:params:oauth:token-type:jwt';

/** The JOSE `typ` of an actor token, so that no other token of the client's key passes for one (RFC 8725, 3.11). */
export const actorTokenTyp = 'actor+jwt';

const hour = 60 * 60;

/** How long each thing the provider issues is good for, in seconds. */
export const lifetimes = {
  apiAccessToken: hour,
  erpAccessToken: 10 * 60,
  authorizationCode: 60,
  grant: 14 * 24 * hour,
  idToken: hour,
  interaction: hour / 2,
  refreshToken: 14 * 24 * hour,
  session: 12 * hour,
} as const;

/** How the provider makes access tokens for the program's own API. */
export const apiResourceServer = (alg: 'ES256' | 'RS256'): ResourceServer => ({
  scope: apiScope,
  audience: apiResource,
  accessTokenTTL: lifetimes.apiAccessToken,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg } },
});

/** How the provider makes access tokens for the ERP. */
export const erpResourceServer = (alg: 'ES256' | 'RS256'): ResourceServer => ({
  scope: erpScope,
  audience: erpResource,
  accessTokenTTL: lifetimes.erpAccessToken,
  accessTokenFormat: 'jwt',
  jwt: { sign: { alg } },
});
