import session from 'express-session';
import type { SessionData } from 'express-session';
import type { Clock } from '../../kernel/clock.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { SessionLifetimes } from './session-lifetimes.ts';
import { sessionEnd, worthAWrite } from './session-lifetimes.ts';
import type { SessionStore } from './session-store.ts';
import type { SessionTokens } from './session-tokens.ts';
import { sealTokens } from './session-tokens.ts';
import type { SignedInUser } from './signed-in-user.ts';
import { isLive, sessionDataOf, sessionIdOf } from './web-sessions.ts';

declare module 'express-session' {
  interface SessionData {
    /** Where passport looks for the user. */
    passport?: { user: SignedInUser };
    /** When the user signed in, milliseconds since 1970. */
    startedAt?: number;
    /** When the stored session ends, as of its loading, milliseconds since 1970. */
    validUntil?: number;
  }
}

/** What a session starts with. */
export interface SessionStart {
  readonly user: SignedInUser;
  readonly tokens: SessionTokens;
}

/** What the adapter stands on. */
export interface ExpressSessionStoreOptions {
  readonly store: SessionStore;
  readonly box: SecretBox;
  readonly clock: Clock;
  readonly lifetimes: SessionLifetimes;
}

type Done = (error?: unknown) => void;

const settle = (work: Promise<unknown>, done: Done | undefined): void => {
  work.then(
    () => done?.(),
    (error: unknown) => done?.(error),
  );
};

/**
 * Our session store in the shape express-session wants. A session comes into being by `begin` alone,
 * at sign-in; any later save only updates, so a request that was under way during a sign-out cannot
 * bring the session back.
 */
export class ExpressSessionStore extends session.Store {
  readonly #options: ExpressSessionStoreOptions;
  readonly #starting = new WeakMap<SessionData, SessionStart>();

  constructor(options: ExpressSessionStoreOptions) {
    super();
    this.#options = options;
  }

  /** Lets the next save of this session create it, signed in as `start.user`. */
  begin(data: SessionData, start: SessionStart): void {
    data.passport = { user: start.user };
    data.startedAt = this.#options.clock.now().getTime();
    this.#starting.set(data, start);
  }

  override get(sid: string, callback: (error: unknown, data?: SessionData | null) => void): void {
    this.#load(sid).then(
      (data) => callback(null, data),
      (error: unknown) => callback(error),
    );
  }

  override set(sid: string, data: SessionData, callback?: Done): void {
    settle(this.#save(sid, data), callback);
  }

  override touch(sid: string, data: SessionData, callback?: Done): void {
    const end = this.#endOf(data);
    const isWorthIt = end.getTime() - (data.validUntil ?? 0) >= worthAWrite;
    settle(isWorthIt ? this.#options.store.touch(sessionIdOf(sid), end) : Promise.resolve(), callback);
  }

  override destroy(sid: string, callback?: Done): void {
    settle(this.#options.store.destroy(sessionIdOf(sid)), callback);
  }

  #endOf(data: SessionData): Date {
    const now = this.#options.clock.now();
    return sessionEnd(new Date(data.startedAt ?? now), now, this.#options.lifetimes);
  }

  async #load(sid: string): Promise<SessionData | null> {
    const record = await this.#options.store.get(sessionIdOf(sid));
    if (record === undefined || !isLive(record, this.#options.clock.now())) return null;
    const data = sessionDataOf(record, this.#options.box);
    // The middleware makes its own Cookie of what it wrote itself.
    const cookie = data?.cookie as unknown as SessionData['cookie'];
    return data === undefined ? null : { ...data, cookie, startedAt: record.createdAt.getTime(), validUntil: record.expiresAt.getTime() };
  }

  async #save(sid: string, data: SessionData): Promise<void> {
    const { store, box, clock } = this.#options;
    const id = sessionIdOf(sid);
    const change = { sealedData: box.seal(JSON.stringify(data)), expiresAt: this.#endOf(data) };
    const start = this.#starting.get(data);
    if (start === undefined) {
      await store.update(id, change);
      return;
    }
    const createdAt = new Date(data.startedAt ?? clock.now());
    await store.set({ id, sealedTokens: sealTokens(box, start.tokens), createdAt, ...change });
    this.#starting.delete(data);
  }
}
