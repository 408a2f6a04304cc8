import { LessThanOrEqual, type EntityManager } from 'typeorm';
import { ErpTokenCache, WebSession } from '../../../entities/index.ts';
import type { SessionStore } from '../../features/identity/index.ts';
import type { Database } from '../../kernel/database.ts';

const remove = async (manager: EntityManager, id: string): Promise<void> => {
  await manager.delete(ErpTokenCache, { sessionId: id });
  await manager.delete(WebSession, { id });
};

/** Web sessions in the database. */
export const createWebSessionStore = (database: Database): SessionStore => ({
  set: (record) =>
    database.transaction(async (manager) => {
      await remove(manager, record.id);
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
  tokenCache: async (id) => (await database.reader.findOneBy(ErpTokenCache, { sessionId: id }))?.sealedCache,
  saveTokenCache: (id, sealedCache) =>
    database.transaction(async (manager) => {
      if (!(await manager.existsBy(WebSession, { id }))) return false;
      await manager.delete(ErpTokenCache, { sessionId: id });
      await manager.insert(ErpTokenCache, { sessionId: id, sealedCache });
      return true;
    }),
  touch: (id, expiresAt) =>
    database.transaction(async (manager) => {
      await manager.update(WebSession, { id }, { expiresAt: expiresAt.toISOString() });
    }),
  destroy: (id) => database.transaction((manager) => remove(manager, id)),
  removeExpired: (now) =>
    database.transaction(async (manager) => {
      const { affected } = await manager.delete(WebSession, { expiresAt: LessThanOrEqual(now.toISOString()) });
      await manager.createQueryBuilder().delete().from(ErpTokenCache).where('"sessionId" NOT IN (SELECT "id" FROM "WebSession")').execute();
      return affected ?? 0;
    }),
});
