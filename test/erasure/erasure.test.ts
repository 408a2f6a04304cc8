import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import { SmartAgentDataSubject, SmartAgentErasure, SmartAgentLegalHold, SmartAgentToolCallLog } from '../../entities/index.ts';
import type { PortFactory } from '../../src/features/gateway/index.ts';
import { SettingChanges } from '../../src/features/change-log/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { insert } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { failure } from '../database/contract-host.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { refusingWriter } from '../support/refusing-writer.ts';
import { thenSay } from '../support/scripted-model.ts';
import { memoryErp } from '../tools/memory-erp.ts';
import { sampleCompany } from '../tools/sample-company.ts';

const ports = (): PortFactory => {
  const reader = memoryErp(sampleCompany());
  return {
    reader: () => reader,
    effects: () => ({ erp: refusingWriter, outbox: { createDraft: () => Promise.resolve({ emailDraftId: 'draft' }) } }),
    reconciling: () => ({ erp: reader, outbox: { findDraft: () => Promise.resolve(null) } }),
  };
};

describe('a person’s erasure', () => {
  let world: ChatWorld;
  let subjectId: string;
  let erasureId: string;
  let logged = '';
  const holdId = randomIds.next();
  const admin = randomIds.next();

  before(async () => {
    const logger = pino({ level: 'trace' }, { write: (line: string) => void (logged += line) });
    const script = thenSay(
      {
        calls: [
          { name: 'read_customer', args: { search: 'Clara Reyes' } },
          { name: 'draft_email', args: { customerNumber: 'C-2' } },
        ],
      },
      { text: 'Done.' },
    );
    world = await ChatWorld.open({ script, ports: ports(), logger });
    await world.say(await world.session(), 'I am Clara Reyes, clara@example.test. Write to C-2.');
    subjectId = (await world.core.parts.subjects.of(world.seeded.person)).id;
    const changes = new SettingChanges({ database: world.database, clock: systemClock, ids: randomIds });
    const reason = { field: 'reason', before: null, after: 'REYES, Clara left <Clara@Example.test>' };
    await changes.note(
      { tenantId: world.seeded.tenantId, subject: { id: admin } },
      { thing: { entity: 'agent', id: admin, name: 'Agent of Clara Reyes' }, changes: [reason] },
    );
    await world.database.commit([
      insert(SmartAgentLegalHold, {
        ...{ id: holdId, tenantId: world.seeded.tenantId, kind: 'user', target: subjectId, periodFrom: null, periodTo: null },
        ...{ reason: 'A claim of Clara Reyes', setAt: '2026-01-01T00:00:00.000Z', setBySubjectId: admin, liftedAt: null, liftedBySubjectId: null },
      }),
    ]);
  });
  after(() => world.close());

  const erasure = (): Promise<SmartAgentErasure> => world.database.reader.findOneByOrFail(SmartAgentErasure, { id: erasureId });

  /** Everything that is kept in files, and what the program wrote to its log and its witness. */
  const kept = (): ReadonlyMap<string, Buffer> =>
    new Map([
      ...readdirSync(world.folder).map((name) => [name, readFileSync(join(world.folder, name))] as const),
      ['log', Buffer.from(logged)] as const,
      ['witness', Buffer.from(JSON.stringify(world.heads))] as const,
    ]);

  it('is deferred while a legal hold covers anything of hers, says by which, and deletes nothing', async () => {
    erasureId = await world.core.erasures.request(
      { tenantId: world.seeded.tenantId, subject: { id: admin } },
      subjectId,
      'Clara Reyes asked for it.',
    );
    await world.core.erasures.work();
    expect(await erasure()).to.include({ status: 'deferred', deferredBy: JSON.stringify([holdId]), stepsDone: 0, counts: '{}' });
    expect(await world.core.parts.subjects.profile(world.seeded.tenantId, subjectId)).to.deep.equal(world.seeded.person);
  });

  it('goes on by itself when the hold is lifted, and tells table by table what it deleted', async () => {
    await world.sql('UPDATE "SmartAgentLegalHold" SET "liftedAt" = ? WHERE "id" = ?', ['2026-02-01T00:00:00.000Z', holdId]);
    await world.core.erasures.work();
    const done = await erasure();
    expect(done).to.include({ status: 'done', problem: null, remaining: '{}' });
    expect(JSON.parse(done.counts)).to.include({
      SmartAgentSession: 1,
      SmartAgentTurn: 1,
      SmartAgentApproval: 1,
      SmartAgentChangeLog: 2,
      SmartAgentDataSubject: 1,
    });
  });

  it('leaves her name and address in no table, file, log or index, byte by byte', async () => {
    const { displayName, email, oid } = world.seeded.person;
    expect([...kept().keys()]).to.include('world.sqlite');
    for (const [name, bytes] of kept())
      for (const text of [displayName, email, oid, 'REYES, Clara', 'Clara@Example.test'])
        for (const encoding of ['utf8', 'utf16le'] as const)
          expect(bytes.includes(Buffer.from(text, encoding)), `${text} in ${name} as ${encoding}`).to.equal(false);
  });

  it('leaves the log’s rows as they are, of somebody who was erased', async () => {
    expect(await world.database.reader.countBy(SmartAgentToolCallLog, { subjectId })).to.be.greaterThan(0);
    expect((await world.core.parts.subjects.names(world.seeded.tenantId, [subjectId])).get(subjectId)).to.equal('Erased person');
    expect(await world.database.reader.findOneByOrFail(SmartAgentDataSubject, { id: subjectId })).to.include({
      sealedKey: null,
      sealedProfile: null,
      lookup: subjectId,
    });
    expect((await world.core.parts.subjects.of(world.seeded.person)).id).not.to.equal(subjectId);
  });

  it('is over: the change log is not changed any more, and she is not erased twice', async () => {
    expect((await failure(world.sql(`UPDATE "SmartAgentChangeLog" SET "after" = 'x'`)))?.message).to.match(/append-only/);
    const again = world.core.erasures.request({ tenantId: world.seeded.tenantId, subject: { id: admin } }, subjectId, 'Again.');
    expect((await failure(again))?.message).to.match(/asked for before/);
  });
});
