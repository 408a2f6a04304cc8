import type { ClientMetadata, Configuration } from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { ActorsOfTokens } from './access-token-claims.ts';
import { accessTokenClaims } from './access-token-claims.ts';
import type { AccountDirectory } from './account.ts';
import { claimsOf as claimsAbout } from './account.ts';
import type { ProviderApplication } from './application.ts';
import type { ClaimsOfTokens } from './client-credentials-grant.ts';
import { existingGrant } from './first-party-grant.ts';
import type { IsFirstParty } from './first-party-grant.ts';
import { interactionPath } from './interactions.ts';
import { signingAlgorithm } from './keys.ts';
import type { FirstPartyClient, IdentityProviderOptions } from './options.ts';
import type { PageFrame } from './pages/layout.ts';
import { messagePage } from './pages/message-page.ts';
import { apiResource, apiResourceServer, apiScope, lifetimes, openidScopes, tokenExchangeGrant } from './resources.ts';
import { signOutSource } from './sign-out.ts';
import { storeAdapter } from './store-adapter.ts';

/** What the configuration is made of, besides the options. */
export interface ConfigurationParts {
  readonly accounts: AccountDirectory;
  readonly actorsOfTokens: ActorsOfTokens;
  readonly claimsOfTokens: ClaimsOfTokens;
  readonly basePath: string;
  readonly frame: PageFrame;
}

const firstPartyMetadata = (client: FirstPartyClient): ClientMetadata => ({
  client_id: client.clientId,
  client_name: client.name,
  application_type: 'web',
  grant_types: ['authorization_code', 'refresh_token', tokenExchangeGrant],
  response_types: ['code'],
  token_endpoint_auth_method: 'private_key_jwt',
  jwks: { keys: client.jwks.keys },
  redirect_uris: client.redirectUris,
  post_logout_redirect_uris: client.postLogoutRedirectUris,
});

const applicationMetadata = ({ clientId, secret, name }: ProviderApplication): ClientMetadata => ({
  client_id: clientId,
  client_secret: secret,
  client_name: name,
  grant_types: ['client_credentials'],
  response_types: [],
  redirect_uris: [],
  token_endpoint_auth_method: 'client_secret_basic',
});

const features = (options: IdentityProviderOptions, isFirstParty: IsFirstParty, frame: PageFrame): NonNullable<Configuration['features']> => ({
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
  userinfo: { enabled: true },
  resourceIndicators: {
    enabled: true,
    defaultResource: () => apiResource,
    // A plain sign-in (OpenID scopes only) gets a token for userinfo, one that asks for the API's scope a JWT for it.
    useGrantedResource: (_ctx, source) => source.scopes.has(apiScope),
    getResourceServerInfo(_ctx, resource) {
      // The ERP's tokens come from token exchange alone, so that they always name who acts.
      if (resource !== apiResource) throw new errors.InvalidTarget();
      return apiResourceServer(signingAlgorithm(options.keys));
    },
  },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: signOutSource(isFirstParty, frame),
    postLogoutSuccessSource(ctx) {
      ctx.body = messagePage(frame, 'Signed out', 'You are signed out. You can close this page.');
    },
  },
});

const ttl: NonNullable<Configuration['ttl']> = {
  AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? lifetimes.apiAccessToken,
  AuthorizationCode: lifetimes.authorizationCode,
  ClientCredentials: lifetimes.erpAccessToken,
  Grant: lifetimes.grant,
  IdToken: lifetimes.idToken,
  Interaction: lifetimes.interaction,
  RefreshToken: lifetimes.refreshToken,
  Session: lifetimes.session,
};

const cookies = ({ keys }: IdentityProviderOptions, path: string): NonNullable<Configuration['cookies']> => ({
  names: { session: 'idp_session', interaction: 'idp_interaction', resume: 'idp_resume' },
  keys: [...keys.cookieKeys],
  long: { httpOnly: true, sameSite: 'lax', signed: true, path },
  short: { httpOnly: true, sameSite: 'lax', signed: true },
});

/** The library's configuration: what it supports is listed here, and nothing else is on. */
export const providerConfiguration = (options: IdentityProviderOptions, parts: ConfigurationParts): Configuration => {
  const { accounts, actorsOfTokens, claimsOfTokens, basePath, frame } = parts;
  const claimsOf = accessTokenClaims(accounts, actorsOfTokens);
  const alg = signingAlgorithm(options.keys);
  const ours = new Set(options.clients.map(({ clientId }) => clientId));
  const isFirstParty: IsFirstParty = (clientId) => ours.has(clientId);
  return {
    adapter: storeAdapter(options),
    jwks: { keys: options.keys.jwks.keys },
    clients: [...options.clients.map(firstPartyMetadata), ...(options.applications ?? []).map(applicationMetadata)],
    clientAuthMethods: ['private_key_jwt', 'client_secret_basic'],
    clientDefaults: { id_token_signed_response_alg: alg },
    enabledJWA: {
      idTokenSigningAlgValues: [alg],
      clientAuthSigningAlgValues: ['ES256', 'RS256', 'PS256'],
    },
    responseTypes: ['code'],
    scopes: [...openidScopes],
    claims: {
      openid: ['sub', 'oid', 'tid', 'roles'],
      profile: ['name', 'preferred_username'],
      email: ['email'],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount(_ctx, oid) {
      const account = accounts.byOid(oid);
      return account === undefined ? undefined : { accountId: oid, claims: () => claimsAbout(account) };
    },
    loadExistingGrant: existingGrant(isFirstParty),
    extraTokenClaims: (ctx, token) => claimsOfTokens.get(token) ?? claimsOf(ctx, token),
    // The library drops offline_access unless consent is asked for; a refresh token without it ends with the session.
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    interactions: { url: (_ctx, interaction) => interactionPath(basePath, interaction.uid) },
    clientBasedCORS: () => false,
    cookies: cookies(options, basePath === '' ? '/' : basePath),
    features: features(options, isFirstParty, frame),
    ttl,
    renderError(ctx, out) {
      ctx.type = 'html';
      ctx.body = messagePage(frame, 'This did not work', out.error_description ?? out.error);
    },
  };
};
