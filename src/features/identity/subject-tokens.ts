import * as openid from 'openid-client';
import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock.ts';
import type { OpenIdClient } from './open-id-client.ts';
import { askProvider } from './open-id-client.ts';
import { singleFlight } from './single-flight.ts';
import { tokensFrom } from './token-response.ts';
import type { WebSessions } from './web-sessions.ts';

/** Keeps a session's own access token usable. */
export interface SubjectTokens {
  /** An access token that is good for a minute at least; undefined if only a new sign-in can bring one. */
  current(sessionId: string): Promise<string | undefined>;
  /** An access token other than `rejected`, which the provider refused; undefined if there is none to be had. */
  other(sessionId: string, rejected: string): Promise<string | undefined>;
}

/** What refreshing stands on. */
export interface SubjectTokenOptions {
  readonly client: OpenIdClient;
  readonly sessions: WebSessions;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A token that ends sooner than this is not begun with, milliseconds. */
export const expiryMargin = 60 * 1000;

const refreshed = async (options: SubjectTokenOptions, sessionId: string, stale: string): Promise<string | undefined> => {
  const { client, sessions, clock, logger } = options;
  const tokens = (await sessions.load(sessionId))?.tokens;
  if (tokens === undefined || tokens.accessToken !== stale) return tokens?.accessToken;
  const { refreshToken } = tokens;
  if (refreshToken === undefined) return undefined;
  const configuration = await client.configuration();
  const answer = await askProvider(() => openid.refreshTokenGrant(configuration, refreshToken));
  if (answer.kind === 'answer') {
    const fresh = tokensFrom(answer.value, clock, tokens);
    return (await sessions.saveTokens(sessionId, fresh)) ? fresh.accessToken : undefined;
  }
  logger.info({ sessionId, error: answer.error }, 'refresh refused');
  // Another node may have used the refresh token first; then the session holds what it got.
  const latest = (await sessions.load(sessionId))?.tokens?.accessToken;
  return latest === stale ? undefined : latest;
};

/** Access tokens of web sessions, refreshed at need; one refresh at a time, since each uses the refresh token up. */
export const subjectTokens = (options: SubjectTokenOptions): SubjectTokens => {
  const once = singleFlight<string | undefined>();
  const replace = (sessionId: string, stale: string): Promise<string | undefined> =>
    once(`${sessionId} ${stale}`, () => refreshed(options, sessionId, stale));
  return {
    async current(sessionId) {
      const tokens = (await options.sessions.load(sessionId))?.tokens;
      if (tokens === undefined) return undefined;
      const remaining = tokens.accessTokenExpiresAt - options.clock.now().getTime();
      return remaining > expiryMargin ? tokens.accessToken : replace(sessionId, tokens.accessToken);
    },
    other: replace,
  };
};
