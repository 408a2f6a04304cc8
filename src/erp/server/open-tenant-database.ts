import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createIdempotencyTable } from '../api/index.ts';
import { seedDemoCompany } from '../demo/index.ts';
import type { EmbeddedErpOptions, EmbeddedErpTenant } from './erp-options.ts';

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Opens a tenant's database, with schema and demo data if it is new. WAL with full synchronisation: an answer
 * that says "created" is on the disk.
 */
export const openTenantDatabase = (options: EmbeddedErpOptions, tenant: EmbeddedErpTenant): Database.Database => {
  if (!guid.test(tenant.tid)) throw new Error(`A tenant id must be a lower-case GUID, not ${JSON.stringify(tenant.tid)}`);
  mkdirSync(options.dataDir, { recursive: true });
  const db = new Database(join(options.dataDir, `erp-${tenant.tid}.sqlite`));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('busy_timeout = 5000');
  db.pragma('cache_size = -32000');
  const isNew = seedDemoCompany(db, { demo: tenant.demo, anchorDate: options.anchorDate, users: tenant.users });
  if (isNew) db.exec('ANALYZE');
  createIdempotencyTable(db);
  return db;
};
