import { expect } from 'chai';
import { pino } from 'pino';
import { SmartAgentLogRemoval, SmartAgentRetentionRun, SmartAgentSetup, SmartAgentToolCallLog } from '../../entities/index.ts';
import { daysLater } from '../../src/domain/day-seal.ts';
import { Retention, RetentionRuns, type Held, type RetentionParts } from '../../src/features/retention/index.ts';
import type { Subjects } from '../../src/features/subjects/index.ts';
import { timeOrderedIds } from '../../src/kernel/ids.ts';
import { failure, newTenant } from '../database/contract-host.ts';
import { LogWorld } from './log-world.ts';

const nobody = { names: async () => new Map<string, string>() } as unknown as Subjects;

const holding = (records: Held['records']): Held => ({
  records,
  conversations: async () => null,
  missedLookups: async () => ({ callers: [], periods: [] }),
});

const retentionOf = (world: LogWorld, more: Partial<RetentionParts> = {}): { readonly retention: Retention; readonly runs: RetentionRuns } => {
  const { database, clock, signer, witness } = world;
  const runs = new RetentionRuns({ database, subjects: nobody, clock });
  const parts = { database, clock, signer, witness, runs, ids: timeOrderedIds, logger: pino({ level: 'silent' }), holder: 'test' };
  return { retention: new Retention({ ...parts, held: holding(async () => new Set()), ...more }), runs };
};

describe('retention', function () {
  this.timeout(240_000);
  let world: LogWorld;
  const tenantId = newTenant();
  let firstDay: string;

  // A year and three months of a log, a few records every third day.
  before(async () => {
    world = await LogWorld.open(365 + 91);
    firstDay = world.clock.now().toISOString().slice(0, 10);
    await world.setUp(tenantId);
    const sequencer = world.sequencer();
    for (let days = 0; days < 365 + 91; days += 3) {
      await world.log(tenantId, 2);
      await sequencer.drain();
      world.pass(3);
    }
    // The periods are written down with the database's own time.
    world.clock.advance(Date.now() + 60_000 - world.clock.now().getTime());
  });
  after(() => world.close());

  const attempts = (): Promise<number> => world.database.reader.countBy(SmartAgentToolCallLog, { tenantId });

  it('states first what it removes, and where it was interrupted the next run goes on', async () => {
    let batches = 0;
    const { retention, runs } = retentionOf(world, {
      held: holding(async () => {
        batches += 1;
        throw new Error('the machine went down');
      }),
    });
    await retention.run(tenantId);
    expect(batches).to.equal(1);
    expect((await runs.list(tenantId, 1))[0]).to.include({ status: 'failed', records: 0, problem: 'the machine went down' });
    expect(await world.database.reader.countBy(SmartAgentLogRemoval, { tenantId })).to.equal(31);
    expect(await attempts()).to.equal(2 * 152);
    expect((await world.verify()).ok).to.equal(true);
  });

  it('goes on where the run before stopped, and leaves what is held', async () => {
    const [first] = await world.database.reader.find(SmartAgentToolCallLog, { where: { tenantId }, order: { attemptedAt: 'ASC' }, take: 1 });
    const { retention, runs } = retentionOf(world, { held: holding(async () => new Set([first?.id ?? ''])) });
    await retention.run(tenantId);
    expect((await runs.list(tenantId, 1))[0]).to.deep.include({ status: 'done', days: 0, records: 31 * 6 - 1, heldRecords: 1, retentionDays: 365 });
    expect(await world.database.reader.existsBy(SmartAgentToolCallLog, { id: first?.id ?? '' })).to.equal(true);
  });

  it('has three months of fifteen removed, and the log verifies and says which they were', async () => {
    expect(await attempts()).to.equal(2 * (152 - 31) + 1);
    const verdict = await world.verify();
    expect(verdict.tenants[0]?.finding).to.equal(null);
    const removed = { from: firstDay, to: daysLater(firstDay, 90), firstPosition: 1, lastPosition: 186, records: 186, retentionDays: [365] };
    expect(verdict.tenants[0]?.removed).to.deep.equal([removed]);
    expect(verdict.tenants[0]?.records).to.equal(152 * 6 - 186 + 1);
  });

  it('removes nothing more while a longer period is set, nor in the seven days after it was made shorter', async () => {
    world.pass(1);
    const { retention, runs } = retentionOf(world);
    const set = (logRetentionDays: number): Promise<unknown> =>
      world.database.transaction((manager) => manager.update(SmartAgentSetup, { tenantId }, { logRetentionDays }));
    await set(700);
    await set(365);
    world.pass(5);
    await retention.run(tenantId);
    expect((await runs.list(tenantId, 1))[0]).to.include({ status: 'done', days: 0, records: 0, retentionDays: 700 });
    const { shorterFrom, ...kept } = await runs.periods(tenantId);
    expect(kept).to.deep.equal({ logDays: 700, logDaysSet: 365, transcriptDays: 90 });
    expect(Date.parse(shorterFrom ?? '') - world.clock.now().getTime()).to.be.within(80_000_000, 100_000_000);
    const [old] = await world.database.reader.find(SmartAgentToolCallLog, { where: { tenantId }, order: { attemptedAt: 'ASC' }, take: 1 });
    const refused = await failure(world.database.transaction((manager) => manager.delete(SmartAgentToolCallLog, { id: old?.id ?? '' })));
    expect(refused?.message).to.match(/retention period/);
    const backdated = `INSERT INTO "SmartAgentRetentionPeriod" VALUES ('${tenantId}', 99, '2020-01-01T00:00:00.000Z', 365)`;
    expect((await failure(world.database.transaction((manager) => manager.query(backdated))))?.message).to.match(/of the present/);
  });

  it('runs once at a time, whoever starts it', async () => {
    const { retention } = retentionOf(world);
    const { done } = await retention.start(tenantId, null);
    expect((await failure(retention.start(tenantId, null)))?.message).to.match(/at work already/);
    expect((await failure(retentionOf(world).retention.start(tenantId, null)))?.message).to.match(/at work already/);
    await done;
    expect(await world.database.reader.countBy(SmartAgentRetentionRun, { status: 'running' })).to.equal(0);
  });
});
