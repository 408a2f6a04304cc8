import { LessThanOrEqual } from 'typeorm';
import { WebSession } from '../../../entities/index.ts';
import type { SessionStore } from '../../features/identity/index.ts';
import type { Database } from '../../kernel/database.ts';

/** Web sessions in the database. */
export const createWebSessionStore = (database: Database): SessionStore => ({
  set: (record) =>
    database.transaction(async (manager) => {
      await manager.delete(WebSession, { id: record.id });
      await manager.insert(WebSession, { ...record, createdAt: record.createdAt.toISOString(), expiresAt: record.expiresAt.toISOString() });
    }),
  get: async (id) => {
    const row = await database.reader.findOneBy(WebSession, { id });
    return row ? { ...row, createdAt: new Date(row.createdAt), expiresAt: new Date(row.expiresAt) } : undefined;
  },
  update: (id, change) =>
    database.transaction(async (manager) => {
      const done = await manager.update(WebSession, { id }, { ...change, expiresAt: change.expiresAt.toISOString() });
      return done.affected === 1;
    }),
  saveTokens: (id, sealedTokens) =>
    database.transaction(async (manager) => (await manager.update(WebSession, { id }, { sealedTokens })).affected === 1),
  touch: (id, expiresAt) =>
    database.transaction(async (manager) => {
      await manager.update(WebSession, { id }, { expiresAt: expiresAt.toISOString() });
    }),
  destroy: (id) =>
    database.transaction(async (manager) => {
      await manager.delete(WebSession, { id });
    }),
  removeExpired: (now) =>
    database.transaction(async (manager) => (await manager.delete(WebSession, { expiresAt: LessThanOrEqual(now.toISOString()) })).affected ?? 0),
});
