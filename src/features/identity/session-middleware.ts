import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import session from 'express-session';
import passport from 'passport';
import type { ExpressSessionStore } from './express-session-store.ts';
import { signedInUserSchema } from './signed-in-user.ts';
import type { SignedInSession, SignedInUser } from './signed-in-user.ts';
import { sessionIdOf } from './web-sessions.ts';

/** What the session cookie depends on. */
export interface SessionCookieOptions {
  /** The program's own address; the cookie is `Secure` if it is https. */
  readonly publicUrl: string;
  /** Keys of the cookie's signature; the first signs. */
  readonly secrets: readonly string[];
}

/** The session cookie's name; over https the `__Host-` prefix pins it to this host. */
export const sessionCookieName = (publicUrl: string): string => (publicUrl.startsWith('https:') ? '__Host-smart-agents.sid' : 'smart-agents.sid');

/** The part of passport that recognises a signed-in user. */
export const sessionPassport = (): passport.Authenticator => {
  const authenticator = new passport.Passport();
  authenticator.deserializeUser<SignedInUser>((serialized, done) => {
    const parsed = signedInUserSchema.safeParse(serialized);
    done(null, parsed.success ? parsed.data : false);
  });
  return authenticator;
};

/**
 * Loads the session of the request's cookie and sets `req.user`. It serves express and, because it
 * needs nothing of express, socket.io's handshakes too (`io.engine.use`).
 */
export const sessionMiddleware = (
  store: ExpressSessionStore,
  authenticator: passport.Authenticator,
  { publicUrl, secrets }: SessionCookieOptions,
): RequestHandler => {
  const secure = publicUrl.startsWith('https:');
  const load = session({
    name: sessionCookieName(publicUrl),
    secret: [...secrets],
    store,
    resave: false,
    saveUninitialized: false,
    // TLS may end in front of the program; the header only decides whether the cookie may be set.
    proxy: secure ? true : undefined,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  });
  const recognise = authenticator.session() as RequestHandler;
  return (req, res, next) => {
    load(req, res, (error?: unknown) => {
      if (error !== undefined && error !== null) next(error);
      else recognise(req, res, next);
    });
  };
};

/** Who signed in on a request or a socket's handshake that went through the session middleware. */
export const signedInSessionOf = (request: IncomingMessage): SignedInSession | undefined => {
  const { user, sessionID } = request as Partial<Pick<Express.Request, 'user' | 'sessionID'>>;
  return user === undefined || sessionID === undefined ? undefined : { sessionId: sessionIdOf(sessionID), user };
};
