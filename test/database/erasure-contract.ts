import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'chai';
import { pino } from 'pino';
import type { ObjectLiteral } from 'typeorm';
import {
  SmartAgent,
  SmartAgentCondition,
  SmartAgentErasure,
  SmartAgentSession,
  SmartAgentToolCallLog,
  SmartAgentVersion,
} from '../../entities/index.ts';
import { versionWrite } from '../../src/features/agents/agent-rows.ts';
import { createLogSigner, Sequencer } from '../../src/features/audit/index.ts';
import { SettingChanges } from '../../src/features/change-log/index.ts';
import { Erasures } from '../../src/features/erasure/index.ts';
import { heldByLaw, LegalHolds } from '../../src/features/legal-holds/index.ts';
import { GuardedChanges } from '../../src/features/pending-changes/index.ts';
import { Retention, RetentionRuns } from '../../src/features/retention/index.ts';
import { Settings, type AgentConfiguration } from '../../src/features/settings/index.ts';
import { Admins, Subjects } from '../../src/features/subjects/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { insert, update } from '../../src/kernel/database.ts';
import { randomIds, timeOrderedIds } from '../../src/kernel/ids.ts';
import { newSecretKey } from '../../src/kernel/secret-box.ts';
import { erasureWrite } from '../erasure/erasure-row.ts';
import { writeOldRun } from '../legal-holds/old-runs.ts';
import { seedWorld, type SeededWorld } from '../support/seed-world.ts';
import { contractDatabase, failure, type DatabaseHost } from './contract-host.ts';

const day = 86_400_000;

/** A name with everything that patterns of SQL take for something else. */
const her = { oid: 'clara-oid', displayName: "Clära O'Brien_[a-c]%", email: 'clara.obrien@example.test' };
/** Equal to hers for whoever takes it for a pattern. */
const lookalike = "Clära O'Brienxb at clara-obrien@example.test";
const said = `${her.displayName}, ${her.email.toUpperCase()}`;

/** Legal holds, retention and erasures in one another's way. */
export const erasureContract = (open: () => Promise<DatabaseHost>): void => {
  describe('a person who is held, and erased', function () {
    this.timeout(300_000);
    const store = contractDatabase(open);
    const clock = new ManualClock(new Date(Date.now() - 420 * day).toISOString());
    const admin = { tenantId: '', subject: { id: randomIds.next() } };
    let seeded: SeededWorld;
    let subjectId: string;
    let holdId: string;
    let holds: LegalHolds;
    let retention: Retention;
    let erasures: Erasures;
    let settings: Settings;
    let pinned: { readonly id: string; readonly hash: string };
    const sessions: string[] = [];

    /** Names her where people write: in a version, a condition, a description and the change log. */
    const plant = async (changes: SettingChanges): Promise<void> => {
      const { tenantId, agentId, versionId } = seeded;
      const { database } = store;
      const first = await database.reader.findOneByOrFail(SmartAgentVersion, { id: versionId });
      const configuration = { ...(JSON.parse(first.configuration) as AgentConfiguration), instructions: said, suggestions: [lookalike] };
      const frame = { id: randomIds.next(), tenantId, agentId, number: 2, createdAt: first.createdAt, createdBySubjectId: agentId };
      const filter = `displayName eq '${her.displayName.replaceAll("'", "''")}'`;
      await database.commit([
        versionWrite(frame, configuration),
        update(SmartAgent, { id: agentId }, { description: said, name: lookalike, currentVersionId: frame.id }),
        insert(SmartAgentCondition, {
          ...{ id: randomIds.next(), tenantId, name: her.displayName, entitySet: 'vendors', filter, revision: 1, updatedAt: first.createdAt },
        }),
      ]);
      const change = {
        thing: { entity: 'agent', id: agentId, name: her.displayName } as const,
        changes: [{ field: 'x', before: said, after: null }],
      };
      await changes.note(admin, change);
      pinned = await database.reader.findOneByOrFail(SmartAgentVersion, { id: frame.id });
    };

    before(async () => {
      const { database } = store;
      seeded = await seedWorld(database);
      const { tenantId } = seeded;
      admin.tenantId = tenantId;
      const subjects = new Subjects(database, randomIds, { clock, masterKey: newSecretKey() });
      settings = new Settings(database);
      const changes = new SettingChanges({ database, clock, ids: randomIds });
      const shared = { database, clock, ids: timeOrderedIds, subjects, changes, settings, logger: pino({ level: 'silent' }) };
      const guard = new GuardedChanges({ ...shared, admins: new Admins(shared) });
      holds = new LegalHolds({ ...shared, guard, onLifted: () => undefined });
      const signer = createLogSigner(generateKeyPairSync('ed25519').privateKey);
      const witness = { append: () => Promise.resolve(), state: () => Promise.resolve() };
      const sequencer = new Sequencer({ database, clock, signer, witness, holder: 'test' });
      retention = new Retention({ ...shared, signer, witness, runs: new RetentionRuns(shared), holder: 'test', held: heldByLaw });
      erasures = new Erasures({
        ...{ ...shared, holder: 'test', hashKey: () => 'key', compact: () => database.compact() },
        ...{ endSignIns: () => Promise.resolve(0), endWork: () => Promise.resolve() },
      });
      subjectId = (await subjects.of({ tid: tenantId, ...her })).id;
      for (const of of [{ subjectId }, {}]) sessions.push(await writeOldRun(database, { tenantId, at: clock.now().toISOString(), ...of }));
      await sequencer.drain();
      clock.advance(2 * day);
      await sequencer.sealDays();
      clock.advance(Date.now() + 60_000 - clock.now().getTime());
      await plant(changes);
      holdId = (await holds.set(admin, { kind: 'user', personOid: her.oid, reason: said })).id;
    });

    /** Attempts and conversations that are left of her run, and of the other's. */
    const left = (): Promise<number[]> =>
      Promise.all(
        [SmartAgentToolCallLog, SmartAgentSession].flatMap((entity) =>
          sessions.map((sessionId) =>
            store.database.reader.countBy<ObjectLiteral>(entity, entity === SmartAgentSession ? { id: sessionId } : { sessionId }),
          ),
        ),
      );
    const erasure = (): Promise<SmartAgentErasure> => store.database.reader.findOneByOrFail(SmartAgentErasure, { subjectId });

    /** Everything that is kept, as text. */
    const everything = async (): Promise<string> => {
      const rows = [];
      for (const { target } of store.database.reader.dataSource.entityMetadatas) rows.push(await store.database.reader.find(target));
      return JSON.stringify(rows).toLowerCase();
    };

    it('keeps what is held of her when retention removes the rest', async () => {
      await retention.run(seeded.tenantId);
      expect(await left()).to.deep.equal([1, 0, 1, 0]);
    });

    it('is not erased while it is held, and the hold is named', async () => {
      const row = { tenantId: seeded.tenantId, subjectId, reason: said };
      await store.database.commit([erasureWrite(row)]);
      await erasures.work();
      expect(await erasure()).to.include({ status: 'deferred', stepsDone: 0, deferredBy: JSON.stringify([holdId]) });
      expect(await everything()).to.include(JSON.stringify(her.displayName).slice(1, -1).toLowerCase());
    });

    it('is erased when the hold is lifted, and named nowhere any more, whatever her name is to a pattern', async () => {
      expect((await settings.version(seeded.tenantId, pinned.id)).configuration.instructions).to.equal(said);
      await holds.lift(admin, holdId, said);
      await erasures.work();
      expect(await erasure()).to.include({ status: 'done', remaining: '{}', problem: null });
      const kept = await everything();
      for (const name of [her.displayName, her.email, her.oid]) expect(kept).not.to.include(JSON.stringify(name).slice(1, -1).toLowerCase());
    });

    it('takes nobody with her who is only called nearly so', async () => {
      const { database } = store;
      const agent = await database.reader.findOneByOrFail(SmartAgent, { id: seeded.agentId });
      expect(agent).to.include({ name: lookalike, description: 'Erased person, Erased person' });
      const condition = await database.reader.findOneByOrFail(SmartAgentCondition, { tenantId: seeded.tenantId });
      expect(condition).to.include({ name: 'Erased person', filter: "displayName eq 'Erased person'" });
    });

    it('leaves a version without her, whose fingerprint nobody can try names against', async () => {
      const { database } = store;
      const row = await database.reader.findOneByOrFail(SmartAgentVersion, { id: pinned.id });
      expect(row).to.include({ salt: null, hash: pinned.hash });
      const { configuration } = await settings.version(seeded.tenantId, pinned.id);
      expect(configuration).to.deep.include({ instructions: 'Erased person, Erased person', suggestions: [lookalike] });
      const again = database.transaction((manager) => manager.update(SmartAgentVersion, { id: pinned.id }, { configuration: '{}' }));
      expect((await failure(again))?.message).to.match(/append-only/);
    });

    it('has nothing left that retention would keep', async () => {
      await retention.run(seeded.tenantId);
      expect(await left()).to.deep.equal([0, 0, 0, 0]);
    });
  });
};
