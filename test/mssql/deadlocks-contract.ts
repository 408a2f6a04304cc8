import { once, EventEmitter } from 'node:events';
import { expect } from 'chai';
import { SmartAgentSetup } from '../../entities/index.ts';
import { bumpRevision, Settings } from '../../src/features/settings/index.ts';
import { holdLock } from '../../src/kernel/transaction-lock.ts';
import { contractDatabase, newTenant, setupOf, type DatabaseHost } from '../database/contract-host.ts';

/** What only a server with many connections has: transactions that run at the same time. */
export const deadlocksContract = (open: () => Promise<DatabaseHost>): void => {
  describe('transactions at the same time', () => {
    const store = contractDatabase(open);

    it('both come to their end where each waits for what the other holds', async () => {
      const [one, other] = [newTenant(), newTenant()];
      await store.database.commit([setupOf(one), setupOf(other)]);
      const started = new EventEmitter();
      const bothHold = once(started, 'both');
      let holding = 0;
      let tries = 0;
      const both = (first: string, second: string): Promise<void> =>
        store.database.transaction(async (manager) => {
          tries += 1;
          await manager.increment(SmartAgentSetup, { tenantId: first }, 'revision', 1);
          holding += 1;
          if (holding === 2) started.emit('both');
          await bothHold;
          await manager.increment(SmartAgentSetup, { tenantId: second }, 'revision', 1);
        });
      await Promise.all([both(one, other), both(other, one)]);
      expect(tries, 'one of them was tried again').to.be.greaterThan(2);
      const rows = await Promise.all([one, other].map((tenantId) => store.database.reader.findOneByOrFail(SmartAgentSetup, { tenantId })));
      expect(rows.map(({ revision }) => revision)).to.deep.equal([3, 3]);
    });

    it('both come to their end where each waits for the lock of a name that the other holds', async () => {
      const names = [newTenant(), newTenant()] as const;
      const started = new EventEmitter();
      const bothHold = once(started, 'both');
      let holding = 0;
      let tries = 0;
      const both = (first: string, second: string): Promise<void> =>
        store.database.transaction(async (manager) => {
          tries += 1;
          await holdLock(manager, first, 'exclusive');
          holding += 1;
          if (holding === 2) started.emit('both');
          await bothHold;
          await holdLock(manager, second, 'exclusive');
        });
      await Promise.all([both(...names), both(names[1], names[0])]);
      expect(tries, 'one of them was tried again').to.be.greaterThan(2);
    });

    it('can look something up besides, however many of them there are', async () => {
      const look = (): Promise<number> => store.database.transaction(() => store.database.reader.countBy(SmartAgentSetup, { tenantId: newTenant() }));
      expect(await Promise.all(Array.from({ length: 60 }, look))).to.deep.equal(Array.from({ length: 60 }, () => 0));
    });

    it('however many wait for a lock, hold up no commit of what happened', async () => {
      const [tenantId, name, started] = [newTenant(), newTenant(), new EventEmitter()];
      const [held, written] = [once(started, 'held'), once(started, 'written')];
      const holder = store.database.transaction(async (manager) => {
        await holdLock(manager, name, 'exclusive');
        started.emit('held');
        await written;
      });
      await held;
      const waiting = Array.from({ length: 40 }, () => store.database.transaction((manager) => holdLock(manager, name, 'shared')));
      await store.database.commit([setupOf(tenantId)]);
      started.emit('written');
      await Promise.all([holder, ...waiting]);
      expect(await store.database.reader.countBy(SmartAgentSetup, { tenantId })).to.equal(1);
    });

    it('let no setting change between the look at it and the end of the transaction that looked', async () => {
      const tenantId = newTenant();
      await store.database.commit([setupOf(tenantId)]);
      const settings = new Settings(store.database);
      const order: string[] = [];
      const started = new EventEmitter();
      const looked = once(started, 'looked');
      const look = store.database.transaction(async (manager) => {
        expect(await settings.heldRevision(manager, tenantId)).to.equal(1);
        started.emit('looked');
        for (let time = 0; time < 20; time++) await manager.query('SELECT 1 AS one');
        order.push('looked');
      });
      await looked;
      const change = store.database.transaction(async (manager) => {
        await bumpRevision(manager, tenantId);
        order.push('changed');
      });
      await Promise.all([look, change]);
      expect(order).to.deep.equal(['looked', 'changed']);
      expect(await settings.revision(store.database.reader, tenantId)).to.equal(2);
    });
  });
};
