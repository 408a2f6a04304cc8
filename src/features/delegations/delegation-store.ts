import { IsNull, type EntityManager } from 'typeorm';
import { SmartAgentDelegation } from '../../../entities/index.ts';
import { insert, type Database, type Row, type Write } from '../../kernel/database.ts';

/** A delegation as it is stored. */
export type DelegationRow = Row<SmartAgentDelegation>;

/** The kind of a delegation that is given to an agent for a workflow, and not opened with a conversation. */
export const standing = 'standing';

/** At most this many are listed. */
const mostListed = 500;

/** Delegations that people gave to agents. */
export class DelegationStore {
  constructor(private readonly database: Database) {}

  /** A delegation of a tenant, those of conversations left out. */
  find(tenantId: string, id: string): Promise<DelegationRow | null> {
    return this.database.reader.findOneBy(SmartAgentDelegation, { id, tenantId, kind: standing });
  }

  /** A tenant's delegations, newest first. */
  list(tenantId: string): Promise<DelegationRow[]> {
    return this.database.reader.find(SmartAgentDelegation, { where: { tenantId, kind: standing }, order: { createdAt: 'DESC' }, take: mostListed });
  }

  /** The write that gives one. */
  added(row: DelegationRow): Write {
    return insert(SmartAgentDelegation, row);
  }

  /** Revokes one for good; false where it was revoked already. */
  async revoke(
    manager: EntityManager,
    id: string,
    by: { readonly revokedAt: string; readonly revokedBySubjectId: string; readonly revokeReason: string },
  ): Promise<boolean> {
    const changed = await manager.update(SmartAgentDelegation, { id, kind: standing, revokedAt: IsNull() }, { ...by, sealedSignIn: null });
    return changed.affected === 1;
  }

  /** Puts another sign-in behind one that is not revoked, or none; false where it was revoked. */
  async signIn(manager: EntityManager, id: string, sealedSignIn: string | null): Promise<boolean> {
    const changed = await manager.update(SmartAgentDelegation, { id, kind: standing, revokedAt: IsNull() }, { sealedSignIn });
    return changed.affected === 1;
  }
}
