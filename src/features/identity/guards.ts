import type { Request, RequestHandler } from 'express';
import { AppError } from '../../kernel/errors.ts';

const isNavigation = (req: Request): boolean =>
  req.method === 'GET' && (req.get('sec-fetch-mode') ?? 'navigate') === 'navigate' && req.accepts(['json', 'html']) === 'html';

/** Path that begins a sign-in and comes back to `returnTo`. */
export const signInPath = (returnTo: string): string => `/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`;

/** Lets signed-in people pass; sends a browser's navigation to sign in, and fails everything else (`unauthenticated`, 401). */
export const requireUser: RequestHandler = (req, res, next) => {
  if (req.user !== undefined) next();
  else if (isNavigation(req)) res.redirect(303, signInPath(req.originalUrl));
  else next(new AppError('unauthenticated', 'You are not signed in.', { remedy: 'Sign in and try again.' }));
};

/** Lets people pass who hold one of these permission sets; no role implies another. Fails with `forbidden` (403). */
export const requireRole =
  (...roles: readonly [string, ...string[]]): RequestHandler =>
  (req, res, next) => {
    if (req.user === undefined) requireUser(req, res, next);
    else if (roles.some((role) => req.user?.roles.includes(role))) next();
    else {
      const needed = roles.join(' or ');
      next(
        new AppError('forbidden', `This needs the permission set ${needed}.`, {
          remedy: 'Ask your administrator for it.',
        }),
      );
    }
  };
