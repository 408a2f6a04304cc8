import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { CompleteWitness } from '../../src/features/audit/index.ts';
import { failure, newTenant } from '../database/contract-host.ts';
import { LogWorld } from './log-world.ts';

describe('the witness of a log', function () {
  this.timeout(120_000);
  let world: LogWorld;
  let whole: readonly string[];
  const [busy, idle] = [newTenant(), newTenant()].sort() as [string, string];

  const lines = (): readonly string[] => readFileSync(world.witnessFile, 'utf8').split('\n').slice(0, -1);
  const put = (some: readonly string[], rest = ''): void => writeFileSync(world.witnessFile, some.map((line) => `${line}\n`).join('') + rest);
  /** A program that starts: a sequencer that knows nothing of what was. */
  const restarted = (mostBytes?: number) => world.sequencer(world.openWitness(mostBytes));
  const sorted = (some: readonly string[]): readonly string[] =>
    some.map((line) => JSON.stringify(Object.entries(JSON.parse(line) as object).sort())).sort();

  before(async () => {
    world = await LogWorld.open(3);
    const sequencer = world.sequencer();
    await world.log(idle);
    for (let days = 0; days < 3; days += 1) {
      for (let batch = 0; batch < 4; batch += 1) {
        await world.log(busy);
        await sequencer.drain();
      }
      world.pass(1);
    }
    await sequencer.sealDays();
    whole = lines();
  });
  after(() => world.close());
  afterEach(() => put(whole));

  it('is told first, when a program starts, whatever a stop left between the database and it', async () => {
    for (let lost = 0; lost < whole.length; lost += 1) {
      put(whole.slice(0, lost));
      await restarted().drain();
      expect(lines().slice(0, lost)).to.deep.equal(whole.slice(0, lost));
      expect(sorted(lines()), `all but the first ${lost}`).to.deep.equal(sorted(whole));
    }
    expect(await world.verify()).to.deep.include({ ok: true, strangeWitnessLines: [] });
  });

  it('begins with all that the database has where it is new', async () => {
    rmSync(world.witnessFile);
    await restarted().drain();
    expect(sorted(lines())).to.deep.equal(sorted(whole));
    expect(await world.verify()).to.deep.include({ ok: true });
  });

  it('gets a line that was cut off once more, whole', async () => {
    truncateSync(world.witnessFile, readFileSync(world.witnessFile).length - 50);
    await restarted().drain();
    expect(lines().at(-1)).to.equal(whole.at(-1));
    expect(await world.verify()).to.deep.include({ ok: true, strangeWitnessLines: [whole.length] });
  });

  it('is read at its end only, however long it is: what is older than that end is taken to be there', async () => {
    const endBytes = whole.slice(-6).join('\n').length + 20;
    await restarted(endBytes).drain();
    expect(lines()).to.deep.equal(whole);
    put(whole.slice(0, -2));
    await restarted(endBytes).drain();
    expect(sorted(lines())).to.deep.equal(sorted(whole));
  });

  it('is told nothing by a program that does not hold the lease', async () => {
    const { database } = world;
    await world.sequencer().drain();
    await database.transaction((manager) => manager.query(`UPDATE SmartAgentLogLease SET expiresAt = '2999-01-01T00:00:00.000Z', holder = 'other'`));
    put(whole.slice(0, 3));
    await restarted().drain();
    expect(lines()).to.deep.equal(whole.slice(0, 3));
    await database.transaction((manager) => manager.query('DELETE FROM SmartAgentLogLease'));
  });

  it('gets what could not be written with the next that can, and all of it without a restart', async () => {
    let isFull = true;
    const writing = (work: () => Promise<void>) => (isFull ? Promise.reject(new Error('ENOSPC')) : work());
    const kept: object[] = [];
    const full = new CompleteWitness(world.database, {
      append: (heads) => writing(async () => void kept.push(...heads)),
      state: (statements) => writing(async () => void kept.push(...statements)),
      end: () => Promise.resolve({ lines: whole, isWhole: true }),
    });
    expect(full.isBehind).to.equal(true);
    await full.complete();
    expect([full.isBehind, kept]).to.deep.equal([false, []]);
    const sequencer = world.sequencer(full);
    await world.log(busy);
    expect(await failure(sequencer.drain())).to.include({ message: 'ENOSPC' });
    expect(full.isBehind).to.equal(true);
    isFull = false;
    await sequencer.drain();
    expect([full.isBehind, kept.length]).to.deep.equal([false, 1]);
    whole = [...whole, JSON.stringify(kept[0])];
  });

  it('still has what a database lost, and what comes afterwards', async () => {
    const db = new Database(world.file);
    for (const name of db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all() as string[])
      db.exec(`DROP TRIGGER "${name}"`);
    const cut = db.prepare('SELECT MAX(position) FROM SmartAgentLogHead WHERE tenantId = ?').pluck().get(busy) as number;
    for (const table of ['SmartAgentToolCallLog', 'SmartAgentToolCallOutcome', 'SmartAgentApprovalDecision'])
      db.prepare(`DELETE FROM "${table}" WHERE id IN (SELECT recordId FROM SmartAgentLogChain WHERE tenantId = ? AND position > ?)`).run(
        busy,
        cut - 3,
      );
    for (const table of ['SmartAgentLogChain', 'SmartAgentLogHead'])
      db.prepare(`DELETE FROM "${table}" WHERE tenantId = ? AND position > ?`).run(busy, cut - 3);
    db.close();
    const sequencer = restarted();
    await world.log(busy);
    await sequencer.drain();
    const head = JSON.parse(lines().at(-1) ?? '{}') as { readonly position: number };
    expect([lines().length, head.position]).to.deep.equal([whole.length + 1, cut]);
    const { ok, tenants } = await world.verify();
    expect(ok).to.equal(false);
    expect(JSON.stringify(tenants)).to.include('the witness outside the database has a head');
  });
});
