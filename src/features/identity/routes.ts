import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import type passport from 'passport';
import type { Logger } from 'pino';
import type { CsrfProtection } from './csrf.ts';
import { AppError } from '../../kernel/errors.ts';
import { requireUser } from './guards.ts';
import { openIdStrategyName } from './open-id-strategy.ts';
import { safeReturnTo } from './return-to.ts';
import type { BeginSignIn, SignInFailure, SignInSuccess } from './sign-in-flow.ts';
import { signInProblemPage } from './sign-in-problem-page.ts';
import type { SignOut } from './sign-out.ts';
import type { StartSession } from './start-session.ts';

/** What the routes stand on. */
export interface IdentityRoutesOptions {
  readonly publicUrl: string;
  readonly authenticator: passport.Authenticator;
  readonly csrf: CsrfProtection;
  readonly startSession: StartSession;
  readonly signOut: SignOut;
  /** Takes a grant for use while the user is away. */
  readonly takeGrant: TakeGrant;
  readonly logger: Logger;
}

/** Takes a grant that a user gave for something of hers. Rejects where she may not. */
export type TakeGrant = (grant: SignInSuccess & { readonly grantFor: string }) => Promise<void>;

type Answered = (error: unknown, user: unknown, info: unknown) => void;

const authenticate = (authenticator: passport.Authenticator, options: Partial<BeginSignIn>, answered?: Answered): express.RequestHandler =>
  authenticator.authenticate(openIdStrategyName, { session: false, ...options }, answered) as express.RequestHandler;

const beginSignIn =
  ({ authenticator, publicUrl }: IdentityRoutesOptions) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const { host } = new URL(publicUrl);
    // The provider sends browsers back to the public address; cookies set under another name would be missing there.
    if (req.get('host') !== host) res.redirect(303, publicUrl + req.originalUrl);
    else if (req.user !== undefined) res.redirect(303, safeReturnTo(req.query['returnTo']));
    else authenticate(authenticator, { returnTo: safeReturnTo(req.query['returnTo']) })(req, res, next);
  };

const beginGrant =
  ({ authenticator }: IdentityRoutesOptions) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const asked = req.query['for'];
    const grantFor = typeof asked === 'string' ? asked : '';
    authenticate(authenticator, { returnTo: safeReturnTo(req.query['returnTo']), grantFor })(req, res, next);
  };

/** A grant is the signed-in user's own: the provider may have answered for somebody else. */
const takeGrant = async (
  { takeGrant: take }: IdentityRoutesOptions,
  req: Request,
  success: SignInSuccess & { readonly grantFor: string },
): Promise<void> => {
  const isSame = req.user?.oid === success.user.oid && req.user.tid === success.user.tid;
  if (!isSame)
    throw new AppError('forbidden', 'The grant was given by somebody else than who is signed in.', { remedy: 'Sign in as yourself and try again.' });
  await take(success);
};

const begun = async (options: IdentityRoutesOptions, req: Request, success: SignInSuccess): Promise<void> => {
  const { grantFor } = success;
  if (grantFor !== undefined) return takeGrant(options, req, { ...success, grantFor });
  await options.startSession(req, success);
  options.logger.info({ oid: success.user.oid }, 'signed in');
};

const finishSignIn =
  (options: IdentityRoutesOptions) =>
  (req: Request, res: Response, next: NextFunction): void => {
    const answered: Answered = (error, user, info) => {
      if (error !== undefined && error !== null) next(error);
      else if (user === false || user === undefined || user === null) {
        const failure = info as SignInFailure;
        if (req.user !== undefined) {
          res.redirect(303, '/');
          return;
        }
        options.logger.info({ reason: failure.reason, error: failure.error }, 'sign-in failed');
        res.status(400).type('html').set('Cache-Control', 'no-store').send(signInProblemPage(failure));
      } else {
        const success = info as SignInSuccess;
        begun(options, req, success).then(() => res.redirect(303, success.returnTo), next);
      }
    };
    authenticate(options.authenticator, {}, answered)(req, res, next);
  };

/**
 * `GET /auth/sign-in?returnTo=`, `GET /auth/grant?for=&returnTo=` (for use while the user is away), `GET /auth/callback`, `GET /auth/session` (who is signed in, and the
 * anti-forgery token), `POST /auth/sign-out` (answers `{ redirectTo }`, where the browser goes next).
 */
export const identityRoutes = (options: IdentityRoutesOptions): Router => {
  const { csrf, signOut } = options;
  const router = express.Router();
  router.get('/auth/sign-in', beginSignIn(options));
  router.get('/auth/grant', requireUser, beginGrant(options));
  router.get('/auth/callback', finishSignIn(options));
  router.get('/auth/session', requireUser, (req, res) => {
    res.set('Cache-Control', 'no-store').json({ user: req.user, csrfToken: csrf.tokenFor(req) });
  });
  router.post('/auth/sign-out', requireUser, csrf.protect, async (req, res) => {
    res.set('Cache-Control', 'no-store').json({ redirectTo: await signOut.end(req, res) });
  });
  return router;
};
