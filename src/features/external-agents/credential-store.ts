import { IsNull, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import { SmartAgent, SmartAgentCredential, SmartAgentDelegation, Tenant } from '../../../entities/index.ts';
import { insert, update, type Database, type Row } from '../../kernel/database.ts';
import { holdLock } from '../../kernel/transaction-lock.ts';

/** A credential's row. */
export type CredentialRow = Row<SmartAgentCredential>;
/** A delegation's row. */
export type DelegationRow = Row<SmartAgentDelegation>;

/** Credentials in the database, with what is looked up beside them. Whatever an admin asks for names the tenant. */
export class CredentialStore {
  constructor(private readonly database: Database) {}

  /** An agent's credentials, newest first. */
  list(tenantId: string, agentId: string): Promise<CredentialRow[]> {
    return this.database.reader.find(SmartAgentCredential, { where: { tenantId, agentId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** One credential of a tenant, or null. */
  find(tenantId: string, id: string): Promise<CredentialRow | null> {
    return this.database.reader.findOneBy(SmartAgentCredential, { tenantId, id });
  }

  /** Every credential of an OAuth client; client ids are unique across tenants. */
  ofClient(clientId: string): Promise<CredentialRow[]> {
    return this.database.reader.findBy(SmartAgentCredential, { clientId });
  }

  /** How many of a client's credentials are live; nobody adds one before the manager's transaction ends. */
  async heldLiveCount(manager: EntityManager, clientId: string, now: string): Promise<number> {
    await holdLock(manager, `credentials ${clientId}`, 'exclusive');
    return manager.countBy(SmartAgentCredential, { clientId, revokedAt: IsNull(), expiresAt: MoreThan(now) });
  }

  /** Adds a credential in a transaction. */
  add(manager: EntityManager, row: CredentialRow): Promise<void> {
    return this.database.apply(manager, [insert(SmartAgentCredential, row)]);
  }

  /** Changes a credential that is not revoked, in a transaction; false where somebody was quicker. */
  async change(manager: EntityManager, row: CredentialRow, set: Partial<CredentialRow>): Promise<boolean> {
    const where = { id: row.id, tenantId: row.tenantId, revokedAt: IsNull(), expiresAt: row.expiresAt };
    return (await manager.update(SmartAgentCredential, where, set)).affected === 1;
  }

  /** Keeps when a credential last got a token. */
  used(id: string, now: string): Promise<void> {
    return this.database.commit([update(SmartAgentCredential, { id }, { lastUsedAt: now })]);
  }

  /** The agent behind an application that another issuer vouches for; null where it is not exactly one. */
  async agentOfApplication(tenantId: string, clientApplication: string): Promise<string | null> {
    const [agent, ...others] = await this.database.reader.findBy(SmartAgent, { tenantId, kind: 'external', clientApplication });
    return others.length === 0 ? (agent?.id ?? null) : null;
  }

  /** The delegations to an agent that are in force, oldest first. */
  async delegations(tenantId: string, agentId: string, now: string): Promise<readonly DelegationRow[]> {
    const where = { tenantId, agentId, revokedAt: IsNull(), validFrom: LessThanOrEqual(now) };
    const rows = await this.database.reader.find(SmartAgentDelegation, { where, order: { createdAt: 'ASC', id: 'ASC' } });
    return rows.filter(({ validTo }) => validTo === null || validTo > now);
  }

  /** A tenant's name; empty where there is none. */
  async tenantName(id: string): Promise<string> {
    return (await this.database.reader.findOneBy(Tenant, { id }))?.name ?? '';
  }
}
