import type { Request, Response } from 'express';
import * as openid from 'openid-client';
import type { Logger } from 'pino';
import { describeError } from '../../kernel/errors.ts';
import type { OpenIdClient } from './open-id-client.ts';
import type { SessionTokens } from './session-tokens.ts';
import { sessionCookieName, signedInSessionOf } from './session-middleware.ts';
import type { WebSessions } from './web-sessions.ts';

/** Ends a sign-in everywhere. */
export interface SignOut {
  /** Ends the request's session and its tokens; returns where the browser must go to end the provider's session too. */
  end(req: Request, res: Response): Promise<string>;
  /** Calls `listener` with the id of each session that ends by sign-out; returns how to stop that. */
  onSignedOut(listener: (sessionId: string) => void): () => void;
}

/** What signing out stands on. */
export interface SignOutOptions {
  readonly client: OpenIdClient;
  readonly sessions: WebSessions;
  readonly publicUrl: string;
  readonly logger: Logger;
}

const destroyed = (req: Request): Promise<void> =>
  new Promise((resolve, reject) => {
    req.session.destroy((error: unknown) => {
      if (error === undefined || error === null) resolve();
      else reject(error instanceof Error ? error : new Error(describeError(error)));
    });
  });

/** Takes the tokens back where the provider offers it (RFC 7009), and builds the address of its own sign-out. */
const leaveProvider = async (options: SignOutOptions, tokens: SessionTokens | undefined): Promise<string> => {
  const home = `${options.publicUrl}/`;
  try {
    const configuration = await options.client.configuration();
    const metadata = configuration.serverMetadata();
    if (tokens?.refreshToken !== undefined && metadata.revocation_endpoint !== undefined) {
      await openid.tokenRevocation(configuration, tokens.refreshToken);
    }
    if (metadata.end_session_endpoint === undefined) return home;
    return openid.buildEndSessionUrl(configuration, {
      post_logout_redirect_uri: home,
      ...(tokens?.idToken === undefined ? {} : { id_token_hint: tokens.idToken }),
    }).href;
  } catch (thrown) {
    // Our own session has ended already; the provider's ends by its own lifetime.
    options.logger.warn({ reason: describeError(thrown) }, 'the identity provider could not be told of a sign-out');
    return home;
  }
};

/** Sign-out: our session first, whatever the provider answers; then its tokens; then its session. */
export const signOut = (options: SignOutOptions): SignOut => {
  const listeners = new Set<(sessionId: string) => void>();
  return {
    async end(req, res) {
      const session = signedInSessionOf(req);
      if (session === undefined) return '/';
      const tokens = (await options.sessions.load(session.sessionId))?.tokens;
      await destroyed(req);
      res.clearCookie(sessionCookieName(options.publicUrl), {
        httpOnly: true,
        sameSite: 'lax',
        secure: options.publicUrl.startsWith('https:'),
        path: '/',
      });
      for (const listener of listeners) listener(session.sessionId);
      options.logger.info({ oid: session.user.oid }, 'signed out');
      return leaveProvider(options, tokens);
    },
    onSignedOut(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
