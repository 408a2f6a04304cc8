/** A web session as it is kept; only signed-in people have one. */
export interface WebSessionRecord {
  /** SHA-256 of the session id in the cookie, 64 hexadecimal digits: reading the table signs nobody in. */
  readonly id: string;
  /** Sealed: who is signed in, the anti-forgery token, and whatever else requests keep. */
  readonly sealedData: string;
  /** Sealed: the session's tokens; written apart from the data, so that neither overwrites the other. */
  readonly sealedTokens: string;
  readonly createdAt: Date;
  /** When the session ends if nothing happens before. */
  readonly expiresAt: Date;
}

/**
 * Where web sessions are kept. Each call is durable when its promise settles;
 * `test/identity/session-store-contract.ts` holds every implementation to the rules written here.
 */
export interface SessionStore {
  /** Inserts a new session, or replaces all of one with the same id, its token cache too. */
  set(record: WebSessionRecord): Promise<void>;
  /** The session, expired or not. */
  get(id: string): Promise<WebSessionRecord | undefined>;
  /** Replaces `sealedData` and `expiresAt`; false, and nothing written, if the session is gone (a sign-out stays one). */
  update(id: string, change: { readonly sealedData: string; readonly expiresAt: Date }): Promise<boolean>;
  /** Replaces `sealedTokens`; false, and nothing written, if the session is gone. */
  saveTokens(id: string, sealedTokens: string): Promise<boolean>;
  /** The sealed cache of what was got on the session's behalf; undefined where nothing was. */
  tokenCache(id: string): Promise<string | undefined>;
  /** Replaces the cache, which ends with the session; false, and nothing written, if the session is gone. */
  saveTokenCache(id: string, sealedCache: string): Promise<boolean>;
  /** Moves `expiresAt`; nothing happens if the session is gone. */
  touch(id: string, expiresAt: Date): Promise<void>;
  /** Removes the session; removing what is not there is no error. */
  destroy(id: string): Promise<void>;
  /** Removes what expired at or before `now`; returns how many sessions. */
  removeExpired(now: Date): Promise<number>;
}
