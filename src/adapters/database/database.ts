import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource, EntityManager } from 'typeorm';
import type { Database, Write } from '../../kernel/database.ts';
import { openDataSource, sqliteFile } from './data-source.ts';
import { FileWatch } from './file-watch.ts';
import { GroupCommit } from './group-commit.ts';
import { preparedReader } from './prepared-reader.ts';
import { retryDeadlocks } from './retry-deadlocks.ts';
import { TransactionQueue } from './transaction-queue.ts';
import { runWrite } from './write-statement.ts';

/** An open database that can be closed. */
export interface OpenDatabase extends Database {
  close(): Promise<void>;
  /**
   * Leaves nothing of deleted rows in SQLite's files: the database is written anew, its write-ahead log emptied. Throws
   * where a reader is in the way. SQL Server cleans its pages by itself.
   */
  compact(): Promise<void>;
}

const apply = async (manager: EntityManager, writes: readonly Write[]): Promise<void> => {
  for (const write of writes) await runWrite(manager, write);
};

/** Up to this size a database is written anew, while everybody waits; of a larger one, deleted rows were overwritten with zeros. */
const mostRewrittenBytes = 64 * 1_048_576;

const compactSqlite = (connection: BetterSqlite3.Database): void => {
  const bytes = Number(connection.pragma('page_count', { simple: true })) * Number(connection.pragma('page_size', { simple: true }));
  if (bytes <= mostRewrittenBytes) connection.exec('VACUUM');
  const [end] = connection.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (end?.busy !== 0) throw new Error('the write-ahead log could not be emptied while somebody reads');
};

const sqlite = (writer: DataSource, reader: DataSource, file: string): OpenDatabase => {
  const queue = new TransactionQueue(writer, new FileWatch(file));
  const groups = new GroupCommit((work) => queue.run(work));
  return {
    dialect: 'sqlite',
    reader: preparedReader(reader),
    commit: (writes: readonly Write[]) => groups.commit(writes),
    transaction: (work) => queue.run(work),
    apply,
    compact: () => queue.alone(compactSqlite),
    close: async () => {
      await queue.idle();
      await reader.destroy();
      await writer.destroy();
    },
  };
};

/** Runs work in a transaction on one of a server's connections, again where it was undone for another's sake. */
const transactionOn =
  (source: DataSource): Database['transaction'] =>
  (work) =>
    retryDeadlocks(() => source.transaction(work));

/**
 * Readers have connections of their own: a transaction that looks something up besides must not wait for one that waits
 * for it. So have the commits that many share: however many transactions wait for a lock, what happened is written down.
 */
const sqlServer = ({ writer, reader, committer }: Readonly<Record<'writer' | 'reader' | 'committer', DataSource>>): OpenDatabase => {
  const groups = new GroupCommit(transactionOn(committer));
  return {
    dialect: 'mssql',
    reader: reader.manager,
    commit: (writes: readonly Write[]) => groups.commit(writes),
    transaction: transactionOn(writer),
    apply,
    compact: () => Promise.resolve(),
    close: async () => {
      for (const source of [reader, committer, writer]) await source.destroy();
    },
  };
};

/** Opens a database by its URL and brings its schema up to date. */
export const openDatabase = async (url: string): Promise<OpenDatabase> => {
  const writer = await openDataSource(url);
  await writer.runMigrations();
  const reader = await openDataSource(url, 'readonly');
  return url.startsWith('sqlite:') ? sqlite(writer, reader, sqliteFile(url)) : sqlServer({ writer, reader, committer: await openDataSource(url) });
};
