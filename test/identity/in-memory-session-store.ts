import type { SessionStore, WebSessionRecord } from '../../src/features/identity/index.ts';

/** Web sessions in memory; they outlive any identity feature that uses them. */
export class InMemorySessionStore implements SessionStore {
  readonly records = new Map<string, WebSessionRecord>();
  readonly tokenCaches = new Map<string, string>();
  /** How often something was written, for tests of what is worth a write. */
  writes = 0;

  set(record: WebSessionRecord): Promise<void> {
    this.writes += 1;
    this.tokenCaches.delete(record.id);
    this.records.set(record.id, record);
    return Promise.resolve();
  }

  get(id: string): Promise<WebSessionRecord | undefined> {
    return Promise.resolve(this.records.get(id));
  }

  update(id: string, change: { sealedData: string; expiresAt: Date }): Promise<boolean> {
    return this.#change(id, change);
  }

  saveTokens(id: string, sealedTokens: string): Promise<boolean> {
    return this.#change(id, { sealedTokens });
  }

  tokenCache(id: string): Promise<string | undefined> {
    return Promise.resolve(this.tokenCaches.get(id));
  }

  saveTokenCache(id: string, sealedCache: string): Promise<boolean> {
    if (!this.records.has(id)) return Promise.resolve(false);
    this.tokenCaches.set(id, sealedCache);
    return Promise.resolve(true);
  }

  async touch(id: string, expiresAt: Date): Promise<void> {
    await this.#change(id, { expiresAt });
  }

  destroy(id: string): Promise<void> {
    this.#remove(id);
    return Promise.resolve();
  }

  removeExpired(now: Date): Promise<number> {
    const expired = [...this.records.values()].filter(({ expiresAt }) => expiresAt <= now);
    for (const { id } of expired) this.#remove(id);
    return Promise.resolve(expired.length);
  }

  #remove(id: string): void {
    this.records.delete(id);
    this.tokenCaches.delete(id);
  }

  #change(id: string, change: Partial<WebSessionRecord>): Promise<boolean> {
    const record = this.records.get(id);
    if (record === undefined) return Promise.resolve(false);
    this.writes += 1;
    this.records.set(id, { ...record, ...change });
    return Promise.resolve(true);
  }
}
