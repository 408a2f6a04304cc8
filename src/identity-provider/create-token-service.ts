import express from 'express';
import type { Router } from 'express';
import { errors, Provider } from 'oidc-provider';
import type { Configuration } from 'oidc-provider';
import type { Logger } from 'pino';
import type { Clock } from '../kernel/clock.ts';
import { describeError } from '../kernel/errors.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import { registerClientCredentials } from './client-credentials-grant.ts';
import type { IdentityProviderKeys } from './keys.ts';
import { signingAlgorithm } from './keys.ts';
import type { MachineClients } from './machine-clients.ts';
import { machineMetadata } from './machine-metadata.ts';
import { provedCredential } from './proved-credential.ts';
import { replayOnce } from './replay-once.ts';
import { storeAdapter } from './store-adapter.ts';
import type { IdentityProviderStore } from './store.ts';

/** Everything the token service is made of. */
export interface TokenServiceOptions {
  /** Absolute URL without a path: `http://127.0.0.1:3000`. */
  readonly issuer: string;
  readonly clients: MachineClients;
  /** What tokens can be for (RFC 8707), as absolute URLs; the first is meant where a request does not say. */
  readonly resources: readonly [string, ...string[]];
  readonly scopes: readonly string[];
  /** Types of `authorization_details` (RFC 9396) that are understood. */
  readonly detailTypes: readonly string[];
  readonly store: IdentityProviderStore;
  /** Seals the payloads kept in the store. */
  readonly box: SecretBox;
  readonly keys: IdentityProviderKeys;
  readonly clock: Clock;
  /** Receives outcomes without tokens, assertions or secrets. */
  readonly logger: Logger;
}

const paths = { token: '/oauth/token', jwks: '/oauth/jwks', metadata: '/.well-known/oauth-authorization-server' } as const;

/** How long a token is good for, and how long an assertion may be, in seconds. */
const lifetimes = { token: 10 * 60, assertion: 10 * 60 } as const;

const authenticationMethods = ['client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const;
const assertionAlgorithms = ['ES256', 'RS256'] as const;

const configurationOf = (options: TokenServiceOptions, claimsOfTokens: WeakMap<object, Readonly<Record<string, string>>>): Configuration => ({
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

/** The outcomes, as codes and reasons; a client id is no secret. */
const logOutcomes = (provider: Provider, logger: Logger): void => {
  provider.on('grant.error', (ctx, error) => {
    const { error: code, error_description: reason } = error as { error?: string; error_description?: string };
    logger.warn({ clientId: ctx.oidc.client?.clientId, error: code, reason: error.error_detail ?? reason }, 'token refused');
  });
  provider.on('grant.success', (ctx) => logger.info({ clientId: ctx.oidc.client?.clientId }, 'token issued'));
  provider.on('server_error', (_ctx, error) => logger.error({ reason: describeError(error) }, 'token service failed'));
};

/** What the service says about itself (RFC 8414): tokens for clients, and nothing that needs a person. */
const metadataOf = ({ issuer, scopes, detailTypes }: TokenServiceOptions): object => ({
  issuer,
  token_endpoint: issuer + paths.token,
  jwks_uri: issuer + paths.jwks,
  scopes_supported: scopes,
  response_types_supported: [],
  grant_types_supported: ['client_credentials'],
  token_endpoint_auth_methods_supported: authenticationMethods,
  token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
  authorization_details_types_supported: detailTypes,
});

/**
 * An OAuth authorization server for programs (client credentials only): `POST /oauth/token`, its keys and its
 * metadata, to be mounted at the root ahead of any body parser. Access tokens are JWTs (RFC 9068) for one resource,
 * good for ten minutes. They are bearer tokens: neither DPoP nor mutual TLS is offered.
 */
export const createTokenService = (options: TokenServiceOptions): Router => {
  const { issuer, clients, resources, scopes, clock } = options;
  const claimsOfTokens = new WeakMap<object, Readonly<Record<string, string>>>();
  const provider = new Provider(issuer, configurationOf(options, claimsOfTokens));
  provider.proxy = issuer.startsWith('https:');
  replayOnce(provider, storeAdapter(options)('ReplayDetection'), clock);
  registerClientCredentials(provider, {
    clients,
    credentialOf: provedCredential(provider, clients),
    claimsOfTokens,
    resources,
    resourceServer: (audience) => ({
      audience,
      scope: scopes.join(' '),
      accessTokenTTL: lifetimes.token,
      accessTokenFormat: 'jwt',
      jwt: { sign: { alg: signingAlgorithm(options.keys) } },
    }),
  });
  logOutcomes(provider, options.logger.child({ part: 'token-service' }));
  const answer = provider.callback();
  const metadata = metadataOf(options);
  const router = express.Router();
  router.all([paths.token, paths.jwks], (req, res) => void answer(req, res));
  router.get(paths.metadata, (_req, res) => void res.set('Cache-Control', 'public, max-age=3600').set('Access-Control-Allow-Origin', '*').json(metadata));
  return router;
};
