import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { SmartAgentLogSeal } from '../../entities/index.ts';
import { sealFault, sealOrigin, sealText } from '../../src/domain/day-seal.ts';
import { attemptWrites, createLogSigner, decisionWrites, isStatementSignedBy, outcomeWrites, Sequencer } from '../../src/features/audit/index.ts';
import type { LogStatement } from '../../src/features/audit/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { LineDigest } from '../../src/kernel/line-digest.ts';
import { attemptOf, decisionOf, outcomeOf } from './attempt-rows.ts';
import { contractDatabase, newTenant, setupOf, type DatabaseHost } from './contract-host.ts';

const hour = 3_600_000;

/** Every day of a tenant's log that is over has one signed seal, from the first head's day on. */
export const sealsContract = (open: () => Promise<DatabaseHost>): void => {
  describe('the seals of days', () => {
    const store = contractDatabase(open);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const clock = new ManualClock('2026-03-01T12:00:00.000Z');
    const stated: LogStatement[] = [];
    const sequencer = (holder = 'one'): Sequencer =>
      new Sequencer({
        ...{ database: store.database, clock, signer: createLogSigner(privateKey), holder },
        witness: { append: async () => undefined, state: async (statements) => void stated.push(...statements) },
      });
    beforeEach(() => {
      clock.advance(24 * hour);
      stated.length = 0;
    });

    /** Three records; answers their hashes in the order they get their positions. */
    const write = async (tenantId: string): Promise<void> => {
      const attempt = attemptOf(tenantId);
      await store.database.commit([...attemptWrites(attempt), ...outcomeWrites(outcomeOf(attempt)), ...decisionWrites(decisionOf(tenantId))]);
    };
    const sealsOf = (tenantId: string): Promise<SmartAgentLogSeal[]> =>
      store.database.reader.find(SmartAgentLogSeal, { where: { tenantId }, order: { day: 'ASC' } });
    const rangesOf = async (tenantId: string): Promise<readonly (readonly [string, number, number])[]> =>
      (await sealsOf(tenantId)).map(({ day, firstPosition, lastPosition }) => [day, firstPosition, lastPosition] as const);
    const today = (): string => clock.now().toISOString().slice(0, 10);

    it('are made before anything is appended on the next day, signed, with what the day held', async () => {
      const tenantId = newTenant();
      const first = today();
      await store.database.commit([setupOf(tenantId, 700)]);
      await write(tenantId);
      await sequencer().drain();
      await write(tenantId);
      await sequencer().drain();
      expect(await sealsOf(tenantId)).to.deep.equal([]);
      clock.advance(24 * hour);
      await write(tenantId);
      await sequencer().drain();
      const [seal, ...more] = await sealsOf(tenantId);
      if (!seal) throw new Error('no seal');
      expect(more).to.deep.equal([]);
      const { digest, keyId: _keyId, signature, recordDigest, headHash, ...said } = seal;
      expect(said).to.deep.equal({
        ...{ tenantId, day: first, firstPosition: 1, lastPosition: 6, attempts: 2, outcomes: 2, decisions: 2, heads: 2 },
        ...{ retentionDays: 700, previousDigest: sealOrigin, sealedAt: clock.now().toISOString() },
      });
      const chain = await store.database.reader.query<{ recordHash: string; hash: string; position: number }[]>(
        `SELECT "recordHash", "hash" FROM "SmartAgentLogChain" WHERE "tenantId" = '${tenantId}' ORDER BY "position"`,
      );
      const hashes = new LineDigest();
      for (const link of chain.slice(0, 6)) hashes.add(link.recordHash);
      expect([recordDigest, headHash]).to.deep.equal([hashes.end(), chain[5]?.hash]);
      expect(isStatementSignedBy(sealText(seal), signature, publicKey)).to.equal(true);
      expect(isStatementSignedBy(sealText({ ...seal, outcomes: 3 }), signature, publicKey)).to.equal(false);
      expect(stated.filter((one) => one.tenantId === tenantId)).to.deep.equal([{ kind: 'seal', ...seal }]);
      expect(digest).to.match(/^[0-9a-f]{64}$/);
    });

    it('follow each other without a gap over days without records, and over days on which the program did not run', async () => {
      const tenantId = newTenant();
      const first = today();
      await write(tenantId);
      await sequencer().drain();
      clock.advance(3 * 24 * hour);
      await write(tenantId);
      await sequencer().drain();
      clock.advance(24 * hour);
      await sequencer().sealDays();
      await sequencer().sealDays();
      const day = (number: number): string => new Date(Date.parse(first) + number * 24 * hour).toISOString().slice(0, 10);
      expect(await rangesOf(tenantId)).to.deep.equal([
        [day(0), 1, 3],
        [day(1), 4, 3],
        [day(2), 4, 3],
        [day(3), 4, 6],
      ]);
      const seals = await sealsOf(tenantId);
      for (const [index, seal] of seals.entries()) expect(sealFault(seal, seals[index - 1] ?? null)).to.equal(null);
    });

    it('are made by whoever has the lease, once, although several try', async () => {
      const tenantId = newTenant();
      await write(tenantId);
      const holder = sequencer('holder');
      await holder.drain();
      clock.advance(12 * hour - 1000);
      await write(tenantId);
      await holder.drain();
      clock.advance(2000);
      await sequencer('other').sealDays();
      expect(await sealsOf(tenantId)).to.deep.equal([]);
      await Promise.all([holder.sealDays(), sequencer('second').sealDays(), sequencer('other').sealDays()]);
      expect(await rangesOf(tenantId)).to.have.length(1);
      expect(stated.filter((one) => one.tenantId === tenantId)).to.have.length(1);
    });
  });
};
