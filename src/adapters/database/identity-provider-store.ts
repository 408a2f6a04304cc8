import { IsNull, LessThanOrEqual } from 'typeorm';
import { IdentityProviderRecord } from '../../../entities/index.ts';
import type { IdentityProviderStore, StoredProviderRecord } from '../../identity-provider/index.ts';
import type { Database } from '../../kernel/database.ts';

const stored = (row: IdentityProviderRecord | null): StoredProviderRecord | undefined =>
  row ? { id: row.id, payload: row.payload, consumedAt: row.consumedAt === null ? null : new Date(row.consumedAt) } : undefined;

/** The embedded identity provider's state in the database. */
export const createIdentityProviderStore = (database: Database): IdentityProviderStore => ({
  upsert: (record) =>
    database.transaction(async (manager) => {
      const { model, id } = record;
      const row = { ...record, expiresAt: record.expiresAt?.toISOString() ?? null };
      const changed = await manager.update(IdentityProviderRecord, { model, id }, row);
      if (changed.affected === 0) await manager.insert(IdentityProviderRecord, { ...row, consumedAt: null });
    }),
  find: async (model, id) => stored(await database.reader.findOneBy(IdentityProviderRecord, { model, id })),
  findByUid: async (model, uid) => stored(await database.reader.findOneBy(IdentityProviderRecord, { model, uid })),
  findByUserCode: async (model, userCode) => stored(await database.reader.findOneBy(IdentityProviderRecord, { model, userCode })),
  consume: (model, id, at) =>
    database.transaction(async (manager) => {
      const done = await manager.update(IdentityProviderRecord, { model, id, consumedAt: IsNull() }, { consumedAt: at.toISOString() });
      return done.affected === 1;
    }),
  destroy: (model, id) =>
    database.transaction(async (manager) => {
      await manager.delete(IdentityProviderRecord, { model, id });
    }),
  revokeByGrantId: (grantId) =>
    database.transaction(async (manager) => {
      await manager.delete(IdentityProviderRecord, { grantId });
    }),
  removeExpired: (now) =>
    database.transaction(
      async (manager) => (await manager.delete(IdentityProviderRecord, { expiresAt: LessThanOrEqual(now.toISOString()) })).affected ?? 0,
    ),
});
