import type { IdentityProviderStore, ProviderRecord, StoredProviderRecord } from '../../src/identity-provider/index.ts';

interface Kept extends ProviderRecord {
  consumedAt: Date | null;
}

/** The provider's store in memory; it outlives any provider that uses it. */
export class InMemoryProviderStore implements IdentityProviderStore {
  readonly records = new Map<string, Kept>();

  upsert(record: ProviderRecord): Promise<void> {
    const key = this.#key(record.model, record.id);
    this.records.set(key, { ...record, consumedAt: this.records.get(key)?.consumedAt ?? null });
    return Promise.resolve();
  }

  find(model: string, id: string): Promise<StoredProviderRecord | undefined> {
    return Promise.resolve(this.#read(this.records.get(this.#key(model, id))));
  }

  findByUid(model: string, uid: string): Promise<StoredProviderRecord | undefined> {
    return Promise.resolve(this.#read(this.#first((record) => record.model === model && record.uid === uid)));
  }

  findByUserCode(model: string, userCode: string): Promise<StoredProviderRecord | undefined> {
    return Promise.resolve(this.#read(this.#first((record) => record.model === model && record.userCode === userCode)));
  }

  consume(model: string, id: string, at: Date): Promise<boolean> {
    const record = this.records.get(this.#key(model, id));
    if (record === undefined || record.consumedAt !== null) return Promise.resolve(false);
    record.consumedAt = at;
    return Promise.resolve(true);
  }

  destroy(model: string, id: string): Promise<void> {
    this.records.delete(this.#key(model, id));
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    this.#removeWhere((record) => record.grantId === grantId);
    return Promise.resolve();
  }

  removeExpired(now: Date): Promise<number> {
    return Promise.resolve(this.#removeWhere(({ expiresAt }) => expiresAt !== null && expiresAt <= now));
  }

  #key(model: string, id: string): string {
    return `${model}:${id}`;
  }

  #first(matches: (record: Kept) => boolean): Kept | undefined {
    return [...this.records.values()].find(matches);
  }

  #read(record: Kept | undefined): StoredProviderRecord | undefined {
    return record === undefined ? undefined : { id: record.id, payload: record.payload, consumedAt: record.consumedAt };
  }

  #removeWhere(matches: (record: Kept) => boolean): number {
    let removed = 0;
    for (const [key, record] of this.records) {
      if (!matches(record)) continue;
      this.records.delete(key);
      removed += 1;
    }
    return removed;
  }
}
