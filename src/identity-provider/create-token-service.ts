import express from 'express';
import type { Router } from 'express';
import { Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import { describeError } from '../kernel/errors.ts';
import { registerClientCredentials, type ClaimsOfTokens } from './client-credentials-grant.ts';
import { signingAlgorithm } from './keys.ts';
import { provedCredential } from './proved-credential.ts';
import { replayOnce } from './replay-once.ts';
import { storeAdapter } from './store-adapter.ts';
import { tokenServiceConfiguration } from './token-service-configuration.ts';
import { assertionAlgorithms, authenticationMethods, lifetimes, paths, type TokenServiceOptions } from './token-service-options.ts';

/** The outcomes, as codes and reasons; a client id is no secret. */
const logOutcomes = (provider: Provider, logger: Logger): void => {
  provider.on('grant.error', (ctx, error) => {
    const { error: code, error_description: reason } = error as { error?: string; error_description?: string };
    logger.warn({ clientId: ctx.oidc.client?.clientId, error: code, reason: error.error_detail ?? reason }, 'token refused');
  });
  provider.on('grant.success', (ctx) => logger.info({ clientId: ctx.oidc.client?.clientId }, 'token issued'));
  provider.on('server_error', (_ctx, error) => logger.error({ reason: describeError(error) }, 'token service failed'));
};

/**
 * What the service says about itself (RFC 8414): tokens for clients, and nothing that needs a person. The authorization
 * endpoint need not be named then, but MCP's official client takes no metadata without one; it has no response types.
 */
const metadataOf = ({ issuer, scopes, detailTypes }: TokenServiceOptions): object => ({
  issuer,
  authorization_endpoint: issuer + paths.authorization,
  token_endpoint: issuer + paths.token,
  jwks_uri: issuer + paths.jwks,
  scopes_supported: scopes,
  response_types_supported: [],
  grant_types_supported: ['client_credentials'],
  token_endpoint_auth_methods_supported: authenticationMethods,
  token_endpoint_auth_signing_alg_values_supported: assertionAlgorithms,
  authorization_details_types_supported: detailTypes,
});

/** For whoever takes the endpoint that is named for one (RFC 6749, 4.1.2.1); nobody has registered an address to send people back to. */
const noAuthorization = {
  error: 'unsupported_response_type',
  error_description: 'Nobody signs in here: agents get their tokens at the token endpoint, with client credentials.',
};

/**
 * An OAuth authorization server for programs (client credentials only): `POST /oauth/token`, its keys and its
 * metadata, to be mounted at the root ahead of any body parser. Access tokens are JWTs (RFC 9068) for one resource,
 * good for ten minutes. They are bearer tokens: neither DPoP nor mutual TLS is offered.
 */
export const createTokenService = (options: TokenServiceOptions): Router => {
  const { issuer, clients, resources, scopes, clock } = options;
  const claimsOfTokens: ClaimsOfTokens = new WeakMap();
  const provider = new Provider(issuer, tokenServiceConfiguration(options, claimsOfTokens));
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
  router.get(paths.authorization, (_req, res) => void res.status(400).set('Cache-Control', 'no-store').json(noAuthorization));
  router.get(
    paths.metadata,
    (_req, res) => void res.set('Cache-Control', 'public, max-age=3600').set('Access-Control-Allow-Origin', '*').json(metadata),
  );
  return router;
};
