/**
 * One thing the provider remembers: a session, a grant, a code, a refresh token, a replayed assertion.
 * `id` is a SHA-256 of the value the browser or client holds and `payload` is sealed, so that whoever
 * reads the table can neither sign in nor learn who did.
 */
export interface ProviderRecord {
  /** Kind of thing, in the provider library's words (`Session`, `Grant`, `RefreshToken`, …). */
  readonly model: string;
  /** 64 hexadecimal digits; unique within its model. */
  readonly id: string;
  /** Sealed text of any length. */
  readonly payload: string;
  /** The grant that, once revoked, takes this record with it. */
  readonly grantId: string | null;
  /** Hash of a device flow's user code. */
  readonly userCode: string | null;
  /** The session's stable id, which survives changes of its cookie. */
  readonly uid: string | null;
  /** When it may be deleted; null never expires. */
  readonly expiresAt: Date | null;
}

/** What is read back of a record. */
export interface StoredProviderRecord {
  /** The id it is kept under. */
  readonly id: string;
  readonly payload: string;
  /** When it was used up, if it was. */
  readonly consumedAt: Date | null;
}

/**
 * Where the provider keeps its state; nothing is lost by a restart that uses the same store.
 * Each call is durable when its promise settles. `test/identity-provider/store-contract.ts` holds
 * every implementation to the rules written here.
 */
export interface IdentityProviderStore {
  /** Inserts or replaces the record of this model and id; a replaced record keeps its consumption. */
  upsert(record: ProviderRecord): Promise<void>;
  find(model: string, id: string): Promise<StoredProviderRecord | undefined>;
  findByUid(model: string, uid: string): Promise<StoredProviderRecord | undefined>;
  findByUserCode(model: string, userCode: string): Promise<StoredProviderRecord | undefined>;
  /** Marks a record as used up; atomically true for exactly one caller, false for every other or if it is gone. */
  consume(model: string, id: string, at: Date): Promise<boolean>;
  /** Removes one record; removing what is not there is no error. */
  destroy(model: string, id: string): Promise<void>;
  /** Removes every record, of whatever model, whose `grantId` this is. */
  revokeByGrantId(grantId: string): Promise<void>;
  /** Removes what expired at or before `now`; returns how many records. */
  removeExpired(now: Date): Promise<number>;
}
