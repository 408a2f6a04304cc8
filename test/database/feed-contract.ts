import { generateKeyPairSync } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import type { FeedRecord } from '../../src/contracts/log-feed.ts';
import { attemptWrites, createLogSigner, decisionWrites, outcomeWrites, Sequencer } from '../../src/features/audit/index.ts';
import { FeedStore, LogFeed } from '../../src/features/log-feed/index.ts';
import { Subjects } from '../../src/features/subjects/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { newSecretKey } from '../../src/kernel/secret-box.ts';
import { attemptOf, decisionOf, outcomeOf } from './attempt-rows.ts';
import { contractDatabase, newTenant, type DatabaseHost } from './contract-host.ts';

const writers = 8;
const recordsOfWriter = 60;
const afterLease = 16_000;

/** Turns of the event loop to wait, and whether to roll back, for each write of a run. */
const plan = fc.array(fc.record({ turns: fc.nat({ max: 12 }), isUndone: fc.boolean() }), { minLength: recordsOfWriter, maxLength: recordsOfWriter });

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await setImmediate();
};

class Undone extends Error {}

/** A reader of the feed sees every committed record once and in order, whoever writes meanwhile (invariant 10). */
export const feedContract = (open: () => Promise<DatabaseHost>): void => {
  describe('the feed', () => {
    const store = contractDatabase(open);
    const clock = new ManualClock('2026-03-01T12:00:00.000Z');
    const { privateKey } = generateKeyPairSync('ed25519');
    const witness = { append: () => Promise.resolve(), state: () => Promise.resolve() };
    const sequencer = (holder: string): Sequencer =>
      new Sequencer({ database: store.database, clock, signer: createLogSigner(privateKey), holder, witness });
    const feed = (): LogFeed =>
      new LogFeed({ store: new FeedStore(store.database), subjects: new Subjects(store.database, randomIds, { clock, masterKey: newSecretKey() }) });

    /** Writes an attempt, its outcome and a decision, each in a transaction of its own; answers the ids of what was committed. */
    const write = async (tenantId: string, steps: readonly { turns: number; isUndone: boolean }[]): Promise<string[]> => {
      const committed: string[] = [];
      let attempt = attemptOf(tenantId);
      for (const [index, step] of steps.entries()) {
        await turns(step.turns);
        const kind = index % 3;
        if (kind === 0) attempt = attemptOf(tenantId);
        const record = kind === 0 ? attempt : kind === 1 ? outcomeOf(attempt) : decisionOf(tenantId);
        const writes =
          kind === 0
            ? attemptWrites(attempt)
            : kind === 1
              ? outcomeWrites(record as ReturnType<typeof outcomeOf>)
              : decisionWrites(record as ReturnType<typeof decisionOf>);
        try {
          await store.database.transaction(async (manager) => {
            await store.database.apply(manager, writes);
            if (step.isUndone) throw new Undone();
          });
          committed.push(record.id);
        } catch (error) {
          if (!(error instanceof Undone)) throw error;
        }
      }
      return committed;
    };

    const pageBehind = async (tenantId: string, after: number): Promise<{ records: FeedRecord[]; next: number }> => {
      const page = await feed().page(tenantId, { after, limit: 37 });
      const records: FeedRecord[] = [];
      for await (const piece of page.records()) records.push(...piece);
      return { records, next: page.nextPosition };
    };

    it('gives a reader that polls all the time every committed record once and in order, while eight write and roll back and sequencers are killed', async function () {
      this.timeout(300_000);
      const tenantId = newTenant();
      const plans = fc.sample(plan, { numRuns: writers, seed: 20_260_301 });
      let isWriting = true;
      const written = Promise.all(plans.map((steps) => write(tenantId, steps))).finally(() => (isWriting = false));

      const sequencing = (async () => {
        // Each lives for a few batches and is gone without a word; the next one waits until its lease is over.
        for (let life = 0; isWriting; life++) {
          const one = sequencer(`life ${life}`);
          for (let batch = 0; batch < 3 && isWriting; batch++) {
            await one.appendBatch();
            await turns(3);
          }
          const [abandoned, next] = [one.appendBatch(), sequencer(`beside ${life}`).appendBatch()];
          await Promise.all([abandoned, next]);
          clock.advance(afterLease);
        }
      })();

      const seen: FeedRecord[] = [];
      let after = 0;
      const poll = async (): Promise<number> => {
        const { records, next } = await pageBehind(tenantId, after);
        seen.push(...records);
        after = next;
        return records.length;
      };
      while (isWriting) {
        await poll();
        await setImmediate();
      }
      const committed = (await written).flat();
      await sequencing;
      clock.advance(afterLease);
      await sequencer('the last').drain();
      while ((await poll()) > 0);

      expect(committed.length).to.be.greaterThan(100);
      expect(seen.map(({ position }) => position)).to.deep.equal(Array.from({ length: committed.length }, (_, index) => index + 1));
      expect(seen.map(({ id }) => id)).to.have.members(committed);
    });

    it('tells that a record of a page was removed, and the first position that is whole', async () => {
      const tenantId = newTenant();
      const old = '2015-01-01T00:00:00.000Z';
      for (let each = 0; each < 2; each++) await store.database.commit(attemptWrites(attemptOf(tenantId, { attemptedAt: old })));
      await store.database.commit(attemptWrites(attemptOf(tenantId)));
      await sequencer('the last').drain();
      const [first] = (await pageBehind(tenantId, 0)).records;
      await store.database.transaction(async (manager) => {
        await manager.query(
          `DELETE FROM "SmartAgentToolCallLog" WHERE "tenantId" = '${tenantId}' AND "attemptedAt" = '${old}' AND "id" = '${first?.id ?? ''}'`,
        );
      });
      const gone = await feed()
        .page(tenantId, { after: 0, limit: 10 })
        .catch((error: unknown) => error);
      expect(gone).to.include({ code: 'gone', firstPosition: 2 });
      expect((await pageBehind(tenantId, 1)).records.map(({ position }) => position)).to.deep.equal([2, 3]);
      const fromTheStart = await feed().page(tenantId, { limit: 10 });
      expect([fromTheStart.after, fromTheStart.nextPosition]).to.deep.equal([1, 3]);
    });
  });
};
