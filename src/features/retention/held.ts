import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { ChainRecordType } from '../../domain/log-chain.ts';

/** A record that retention is about to remove. */
export interface LoggedRecord {
  readonly tenantId: string;
  readonly recordType: ChainRecordType;
  readonly recordId: string;
}

/** What may not go, whatever its age. Asked within the transaction that removes. */
export interface Held {
  /** Which of these records; their ids. */
  records(manager: EntityManager, records: readonly LoggedRecord[]): Promise<ReadonlySet<string>>;
  /** Which conversations, as a condition on a session's id (`session`, as the query writes it); null where none is. */
  conversations(
    manager: EntityManager,
    tenantId: string,
    session: string,
  ): Promise<{ readonly sql: string; readonly parameters: ObjectLiteral } | null>;
  /** Whose missed lookups, and those of which periods. */
  missedLookups(
    manager: EntityManager,
    tenantId: string,
  ): Promise<{ readonly callers: readonly string[]; readonly periods: readonly { readonly from: string; readonly to: string }[] }>;
}
