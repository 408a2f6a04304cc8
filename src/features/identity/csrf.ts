import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { AppError } from '../../kernel/errors.ts';

/** Protection of requests that browsers authenticate by cookie. */
export interface CsrfProtection {
  /** Refuses (`csrf`, 403) any request that changes something and does not come from our own pages. GET, HEAD and OPTIONS pass. */
  readonly protect: RequestHandler;
  /** The session's token, made at first need; pages send it as `X-CSRF-Token`. */
  tokenFor(req: Request): string;
  /** Whether a socket's handshake may have come from one of our own pages, or from no browser at all. */
  allowsHandshake(request: IncomingMessage): boolean;
  /** Whether this is the token of the session that a request went through the session middleware with. */
  isTokenOf(request: IncomingMessage, token: string): boolean;
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'] as const;
const isSafe = (method: string): boolean => (safeMethods as readonly string[]).includes(method);

const isForeignSite = (site: string | string[] | undefined): boolean => site !== undefined && site !== 'same-origin' && site !== 'none';

/** What a browser says about where a request comes from; older ones say nothing, then the token decides alone. */
const comesFromElsewhere = (req: Request, origin: string): boolean => {
  const stated = req.get('origin');
  return isForeignSite(req.headers['sec-fetch-site']) || (stated !== undefined && stated !== origin);
};

/** Every browser states the origin of a websocket, and of a request to another origin; only without it the site counts. */
const handshakeComesFromElsewhere = ({ headers }: IncomingMessage, origin: string): boolean =>
  headers.origin === undefined ? isForeignSite(headers['sec-fetch-site']) : headers.origin !== origin;

const isSameText = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Synchroniser tokens (one per session, kept in it), behind a check of the browser's own statement of origin. */
export const csrfProtection = (publicUrl: string): CsrfProtection => {
  const { origin } = new URL(publicUrl);
  const { generateToken, getTokenFromState, isRequestValid } = csrfSync({ ignoredMethods: [...safeMethods], size: 32 });
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
    allowsHandshake: (request) => !handshakeComesFromElsewhere(request, origin),
    isTokenOf(request, token) {
      const req = request as Request;
      // No session, no token: whoever has neither is nobody.
      const kept = (req.session as Request['session'] | undefined) === undefined ? undefined : getTokenFromState(req);
      return typeof kept === 'string' && isSameText(kept, token);
    },
  };
};
