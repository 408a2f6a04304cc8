import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { ErpExchange, ErpToken } from './erp-exchange.ts';
import { singleFlight } from './single-flight.ts';
import { expiryMargin } from './subject-tokens.ts';
import type { SubjectTokens } from './subject-tokens.ts';
import type { WebSessions } from './web-sessions.ts';

/** An access token for the ERP, or word that the user has to sign in again before there can be one. */
export type ErpTokenOutcome = ({ readonly kind: 'token' } & ErpToken) | { readonly kind: 'needs_sign_in' };

/** ERP access for people who are signed in, or were when their work began. */
export interface ErpTokens {
  /**
   * A token that carries the rights of the session's user, good for a minute at least; with `agentId`,
   * it names that agent as the one who acts. Works from the stored session alone, so also after a
   * restart. Fails with `bad_gateway` if the identity provider cannot be reached, or refuses the program itself.
   */
  forUser(sessionId: string, agentId?: string): Promise<ErpTokenOutcome>;
  /** Drops what is held for a session that ended. */
  forget(sessionId: string): void;
}

/** What the service stands on. */
export interface ErpTokensOptions {
  readonly sessions: WebSessions;
  readonly subjects: SubjectTokens;
  readonly exchange: ErpExchange;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Past this many held tokens, the expired ones are thrown out before another is held. */
const manyTokens = 1000;

const needsSignIn: ErpTokenOutcome = { kind: 'needs_sign_in' };

/** Refusals of the program, not of the person (RFC 6749, 5.2, and Entra's name for an unknown API): a new sign-in would mend nothing. */
const refusalsOfProgram: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_resource',
]);

const exchanged = async (options: ErpTokensOptions, sessionId: string, agentId: string | undefined): Promise<ErpTokenOutcome> => {
  const { subjects, exchange, logger } = options;
  const first = await subjects.current(sessionId);
  if (first === undefined) return needsSignIn;
  const answer = await exchange({ sessionId, accessToken: first }, agentId);
  if (answer.kind === 'answer') return { kind: 'token', ...answer.value };
  // The provider may have ended the token early; one more try with a fresh one tells.
  const second = await subjects.other(sessionId, first);
  const retried = second === undefined ? answer : await exchange({ sessionId, accessToken: second }, agentId);
  if (retried.kind === 'answer') return { kind: 'token', ...retried.value };
  logger.warn({ sessionId, error: retried.error, reason: retried.reason }, 'token exchange refused');
  if (refusalsOfProgram.has(retried.error)) {
    throw new AppError('bad_gateway', 'The identity provider does not let this program reach the ERP for its users.', {
      remedy: 'An administrator must check the registration there: the secret, the permissions, and BC_SCOPE.',
    });
  }
  return needsSignIn;
};

/** The service; tokens are held in memory until a minute before they end, and never outlive their session. */
export const erpTokens = (options: ErpTokensOptions): ErpTokens => {
  const held = new Map<string, ErpToken>();
  const once = singleFlight<ErpTokenOutcome>();
  const isGood = ({ expiresAt }: ErpToken): boolean => expiresAt.getTime() - options.clock.now().getTime() > expiryMargin;
  const hold = (key: string, token: ErpToken): void => {
    if (held.size >= manyTokens) for (const [other, its] of held) if (!isGood(its)) held.delete(other);
    held.set(key, token);
  };
  return {
    async forUser(sessionId, agentId) {
      // Read every time: a sign-out on another node ends what this one holds, too.
      if ((await options.sessions.load(sessionId)) === undefined) return needsSignIn;
      const key = `${sessionId} ${agentId ?? ''}`;
      const known = held.get(key);
      if (known !== undefined && isGood(known)) return { kind: 'token', ...known };
      return once(key, async () => {
        const outcome = await exchanged(options, sessionId, agentId);
        if (outcome.kind === 'token') hold(key, { token: outcome.token, expiresAt: outcome.expiresAt });
        return outcome;
      });
    },
    forget(sessionId) {
      for (const key of held.keys()) if (key.startsWith(`${sessionId} `)) held.delete(key);
    },
  };
};
