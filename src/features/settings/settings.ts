import type { EntityManager } from 'typeorm';
import { SmartAgentSetup, SmartAgentVersion } from '../../../entities/index.ts';
import type { Database } from '../../kernel/database.ts';
import { notFound } from '../../kernel/errors.ts';
import { holdLock } from '../../kernel/transaction-lock.ts';
import { loadSettings, versionOf } from './load-settings.ts';
import type { AgentVersion, TenantSettings } from './tenant-settings.ts';

const lockOf = (tenantId: string): string => `settings ${tenantId}`;

/**
 * A tenant's settings as they are at this moment. Each use costs one small read of the revision; the
 * rest is loaded again only when the revision moved, so a change takes effect on the very next call,
 * whichever node made it. An erasure moves it too, so what is kept here names nobody any more.
 */
export class Settings {
  readonly #known = new Map<string, TenantSettings>();
  readonly #versions = new Map<string, { readonly revision: number | null; readonly version: AgentVersion }>();

  constructor(private readonly database: Database) {}

  /** The settings now. Throws `not_found` for a tenant that was never set up. */
  async current(tenantId: string): Promise<TenantSettings> {
    const known = this.#known.get(tenantId);
    if (known && (await this.revision(this.database.reader, tenantId)) === known.revision) return known;
    const loaded = await loadSettings(this.database.reader, tenantId);
    this.#known.set(tenantId, loaded);
    return loaded;
  }

  /** The revision as the given manager sees it; in a transaction, the one that the transaction holds. */
  async revision(manager: EntityManager, tenantId: string): Promise<number | null> {
    const parameter = this.database.dialect === 'mssql' ? '@0' : '?';
    const rows: { revision: number }[] = await manager.query(`SELECT "revision" FROM "SmartAgentSetup" WHERE "tenantId" = ${parameter}`, [tenantId]);
    return rows[0]?.revision ?? null;
  }

  /** The revision, which nobody changes until the manager's transaction ends. */
  async heldRevision(manager: EntityManager, tenantId: string): Promise<number | null> {
    await holdLock(manager, lockOf(tenantId), 'shared');
    return this.revision(manager, tenantId);
  }

  /** A version by its id, read again when the revision moved: an erasure may have taken a name out of it. Throws `not_found`. */
  async version(tenantId: string, versionId: string): Promise<AgentVersion> {
    const revision = await this.revision(this.database.reader, tenantId);
    const key = `${tenantId} ${versionId}`;
    const known = this.#versions.get(key);
    if (known?.revision === revision) return known.version;
    const row = await this.database.reader.findOneBy(SmartAgentVersion, { id: versionId, tenantId });
    if (!row) throw notFound('agent version');
    const version = versionOf(row);
    this.#versions.set(key, { revision, version });
    return version;
  }
}

/** Marks that something was set in a tenant; belongs into the transaction that sets it. */
export const bumpRevision = async (manager: EntityManager, tenantId: string): Promise<void> => {
  await holdLock(manager, lockOf(tenantId), 'exclusive');
  await manager.increment(SmartAgentSetup, { tenantId }, 'revision', 1);
};
