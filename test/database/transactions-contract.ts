import { expect } from 'chai';
import type { EntityManager } from 'typeorm';
import { SmartAgentApproval, SmartAgentMessage } from '../../entities/index.ts';
import { Approvals } from '../../src/features/approvals/index.ts';
import { insert, update, type Write } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { contractDatabase, failure, newTenant, type DatabaseHost } from './contract-host.ts';
import { proposalOf } from './proposal-rows.ts';

const message = (sessionId: string, number: number): Write =>
  insert(SmartAgentMessage, { id: randomIds.next(), sessionId, turnId: sessionId, number, role: 'user', sealedContent: `message ${number}` });

const approval = (id: string, tenantId: string): Write => insert(SmartAgentApproval, proposalOf(tenantId, { id }));

/** Units of many callers share commits and stay apart; transactions are all or nothing and never run inside each other. */
export const transactionsContract = (open: () => Promise<DatabaseHost>): void => {
  describe('commits and transactions', () => {
    const store = contractDatabase(open);
    const numbers = async (sessionId: string): Promise<number[]> =>
      (await store.database.reader.find(SmartAgentMessage, { where: { sessionId }, order: { number: 'ASC' } })).map(({ number }) => number);

    it('commit the units of many callers at once, every one of them', async () => {
      const session = newTenant();
      const units = Array.from({ length: 400 }, (_, index) => store.database.commit([message(session, 2 * index), message(session, 2 * index + 1)]));
      await Promise.all(units);
      expect(await numbers(session)).to.deep.equal(Array.from({ length: 800 }, (_, index) => index));
    });

    it('let a bad unit fail alone and whole, and harm nobody who shared its commit', async () => {
      const session = newTenant();
      await store.database.commit([message(session, -1)]);
      const units = Array.from({ length: 60 }, (_, index) =>
        store.database.commit([message(session, index), ...(index % 20 === 7 ? [message(session, -1)] : [])]),
      );
      const ends = await Promise.allSettled(units);
      const bad = ends.flatMap((end, index) => (end.status === 'rejected' ? [index] : []));
      expect(bad).to.deep.equal([7, 27, 47]);
      expect(await numbers(session)).to.deep.equal([-1, ...units.keys()].filter((number) => !bad.includes(number)));
    });

    it('make a conditional change only where every condition holds', async () => {
      const session = newTenant();
      await store.database.commit([message(session, 1), message(session, 2)]);
      await store.database.commit([update(SmartAgentMessage, { sessionId: session, number: 2, role: 'user' }, { role: 'tool' })]);
      const rows = await store.database.reader.find(SmartAgentMessage, { where: { sessionId: session }, order: { number: 'ASC' } });
      expect(rows.map(({ role }) => role)).to.deep.equal(['user', 'tool']);
    });

    it('undo everything of a transaction that fails, and answer with its own error', async () => {
      const session = newTenant();
      const failed = store.database.transaction(async (manager) => {
        await store.database.apply(manager, [message(session, 1), message(session, 2)]);
        expect(await manager.countBy(SmartAgentMessage, { sessionId: session })).to.equal(2);
        throw new Error('changed my mind');
      });
      expect(await failure(failed)).to.have.property('message', 'changed my mind');
      expect(await numbers(session)).to.deep.equal([]);
    });

    it('never run one transaction inside another: what fails takes nothing else with it', async () => {
      const session = newTenant();
      const step = async (manager: EntityManager, number: number): Promise<void> => {
        for (let part = 0; part < 3; part++) await store.database.apply(manager, [message(session, 10 * number + part)]);
        if (number % 3 === 0) throw new Error('undone');
      };
      const all = Array.from({ length: 30 }, (_, number) => number);
      const transactions = all.map((number) => store.database.transaction((manager) => step(manager, number)));
      const units = all.map((number) => store.database.commit([message(session, 10 * number + 9)]));
      const ends = await Promise.allSettled(transactions);
      await Promise.all(units);
      expect(ends.flatMap(({ status }, number) => (status === 'rejected' ? [number] : []))).to.deep.equal(all.filter((number) => number % 3 === 0));
      const expected = all.flatMap((number) => (number % 3 === 0 ? [9] : [0, 1, 2, 9]).map((part) => 10 * number + part));
      expect(await numbers(session)).to.deep.equal(expected);
    });

    it('let one of two win who decide a proposal at once', async () => {
      const approvals = new Approvals(store.database);
      const tenantId = newTenant();
      for (let round = 0; round < 10; round++) {
        const id = randomIds.next();
        await store.database.commit([approval(id, tenantId)]);
        const decide = (to: 'committing' | 'rejected'): Promise<boolean> =>
          store.database.transaction(async (manager) => {
            await approvals.isPending(manager, id);
            return approvals.move(manager, id, { from: 'pending', to, set: { decidedAt: '2026-03-01T00:00:01.000Z' } });
          });
        const won = await Promise.all([decide('committing'), decide('rejected')]);
        expect(won.filter(Boolean), `round ${round}`).to.have.length(1);
        expect((await approvals.find(tenantId, id))?.state).to.equal(won[0] ? 'committing' : 'rejected');
      }
    });

    it('change, on the condition that a column is empty, one row once: of those who claim at once one has it', async () => {
      const [id, tenantId] = [randomIds.next(), newTenant()];
      await store.database.commit([approval(id, tenantId)]);
      const claimants = Array.from({ length: 10 }, () => randomIds.next());
      const claim = (from: string | null, to: string): Promise<void> =>
        store.database.commit([update(SmartAgentApproval, { id, nodeId: from }, { nodeId: to })]);
      await Promise.all(claimants.map((one) => claim(null, one)));
      const holder = async (): Promise<string | null | undefined> => (await new Approvals(store.database).find(tenantId, id))?.nodeId;
      const winner = await holder();
      expect(claimants).to.include(winner);
      await claim(randomIds.next(), 'nobody');
      expect(await holder()).to.equal(winner);
      await claim(winner!, 'next');
      expect(await holder()).to.equal('next');
    });

    it('say that nothing was moved where the state was another, or the row does not exist', async () => {
      const approvals = new Approvals(store.database);
      const [id, tenantId] = [randomIds.next(), newTenant()];
      await store.database.commit([approval(id, tenantId)]);
      const move = (which: string): Promise<boolean> =>
        store.database.transaction((manager) => approvals.move(manager, which, { from: 'committing', to: 'committed' }));
      expect([await move(id), await move(randomIds.next())]).to.deep.equal([false, false]);
    });
  });
};
