import express from 'express';
import type { Router } from 'express';
import { Provider } from 'oidc-provider';
import type { Logger } from 'pino';
import { AppError, describeError } from '../kernel/errors.ts';
import type { ActorsOfTokens } from './access-token-claims.ts';
import { accountDirectory } from './account.ts';
import { actorTokens } from './actor-token.ts';
import { registerApplicationGrant } from './application-grant.ts';
import type { ClaimsOfTokens } from './client-credentials-grant.ts';
import { interactionRoutes } from './interactions.ts';
import { signingAlgorithm } from './keys.ts';
import { isLoopbackUrl } from '../kernel/loopback.ts';
import type { IdentityProviderOptions } from './options.ts';
import { pageHeaders } from './page-headers.ts';
import type { PageFrame } from './pages/layout.ts';
import { stylesheet, stylesheetVersion } from './pages/stylesheet.ts';
import { passwordCheck } from './password-check.ts';
import { providerConfiguration } from './provider-configuration.ts';
import { signInThrottle } from './sign-in-throttle.ts';
import { subjectTokens } from './subject-token.ts';
import { registerTokenExchange } from './token-exchange.ts';

/** The password everyone knows; good enough on one's own machine only. */
export const defaultDemoPassword = 'demo';

/** A running identity provider. */
export interface IdentityProvider {
  /** To be mounted in express at the issuer's path, ahead of any body parser. */
  readonly handler: Router;
  /** The issuer's path (`/idp`); empty if the issuer has none. */
  readonly path: string;
  /** Deletes state that has expired; call it now and then. Returns how many records went. */
  sweep(): Promise<number>;
}

const refuseKnownPassword = ({ issuer, demoPassword }: IdentityProviderOptions): void => {
  if (demoPassword === '' || (demoPassword === defaultDemoPassword && !isLoopbackUrl(issuer))) {
    throw new AppError('internal', 'The demo accounts need a password of their own when others can reach this address.', {
      remedy: 'Set a demo password, or serve on 127.0.0.1.',
    });
  }
};

const stylesheetRoute = (path: string): Router => {
  const router = express.Router();
  router.get(path, (_req, res) => {
    res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    res.type('css').send(stylesheet);
  });
  return router;
};

/** The library's outcomes, as codes and reasons: what it was given is never repeated. */
const logOutcomes = (provider: Provider, logger: Logger): void => {
  const refused = (kind: string) => (_ctx: unknown, error: { error?: string; error_description?: string | undefined }) => {
    logger.info({ kind, error: error.error, reason: error.error_description }, 'request refused');
  };
  provider.on('authorization.error', refused('authorization'));
  provider.on('grant.error', refused('token'));
  provider.on('end_session.error', refused('sign-out'));
  provider.on('server_error', (_ctx, error) => {
    logger.error({ reason: describeError(error) }, 'identity provider failed');
  });
};

const buildProvider = (options: IdentityProviderOptions, basePath: string, frame: PageFrame) => {
  const accounts = accountDirectory(options.accounts);
  const actorsOfTokens: ActorsOfTokens = new WeakMap();
  const claimsOfTokens: ClaimsOfTokens = new WeakMap();
  const parts = { accounts, actorsOfTokens, claimsOfTokens, basePath, frame };
  const provider = new Provider(options.issuer, providerConfiguration(options, parts));
  // Behind TLS termination the scheme comes from X-Forwarded-Proto.
  provider.proxy = options.issuer.startsWith('https:');
  registerTokenExchange(provider, {
    subjects: subjectTokens({ provider, accounts, keys: options.keys, clock: options.clock }),
    actors: actorTokens(provider, options.clock),
    actorsOfTokens,
    alg: signingAlgorithm(options.keys),
  });
  registerApplicationGrant(provider, { applications: options.applications ?? [], claimsOfTokens, alg: signingAlgorithm(options.keys) });
  return { provider, accounts };
};

/**
 * An OpenID provider inside the process: authorization code with PKCE, rotating refresh tokens,
 * token exchange for the ERP, sign-out; its whole state is in the store, so a restart loses nothing.
 * Throws AppError if the well-known demo password would be reachable from another machine.
 */
export const createIdentityProvider = (options: IdentityProviderOptions): IdentityProvider => {
  refuseKnownPassword(options);
  const { pathname } = new URL(options.issuer);
  const basePath = pathname.replace(/\/$/, '');
  const stylesheetPath = `/assets/${stylesheetVersion}.css`;
  const frame: PageFrame = { stylesheet: `${basePath}${stylesheetPath}` };
  const { provider, accounts } = buildProvider(options, basePath, frame);
  const logger = options.logger.child({ part: 'identity-provider' });
  logOutcomes(provider, logger);

  const handler = express.Router();
  handler.use(pageHeaders(options.clients.flatMap((client) => [...client.redirectUris, ...client.postLogoutRedirectUris])));
  handler.use(stylesheetRoute(stylesheetPath));
  handler.use(
    interactionRoutes({
      provider,
      basePath,
      frame,
      accounts,
      clients: options.clients,
      password: passwordCheck(options.demoPassword),
      passwordHint: options.demoPassword === defaultDemoPassword ? defaultDemoPassword : undefined,
      throttle: signInThrottle(options.clock),
      logger,
    }),
  );
  handler.use(provider.callback());
  return { handler, path: basePath, sweep: () => options.store.removeExpired(options.clock.now()) };
};
