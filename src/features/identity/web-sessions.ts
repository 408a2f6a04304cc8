import { z } from 'zod';
import { sha256 } from '../../kernel/canonical-json.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { SessionLifetimes } from './session-lifetimes.ts';
import { sessionEnd, worthAWrite } from './session-lifetimes.ts';
import type { SessionStore, WebSessionRecord } from './session-store.ts';
import type { SessionTokens } from './session-tokens.ts';
import { openTokens, sealTokens } from './session-tokens.ts';
import { signedInUserSchema } from './signed-in-user.ts';
import type { SignedInSession } from './signed-in-user.ts';

/** A live session with its tokens; `tokens` is undefined if they can no longer be opened. */
export interface LiveSession extends SignedInSession {
  readonly tokens: SessionTokens | undefined;
}

/** The web sessions, as everything but the session middleware sees them. */
export interface WebSessions {
  /** The session of this id if it has neither ended nor expired. */
  load(sessionId: string): Promise<LiveSession | undefined>;
  /** Keeps new tokens; false if the session ended meanwhile. */
  saveTokens(sessionId: string, tokens: SessionTokens): Promise<boolean>;
  /** Counts as activity: moves the idle end, never the absolute one. */
  touch(sessionId: string): Promise<void>;
  /** Removes sessions that have expired; returns how many. */
  sweep(): Promise<number>;
}

/** What the sessions are made of. */
export interface WebSessionOptions {
  readonly store: SessionStore;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly lifetimes: SessionLifetimes;
}

/** What every kept session has; the session middleware and other features may add to it. */
const sessionDataSchema = z.looseObject({
  cookie: z.looseObject({}),
  passport: z.looseObject({ user: signedInUserSchema }),
});

/** A session's data as it is read back. */
export type KeptSessionData = z.infer<typeof sessionDataSchema>;

/** The id a session is kept under, from the one in the cookie. */
export const sessionIdOf = (cookieSessionId: string): string => sha256(cookieSessionId);

/** Whether a session is still good. */
export const isLive = (record: WebSessionRecord, now: Date): boolean => record.expiresAt > now;

/** What a session keeps; undefined if it cannot be read any more, which counts as no session. */
export const sessionDataOf = (record: WebSessionRecord, box: SecretBox): KeptSessionData | undefined => {
  try {
    return sessionDataSchema.parse(JSON.parse(box.open(record.sealedData)));
  } catch {
    return undefined;
  }
};

/** The web sessions over a store. */
export const webSessions = ({ store, box, clock, lifetimes }: WebSessionOptions): WebSessions => ({
  async load(sessionId) {
    const record = await store.get(sessionId);
    if (record === undefined || !isLive(record, clock.now())) return undefined;
    const user = sessionDataOf(record, box)?.passport.user;
    return user === undefined ? undefined : { sessionId, user, tokens: openTokens(box, record.sealedTokens) };
  },
  saveTokens: (sessionId, tokens) => store.saveTokens(sessionId, sealTokens(box, tokens)),
  async touch(sessionId) {
    const record = await store.get(sessionId);
    if (record === undefined || !isLive(record, clock.now())) return;
    const end = sessionEnd(record.createdAt, clock.now(), lifetimes);
    if (end.getTime() - record.expiresAt.getTime() >= worthAWrite) await store.touch(sessionId, end);
  },
  sweep: () => store.removeExpired(clock.now()),
});
