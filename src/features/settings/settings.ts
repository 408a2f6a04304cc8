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
 * whichever node made it.
 */
export class Settings {
  readonly #known = new Map<string, TenantSettings>();
  readonly #versions = new Map<string, AgentVersion>();

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

  /** A version by its id; versions never change, so each is read once. */
  async version(tenantId: string, versionId: string): Promise<AgentVersion> {
    const known = this.#versions.get(versionId);
    if (known) return known;
    const row = await this.database.reader.findOneBy(SmartAgentVersion, { id: versionId, tenantId });
    if (!row) throw notFound('agent version');
    const version = versionOf(row);
    this.#versions.set(versionId, version);
    return version;
  }
}

/** Marks that something was set in a tenant; belongs into the transaction that sets it. */
export const bumpRevision = async (manager: EntityManager, tenantId: string): Promise<void> => {
  await holdLock(manager, lockOf(tenantId), 'exclusive');
  await manager.increment(SmartAgentSetup, { tenantId }, 'revision', 1);
};
