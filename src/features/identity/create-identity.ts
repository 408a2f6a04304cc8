import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler, Router } from 'express';
import { csrfProtection } from './csrf.ts';
import type { ErpExchange, ErpExchangeOptions } from './erp-exchange.ts';
import { erpTokens } from './erp-tokens.ts';
import type { ErpTokens } from './erp-tokens.ts';
import { ExpressSessionStore } from './express-session-store.ts';
import { requireRole, requireUser } from './guards.ts';
import type { TokenCacheOptions } from './kept-token-cache.ts';
import { openIdClient } from './open-id-client.ts';
import { OpenIdStrategy } from './open-id-strategy.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import type { IdentityOptions } from './options.ts';
import { notFound } from '../../kernel/errors.ts';
import { identityRoutes } from './routes.ts';
import type { TakeGrant } from './routes.ts';
import { defaultSessionLifetimes } from './session-lifetimes.ts';
import { sessionMiddleware, sessionPassport, signedInSessionOf } from './session-middleware.ts';
import { signInFlow } from './sign-in-flow.ts';
import { signInStates } from './sign-in-state.ts';
import { signOut } from './sign-out.ts';
import type { SignedInSession } from './signed-in-user.ts';
import { standingGrants } from './standing-grants.ts';
import type { StandingGrants } from './standing-grants.ts';
import { sessionStarter } from './start-session.ts';
import { subjectTokens } from './subject-tokens.ts';
import { tokenExchange } from './token-exchange.ts';
import { webSessions } from './web-sessions.ts';
import type { WebSessions } from './web-sessions.ts';

/** Path of the callback, to be registered at the identity provider under the public address. */
export const callbackPath = '/auth/callback';

/** The program's side of identity, ready to be mounted. */
export interface Identity {
  /** Loads the session and sets `req.user`. Mount it in express ahead of everything that asks who is there, and give it to `io.engine.use`. */
  readonly sessionMiddleware: RequestHandler;
  /** The routes under `/auth`; to be mounted at the root, after `sessionMiddleware`. */
  readonly router: Router;
  /** Refuses cross-site requests; for every route that a cookie authenticates, after `sessionMiddleware`. */
  readonly csrf: RequestHandler;
  /** The anti-forgery token of a signed-in request, for pages that carry it. */
  csrfTokenFor(req: Request): string;
  /** Whether a socket's handshake may have come from one of our own pages, or from no browser at all; for socket.io's `allowRequest`. */
  allowsHandshake(request: IncomingMessage): boolean;
  /** Whether this is the anti-forgery token of the session a handshake came with (`socket.request`). */
  isCsrfTokenOf(request: IncomingMessage, token: string): boolean;
  readonly requireUser: RequestHandler;
  readonly requireRole: typeof requireRole;
  /** Who signed in on a request, or on a socket.io handshake (`socket.request`); undefined if nobody. */
  signedInSessionOf(request: IncomingMessage): SignedInSession | undefined;
  /** Sessions by id: whether one is still good, that its user is active. */
  readonly sessions: WebSessions;
  readonly erpTokens: ErpTokens;
  /** Grants for use while their users are away. */
  readonly grants: StandingGrants;
  /** Calls back with each such grant that a signed-in user gave; its page goes on when that resolves. */
  onGranted(listener: TakeGrant): void;
  /** Calls back with each session that ends by sign-out, so that its sockets can be closed; returns how to stop that. */
  onSignedOut(listener: (sessionId: string) => void): () => void;
}

const exchangeOf = (options: ErpExchangeOptions, caches: TokenCacheOptions): ErpExchange => {
  const { erpAccess } = options.registration;
  return erpAccess.kind === 'on_behalf_of' ? onBehalfOf({ ...options, caches }, erpAccess.scope) : tokenExchange(options, erpAccess.audience);
};

/**
 * Signing in by OpenID Connect, sessions kept on the server, and ERP access for the signed-in user.
 * Nothing is asked of the identity provider before the first sign-in. Throws if the options contradict
 * each other.
 */
export const createIdentity = (options: IdentityOptions): Identity => {
  const { publicUrl, openId, sessionStore, secretBox, clock, ids } = options;
  const lifetimes = options.lifetimes ?? defaultSessionLifetimes;
  const logger = options.logger.child({ part: 'identity' });
  const client = openIdClient(openId);
  const sessions = webSessions({ store: sessionStore, box: secretBox, clock, lifetimes });
  const store = new ExpressSessionStore({ store: sessionStore, box: secretBox, clock, lifetimes });
  const csrf = csrfProtection(publicUrl);

  const exchange = exchangeOf({ client, registration: openId, clock, ids }, { store: sessionStore, box: secretBox, logger });
  const subjects = subjectTokens({ client, sessions, clock, logger });
  const tokens = erpTokens({ sessions, subjects, exchange, clock, logger });

  const leaving = signOut({ client, sessions, publicUrl, logger });
  leaving.onSignedOut((sessionId) => {
    tokens.forget(sessionId);
  });

  let taking: TakeGrant = () => Promise.reject(notFound('thing to grant for'));
  const states = signInStates(secretBox, clock, publicUrl);
  const flow = signInFlow({ client, states, clock, redirectUri: publicUrl + callbackPath, scope: openId.scope });
  const authenticator = sessionPassport();
  authenticator.use(new OpenIdStrategy(flow));

  return {
    sessionMiddleware: sessionMiddleware(store, authenticator, { publicUrl, secrets: options.sessionSecrets }),
    router: identityRoutes({
      publicUrl,
      authenticator,
      csrf,
      startSession: sessionStarter(store, csrf),
      signOut: leaving,
      takeGrant: (grant) => taking(grant),
      logger,
    }),
    csrf: csrf.protect,
    csrfTokenFor: (req) => csrf.tokenFor(req),
    allowsHandshake: (request) => csrf.allowsHandshake(request),
    isCsrfTokenOf: (request, token) => csrf.isTokenOf(request, token),
    requireUser,
    requireRole,
    signedInSessionOf,
    sessions,
    erpTokens: tokens,
    grants: standingGrants({ store: sessionStore, box: secretBox, clock }),
    onGranted(listener) {
      taking = listener;
    },
    onSignedOut: (listener) => leaving.onSignedOut(listener),
  };
};
