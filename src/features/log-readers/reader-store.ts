import { IsNull, type EntityManager } from 'typeorm';
import { SmartAgentLogReader } from '../../../entities/index.ts';
import { insert, type Database, type Row } from '../../kernel/database.ts';

/** A log reader's row. */
export type ReaderRow = Row<SmartAgentLogReader>;

/** Log readers in the database. Whatever an admin asks for names the tenant. */
export class ReaderStore {
  constructor(private readonly database: Database) {}

  /** A tenant's readers, newest first. */
  list(tenantId: string): Promise<ReaderRow[]> {
    return this.database.reader.find(SmartAgentLogReader, { where: { tenantId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** One reader of a tenant, or null. */
  find(tenantId: string, id: string): Promise<ReaderRow | null> {
    return this.database.reader.findOneBy(SmartAgentLogReader, { tenantId, id });
  }

  /** The reader behind an application that another issuer vouches for; null where it is not exactly one. */
  async ofApplication(tenantId: string, clientApplication: string): Promise<ReaderRow | null> {
    const [reader, ...others] = await this.database.reader.findBy(SmartAgentLogReader, { tenantId, clientApplication, endedAt: IsNull() });
    return others.length === 0 ? (reader ?? null) : null;
  }

  /** Adds a reader in a transaction. */
  add(manager: EntityManager, row: ReaderRow): Promise<void> {
    return this.database.apply(manager, [insert(SmartAgentLogReader, row)]);
  }

  /** Ends a reader in a transaction; false where somebody was quicker. */
  async end(manager: EntityManager, { id, tenantId }: ReaderRow, set: Pick<ReaderRow, 'endedAt' | 'endedBySubjectId'>): Promise<boolean> {
    return (await manager.update(SmartAgentLogReader, { id, tenantId, endedAt: IsNull() }, set)).affected === 1;
  }
}
