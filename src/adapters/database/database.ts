import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource, EntityManager } from 'typeorm';
import type { Database, Write } from '../../kernel/database.ts';
import { openDataSource, sqliteFile } from './data-source.ts';
import { FileWatch } from './file-watch.ts';
import { GroupCommit } from './group-commit.ts';
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

/** Up to this size a database is written anew; of a larger one, deleted rows were overwritten with zeros. */
const mostRewrittenBytes = 256 * 1_048_576;

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
    reader: reader.manager,
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

/** Readers have connections of their own: a transaction that looks something up besides must not wait for one that waits for it. */
const sqlServer = (source: DataSource, reader: DataSource): OpenDatabase => {
  const transaction = <Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> => retryDeadlocks(() => source.transaction(work));
  const groups = new GroupCommit(transaction);
  return {
    dialect: 'mssql',
    reader: reader.manager,
    commit: (writes: readonly Write[]) => groups.commit(writes),
    transaction,
    apply,
    compact: () => Promise.resolve(),
    close: async () => {
      await reader.destroy();
      await source.destroy();
    },
  };
};

/** Opens a database by its URL and brings its schema up to date. */
export const openDatabase = async (url: string): Promise<OpenDatabase> => {
  const writer = await openDataSource(url);
  await writer.runMigrations();
  const reader = await openDataSource(url, 'readonly');
  return url.startsWith('sqlite:') ? sqlite(writer, reader, sqliteFile(url)) : sqlServer(writer, reader);
};
