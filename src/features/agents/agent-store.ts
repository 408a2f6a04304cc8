import { In, type EntityManager } from 'typeorm';
import { SmartAgent, SmartAgentExecuteGrant, SmartAgentVersion } from '../../../entities/index.ts';
import type { Database, Row } from '../../kernel/database.ts';

/** An agent with the version it has now and the grants on it. */
export interface StoredAgent {
  readonly row: Row<SmartAgent>;
  readonly version: Row<SmartAgentVersion>;
  readonly grants: readonly Row<SmartAgentExecuteGrant>[];
}

/** Agents in the database. Every reading names the tenant. */
export class AgentStore {
  constructor(private readonly database: Database) {}

  /** All agents of a tenant, by name. */
  async list(tenantId: string): Promise<readonly StoredAgent[]> {
    return this.#whole(tenantId, await this.database.reader.find(SmartAgent, { where: { tenantId }, order: { name: 'ASC', id: 'ASC' } }));
  }

  /** An agent of a tenant, or null. */
  async find(tenantId: string, id: string): Promise<StoredAgent | null> {
    const [agent] = await this.#whole(tenantId, await this.database.reader.findBy(SmartAgent, { tenantId, id }));
    return agent ?? null;
  }

  /** An agent's versions, newest first. */
  versions(tenantId: string, agentId: string): Promise<Row<SmartAgentVersion>[]> {
    return this.database.reader.find(SmartAgentVersion, { where: { tenantId, agentId }, order: { number: 'DESC' } });
  }

  /** One version of an agent by its number, or null. */
  version(tenantId: string, agentId: string, number: number): Promise<Row<SmartAgentVersion> | null> {
    return this.database.reader.findOneBy(SmartAgentVersion, { tenantId, agentId, number });
  }

  /** Changes an agent's row if it still is at `revision`, and moves it on; false where somebody was quicker. */
  async claim(manager: EntityManager, at: Pick<Row<SmartAgent>, 'id' | 'tenantId' | 'revision'>, set: Partial<Row<SmartAgent>>): Promise<boolean> {
    const changed = await manager.update(
      SmartAgent,
      { id: at.id, tenantId: at.tenantId, revision: at.revision },
      { ...set, revision: at.revision + 1 },
    );
    return changed.affected === 1;
  }

  /** Takes grants away. */
  async removeGrants(manager: EntityManager, tenantId: string, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await manager.delete(SmartAgentExecuteGrant, { tenantId, id: In([...ids]) });
  }

  async #whole(tenantId: string, rows: readonly Row<SmartAgent>[]): Promise<readonly StoredAgent[]> {
    const { reader } = this.database;
    const versions = await reader.findBy(SmartAgentVersion, { tenantId, id: In(rows.map(({ currentVersionId }) => currentVersionId)) });
    const grants = await reader.findBy(SmartAgentExecuteGrant, { tenantId, agentId: In(rows.map(({ id }) => id)) });
    return rows.flatMap((row) => {
      const version = versions.find(({ id }) => id === row.currentVersionId);
      return version ? [{ row, version, grants: grants.filter(({ agentId }) => agentId === row.id) }] : [];
    });
  }
}
