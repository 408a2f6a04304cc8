import { errors } from 'oidc-provider';
import type { Configuration } from 'oidc-provider';
import type { ClaimsOfTokens } from './client-credentials-grant.ts';
import { signingAlgorithm } from './keys.ts';
import { machineMetadata } from './machine-metadata.ts';
import { storeAdapter } from './store-adapter.ts';
import { assertionAlgorithms, authenticationMethods, lifetimes, paths, type TokenServiceOptions } from './token-service-options.ts';

/** The library's configuration: tokens for clients, and nothing else is on. */
export const tokenServiceConfiguration = (options: TokenServiceOptions, claimsOfTokens: ClaimsOfTokens): Configuration => ({
  adapter: storeAdapter({ ...options, findClient: async (clientId) => machineMetadata(await options.clients.find(clientId)) }),
  jwks: { keys: [...options.keys.jwks.keys] },
  cookies: { keys: [...options.keys.cookieKeys] },
  routes: { token: paths.token, jwks: paths.jwks },
  responseTypes: [],
  clientAuthMethods: [...authenticationMethods],
  clientDefaults: { id_token_signed_response_alg: signingAlgorithm(options.keys) },
  enabledJWA: { clientAuthSigningAlgValues: [...assertionAlgorithms], idTokenSigningAlgValues: [signingAlgorithm(options.keys)] },
  scopes: [...options.scopes],
  clientBasedCORS: () => false,
  extraTokenClaims: (_ctx, token) => claimsOfTokens.get(token),
  assertJwtClientAuthClaimsAndHeader(_ctx, { exp }) {
    const rest = Number(exp) - options.clock.now().getTime() / 1000;
    if (rest > lifetimes.assertion) throw new errors.InvalidClientAuth('the client assertion lives too long');
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: { enabled: true, defaultResource: () => options.resources[0] },
  },
  ttl: { ClientCredentials: lifetimes.token },
  renderError(ctx, out) {
    ctx.type = 'json';
    ctx.body = out;
  },
});
