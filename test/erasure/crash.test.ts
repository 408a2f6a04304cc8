import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import { SmartAgentErasure, SmartAgentSession } from '../../entities/index.ts';
import { openDatabase, type OpenDatabase } from '../../src/adapters/database/database.ts';
import { SettingChanges } from '../../src/features/change-log/index.ts';
import { Erasures } from '../../src/features/erasure/index.ts';
import { Subjects, type Person } from '../../src/features/subjects/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import type { Database } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { newSecretKey } from '../../src/kernel/secret-box.ts';
import { newTenant, setupOf } from '../database/contract-host.ts';
import { erasureWrite } from './erasure-row.ts';
import { writeOldRun } from '../legal-holds/old-runs.ts';

/** A database whose machine goes down after so many transactions; the last one is committed, and nobody hears of it. */
const failingAfter = (database: OpenDatabase, transactions: number): Database => {
  let left = transactions;
  return {
    ...database,
    transaction: async (work) => {
      if (left <= 0) throw new Error('the machine is down');
      left -= 1;
      const result = await database.transaction(work);
      if (left === 0) throw new Error('the machine went down');
      return result;
    },
  };
};

describe('an erasure whose program is stopped', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'smart-agents-erasure-'));
  const clock = new ManualClock('2026-03-02T08:00:00.000Z');
  const masterKey = newSecretKey();
  let database: OpenDatabase;

  before(async () => {
    database = await openDatabase(`sqlite:${join(folder, 'erasure.sqlite')}`);
  });
  after(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The program as it starts anew: nothing is remembered. */
  const started = (on: Database, ended: { times: number }): Erasures =>
    new Erasures({
      ...{ database: on, subjects: new Subjects(on, randomIds, { clock, masterKey }), clock, ids: randomIds, holder: 'test' },
      logger: pino({ level: 'silent' }),
      hashKey: () => 'key',
      endSignIns: async () => 0,
      endWork: async () => void (ended.times += 1),
      compact: () => database.compact(),
    });

  /** A person with as many rows as the other, whose erasure was asked for. */
  const somebody = async (): Promise<string> => {
    const tenantId = newTenant();
    const person: Person = { tid: tenantId, oid: randomIds.next(), displayName: 'Clara Reyes', email: 'clara@example.test' };
    const { id: subjectId } = await new Subjects(database, randomIds, { clock, masterKey }).of(person);
    await database.commit([setupOf(tenantId)]);
    for (let run = 0; run < 45; run += 1) await writeOldRun(database, { tenantId, at: '2026-01-01T00:00:00.000Z', subjectId });
    const changes = new SettingChanges({ database, clock, ids: randomIds });
    const said = [{ field: 'reason', before: 'Clara Reyes', after: 'Reyes, Clara' }];
    await changes.note({ tenantId, subject: { id: subjectId } }, { thing: { entity: 'setup', id: tenantId, name: 'Setup' }, changes: said });
    await database.commit([erasureWrite({ tenantId, subjectId, reason: 'Clara Reyes asked' })]);
    return subjectId;
  };
  const erasure = (subjectId: string): Promise<SmartAgentErasure> => database.reader.findOneByOrFail(SmartAgentErasure, { subjectId });

  it('is gone on with when it starts again, wherever it was stopped, and everything is done and counted once', async () => {
    const undisturbed = await somebody();
    await started(database, { times: 0 }).work();
    const expected = await erasure(undisturbed);
    expect(expected).to.include({ status: 'done', remaining: '{}' });
    expect(JSON.parse(expected.counts)).to.include({ SmartAgentSession: 45, SmartAgentMessage: 45, SmartAgentChangeLog: 1, SmartAgentErasure: 1 });

    const stopped = await somebody();
    const ended = { times: 0 };
    let starts = 0;
    for (; (await erasure(stopped)).status !== 'done'; starts += 1) {
      expect(starts).to.be.lessThan(40);
      await started(failingAfter(database, 2 + (starts % 2)), ended).work();
      clock.advance(61_000);
    }
    expect(starts).to.be.greaterThan(8);
    const done = await erasure(stopped);
    expect(JSON.parse(done.counts)).to.deep.equal(JSON.parse(expected.counts));
    expect(done).to.include({ remaining: '{}', stepsDone: expected.stepsDone, problem: null });
    expect(await database.reader.countBy(SmartAgentSession, { tenantId: done.tenantId })).to.equal(0);
  });

  it('holds within a minute on another node, which had her key in memory', async () => {
    const subjectId = await somebody();
    const { tenantId } = await erasure(subjectId);
    const other = new Subjects(database, randomIds, { clock, masterKey });
    const person = await other.profile(tenantId, subjectId);
    if (!person) throw new Error('nobody was there');
    const { id, box } = await other.of(person);
    expect([id, (await other.box(subjectId))?.open(box.seal('hers'))]).to.deep.equal([subjectId, 'hers']);
    await started(database, { times: 0 }).work();
    expect(await erasure(subjectId)).to.include({ status: 'done' });
    clock.advance(60_000);
    expect(await other.box(subjectId)).to.equal(null);
    expect((await other.of(person)).id).not.to.equal(subjectId);
  });

  it('begins again nothing that is done', async () => {
    const subjectId = await somebody();
    const ended = { times: 0 };
    await started(database, ended).work();
    const done = await erasure(subjectId);
    await started(database, ended).work();
    expect(ended.times).to.equal(1);
    expect(await erasure(subjectId)).to.deep.equal(done);
  });
});
