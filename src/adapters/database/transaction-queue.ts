import type BetterSqlite3 from 'better-sqlite3';
import type { DataSource, EntityManager } from 'typeorm';
import type { FileWatch } from './file-watch.ts';
import { sqliteConnection } from './sqlite-connection.ts';

/**
 * One transaction after the other. TypeORM's better-sqlite3 driver has a single connection, on which
 * two transactions at once would nest as savepoints of each other, and one's rollback take the other's
 * rows with it.
 */
export class TransactionQueue {
  #tail: Promise<unknown> = Promise.resolve();

  /** `watch`: looked at around each transaction, so that none counts that went into a file which is gone. */
  constructor(
    private readonly source: DataSource,
    private readonly watch: Pick<FileWatch, 'check'> = { check: () => undefined },
  ) {}

  /** Runs the work in a transaction of its own, when all before it are done. */
  run<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    const result = this.#tail.then(() => this.#transaction(work));
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** Runs work on the connection itself, outside of any transaction, when all before it are done. */
  alone(work: (connection: BetterSqlite3.Database) => void): Promise<void> {
    const result = this.#tail.then(() => {
      const connection = sqliteConnection(this.source);
      if (connection) work(connection);
    });
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything queued so far is done. */
  async idle(): Promise<void> {
    await this.#tail;
  }

  async #transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    this.watch.check();
    try {
      const result = await this.source.transaction(work);
      this.watch.check();
      return result;
    } catch (error) {
      await this.#mend();
      throw error;
    }
  }

  /**
   * SQLite ends a transaction by itself where it cannot go on (a full disk, an I/O error). TypeORM's rollback then
   * fails, and it would take every later transaction for a part of this one and never commit it. So it is given a
   * transaction to roll back.
   */
  async #mend(): Promise<void> {
    const connection = sqliteConnection(this.source);
    const runner = this.source.createQueryRunner();
    if (!connection?.open || !runner.isTransactionActive) return;
    if (!connection.inTransaction) connection.exec('BEGIN');
    await runner.rollbackTransaction();
  }
}
