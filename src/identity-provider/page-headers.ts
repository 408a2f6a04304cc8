import type { RequestHandler } from 'express';

/**
 * Headers of everything the provider answers: never stored, never framed, no script but the
 * library's own form submission (it adds that script's hash to `script-src`), and forms that lead
 * nowhere but here and to our own clients, because browsers hold redirects after a form to it too.
 */
export const pageHeaders = (clientUris: readonly string[]): RequestHandler => {
  const origins = [...new Set(clientUris.map((uri) => new URL(uri).origin))];
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    `form-action 'self' ${origins.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return (_req, res, next) => {
    res.setHeader('Content-Security-Policy', policy);
    res.setHeader('X-Frame-Options', 'DENY');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Referrer-Policy', 'no-referrer');
    res.setHeader('Cache-Control', 'no-store');
    next();
  };
};
