import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { AppError } from '../../kernel/errors.ts';

/** Protection of requests that browsers authenticate by cookie. */
export interface CsrfProtection {
  /** Refuses (`csrf`, 403) any request that changes something and does not come from our own pages. GET, HEAD and OPTIONS pass. */
  readonly protect: RequestHandler;
  /** The session's token, made at first need; pages send it as `X-CSRF-Token`. */
  tokenFor(req: Request): string;
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'] as const;
const isSafe = (method: string): boolean => (safeMethods as readonly string[]).includes(method);

/** What a browser says about where a request comes from; older ones say nothing, then the token decides alone. */
const comesFromElsewhere = (req: Request, origin: string): boolean => {
  const site = req.get('sec-fetch-site');
  const stated = req.get('origin');
  return (site !== undefined && site !== 'same-origin' && site !== 'none') || (stated !== undefined && stated !== origin);
};

/** Synchroniser tokens (one per session, kept in it), behind a check of the browser's own statement of origin. */
export const csrfProtection = (publicUrl: string): CsrfProtection => {
  const { origin } = new URL(publicUrl);
  const { generateToken, isRequestValid } = csrfSync({ ignoredMethods: [...safeMethods], size: 32 });
  return {
    protect(req, _res, next) {
      if (isSafe(req.method) || (!comesFromElsewhere(req, origin) && isRequestValid(req))) next();
      else {
        next(
          new AppError('csrf', 'This request did not come from a page of this application.', {
            remedy: 'Reload the page and try again.',
          }),
        );
      }
    },
    tokenFor: (req) => generateToken(req),
  };
};
