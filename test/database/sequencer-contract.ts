import { generateKeyPairSync } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { SmartAgentLogChain, SmartAgentLogHead, SmartAgentLogOutbox } from '../../entities/index.ts';
import { chainOrigin, linkHash, type ChainLink } from '../../src/domain/log-chain.ts';
import {
  attemptWrites,
  createLogSigner,
  decisionWrites,
  isSignedBy,
  outcomeWrites,
  Sequencer,
  type SignedHead,
} from '../../src/features/audit/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { attemptOf, decisionOf, outcomeOf } from './attempt-rows.ts';
import { contractDatabase, newTenant, type DatabaseHost } from './contract-host.ts';

/** Longer than a sequencer keeps its lease. */
const afterLease = 16_000;

/** Committed records get positions without a gap or a double, from one sequencer at a time, under signed heads. */
export const sequencerContract = (open: () => Promise<DatabaseHost>): void => {
  describe('the sequencer', () => {
    const store = contractDatabase(open);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const clock = new ManualClock('2026-03-01T12:00:00.000Z');
    const witnessed: SignedHead[] = [];
    const append = (heads: readonly SignedHead[]): Promise<void> => Promise.resolve(void witnessed.push(...heads));
    const sequencer = (holder: string, witness = { append }): Sequencer =>
      new Sequencer({
        ...{ database: store.database, clock, signer: createLogSigner(privateKey), holder },
        witness: { ...witness, state: async () => undefined },
      });
    beforeEach(() => {
      clock.advance(afterLease);
      witnessed.length = 0;
    });

    const write = async (tenantId: string): Promise<void> => {
      const attempt = attemptOf(tenantId);
      await store.database.commit(attemptWrites(attempt));
      await store.database.commit([...outcomeWrites(outcomeOf(attempt)), ...decisionWrites(decisionOf(tenantId))]);
    };
    const chainOf = (tenantId: string): Promise<SmartAgentLogChain[]> =>
      store.database.reader.find(SmartAgentLogChain, { where: { tenantId }, order: { position: 'ASC' } });
    const expectWhole = async (tenantId: string, length: number): Promise<void> => {
      const chain = await chainOf(tenantId);
      expect(chain.map(({ position }) => position)).to.deep.equal(Array.from({ length }, (_, index) => index + 1));
      for (const [index, link] of chain.entries()) {
        expect(link.previousHash).to.equal(chain[index - 1]?.hash ?? chainOrigin);
        expect(link.hash).to.equal(linkHash({ ...link } as ChainLink));
      }
      expect(new Set(chain.map(({ recordId }) => recordId)).size).to.equal(length);
      expect(await store.database.reader.countBy(SmartAgentLogOutbox, { tenantId })).to.equal(0);
    };

    it('is done for whoever asks only when the witness has what others who asked before have appended', async () => {
      const tenantId = newTenant();
      let [isTold, mayWrite] = [false, false];
      const slowly = async (heads: readonly SignedHead[]): Promise<void> => {
        isTold = true;
        while (!mayWrite) await setImmediate();
        await append(heads);
      };
      const one = sequencer('one', { append: slowly });
      await write(tenantId);
      const first = one.drain();
      while (!isTold) await setImmediate();
      const second = one.drain().then(() => witnessed.length);
      // Nothing is waiting any more, so it has nothing of its own to do: long enough for it to be done with that.
      for (let times = 0; times < 20; times++) expect(await store.database.reader.countBy(SmartAgentLogOutbox, { tenantId })).to.equal(0);
      mayWrite = true;
      await first;
      expect(await second).to.equal(1);
    });

    it('gives the records of racing writers one chain per tenant', async () => {
      const tenants = [newTenant(), newTenant()];
      const one = sequencer('one');
      const writers = tenants.flatMap((tenantId) => Array.from({ length: 40 }, () => write(tenantId)));
      let isWriting = true;
      const written = Promise.all(writers).finally(() => (isWriting = false));
      while (isWriting) {
        await one.appendBatch();
        await setImmediate();
      }
      await written;
      await one.drain();
      for (const tenantId of tenants) await expectWhole(tenantId, 120);
    });

    it('goes on where it was when it is started again under another name', async () => {
      const tenantId = newTenant();
      await write(tenantId);
      await sequencer('before the restart').drain();
      clock.advance(afterLease);
      await write(tenantId);
      await sequencer('after the restart').drain();
      await expectWhole(tenantId, 6);
    });

    it('leaves the chain to whoever holds the lease, until it says nothing for its time', async () => {
      const tenantId = newTenant();
      const [holder, other] = [sequencer('holder'), sequencer('other')];
      await write(tenantId);
      expect(await holder.appendBatch()).to.equal(3);
      await write(tenantId);
      expect(await other.appendBatch()).to.equal(0);
      clock.advance(afterLease);
      expect(await other.appendBatch()).to.equal(3);
      await write(tenantId);
      expect(await holder.appendBatch()).to.equal(0);
      await other.drain();
      await expectWhole(tenantId, 9);
    });

    it('makes one chain although several are asked to append at once, in one process or in many', async () => {
      const tenantId = newTenant();
      for (let round = 0; round < 5; round++) {
        await Promise.all([write(tenantId), write(tenantId)]);
        clock.advance(afterLease);
        const several = [sequencer('one'), sequencer('one'), sequencer('two'), sequencer('three')];
        const counts = await Promise.all(several.map((one) => one.appendBatch()));
        expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(6);
      }
      await expectWhole(tenantId, 30);
    });

    it('signs the head of every batch, and gives the same heads to the witness outside', async () => {
      const tenantId = newTenant();
      const one = sequencer('one');
      for (let batch = 0; batch < 3; batch++) {
        await write(tenantId);
        await one.drain();
      }
      const heads = await store.database.reader.find(SmartAgentLogHead, { where: { tenantId }, order: { position: 'ASC' } });
      expect(heads.map(({ position }) => position)).to.deep.equal([3, 6, 9]);
      const chain = await chainOf(tenantId);
      for (const head of heads) {
        expect(isSignedBy(head, publicKey)).to.equal(true);
        expect(isSignedBy({ ...head, position: head.position + 1 }, publicKey)).to.equal(false);
        expect(chain[head.position - 1]?.hash).to.equal(head.hash);
      }
      expect(witnessed.filter((head) => head.tenantId === tenantId)).to.deep.equal(heads.map((head) => ({ ...head })));
    });
  });
};
