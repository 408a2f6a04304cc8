import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../../src/adapters/database/data-source.ts';
import { TransactionQueue } from '../../src/adapters/database/transaction-queue.ts';

describe('The transaction queue', () => {
  let folder: string;
  let source: DataSource;
  let queue: TransactionQueue;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smart-agents-'));
    source = await openDataSource(`sqlite:${join(folder, 'queue.sqlite')}`);
    await source.query('CREATE TABLE note (id INTEGER PRIMARY KEY)');
    queue = new TransactionQueue(source);
  });

  afterEach(async () => {
    await source.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  const add = (id: number, clause = ''): Promise<void> =>
    queue.run(async (manager) => {
      await manager.query(`INSERT ${clause} INTO note (id) VALUES (?)`, [id]);
    });

  /** What another connection sees: committed rows and nothing else. */
  const committed = async (): Promise<number[]> => {
    const other = await openDataSource(`sqlite:${join(folder, 'queue.sqlite')}`, 'readonly');
    const rows: { id: number }[] = await other.query('SELECT id FROM note ORDER BY id');
    await other.destroy();
    return rows.map((row) => row.id);
  };

  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('takes nothing of a failed transaction into the next one', async () => {
    const failed = queue.run(async (manager) => {
      await manager.query('INSERT INTO note (id) VALUES (1)');
      throw new Error('changed my mind');
    });
    const next = add(2);
    expect(await failure(failed)).to.have.property('message', 'changed my mind');
    await next;
    expect(await committed()).to.deep.equal([2]);
  });

  it('commits what follows although SQLite itself ended a transaction before, as it does when the disk is full', async () => {
    await add(1);
    for (let time = 0; time < 3; time++) expect(await failure(add(1, 'OR ROLLBACK'))).to.be.instanceOf(Error);
    await add(2);
    expect(await failure(add(2))).to.be.instanceOf(Error);
    await add(3);
    expect(await committed()).to.deep.equal([1, 2, 3]);
  });

  it('runs transactions in the order in which they were asked for, never one inside another', async () => {
    const order: string[] = [];
    const one = queue.run(async (manager) => {
      order.push('one begins');
      await manager.query('SELECT 1');
      order.push('one ends');
    });
    const two = queue.run(async () => void order.push('two'));
    await Promise.all([one, two]);
    expect(order).to.deep.equal(['one begins', 'one ends', 'two']);
  });
});
