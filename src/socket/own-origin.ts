import type { IncomingMessage } from 'node:http';

/**
 * Whether a handshake may come in: a browser states where its page is from, and only our own pages may use the user's
 * cookie. SameSite does not keep out another port or subdomain of the same site. What states nothing is no browser.
 */
export const comesFromOwnOrigin = (request: Pick<IncomingMessage, 'headers'>, publicUrl: string): boolean => {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  return (origin === undefined || origin === new URL(publicUrl).origin) && (site === undefined || site === 'same-origin' || site === 'none');
};
