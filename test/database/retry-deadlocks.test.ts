import { expect } from 'chai';
import { QueryFailedError, type EntityManager } from 'typeorm';
import { retryDeadlocks } from '../../src/adapters/database/retry-deadlocks.ts';
import { holdLock, LockDeadlock } from '../../src/kernel/transaction-lock.ts';
import { failure } from './contract-host.ts';

const numbered = (number: number): Error => new QueryFailedError('UPDATE x', [], Object.assign(new Error('undone'), { number }));

/** A SQL Server transaction whose sp_getapplock answers so. */
const answering = (granted: number): EntityManager =>
  ({ connection: { options: { type: 'mssql' } }, query: () => Promise.resolve([{ granted }]) }) as unknown as EntityManager;

describe('a transaction that the server undid', () => {
  /** How often a transaction is run that fails so often with this error. */
  const tries = async (error: Error, failures: number): Promise<{ runs: number; error: Error | undefined }> => {
    let runs = 0;
    const failed = await failure(
      retryDeadlocks(() => {
        runs += 1;
        return runs > failures ? Promise.resolve() : Promise.reject(error);
      }),
    );
    return { runs, error: failed };
  };

  for (const [name, error] of [
    ['by its number', numbered(1205)],
    ['by the answer of the lock', new LockDeadlock('not granted')],
  ] as const) {
    it(`for another’s sake, told ${name}, is run again, five times at most`, async () => {
      expect(await tries(error, 2)).to.deep.equal({ runs: 3, error: undefined });
      expect(await tries(error, 9)).to.deep.equal({ runs: 5, error });
    });
  }

  it('for any other reason is not run again', async () => {
    for (const error of [numbered(2627), new Error('not granted')]) expect(await tries(error, 1)).to.deep.equal({ runs: 1, error });
  });

  it('holds its lock where the server says so, at once or after it waited, and fails where it does not', async () => {
    const held = (granted: number): Promise<Error | undefined> => failure(holdLock(answering(granted), 'name', 'exclusive'));
    expect([await held(0), await held(1)]).to.deep.equal([undefined, undefined]);
    expect(await held(-3)).to.be.instanceOf(LockDeadlock);
    for (const refused of [-1, -2, -999])
      expect(await held(refused))
        .to.be.instanceOf(Error)
        .and.not.instanceOf(LockDeadlock);
  });
});
