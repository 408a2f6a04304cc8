import { expect } from 'chai';
import { pino } from 'pino';
import {
  SmartAgentMessage,
  SmartAgentMissedLookup,
  SmartAgentPanelEvent,
  SmartAgentRetentionRun,
  SmartAgentSession,
  SmartAgentToolCallLog,
  SmartAgentTurn,
} from '../../entities/index.ts';
import { openRawReader } from '../../src/adapters/database/raw-reader.ts';
import { LogRows } from '../../src/audit-verify/log-rows.ts';
import { LogVerification, type LogVerdict } from '../../src/audit-verify/verify-log.ts';
import type { SetLegalHold } from '../../src/contracts/legal-holds.ts';
import { SettingChanges } from '../../src/features/change-log/index.ts';
import { heldByLaw, holdsOnPerson, LegalHolds } from '../../src/features/legal-holds/index.ts';
import { GuardedChanges } from '../../src/features/pending-changes/index.ts';
import { Retention, RetentionRuns } from '../../src/features/retention/index.ts';
import { Settings } from '../../src/features/settings/index.ts';
import { Admins, Subjects } from '../../src/features/subjects/index.ts';
import { randomIds, timeOrderedIds } from '../../src/kernel/ids.ts';
import { newSecretKey } from '../../src/kernel/secret-box.ts';
import { LogWorld } from '../audit/log-world.ts';
import { newTenant } from '../database/contract-host.ts';
import { writeOldRun } from './old-runs.ts';

/** What is held, by its name in these tests; `nothing` is the run that no hold covers. */
const runs = ['hers', 'decided by her', 'of the agent', 'of the document', 'of the period', 'nothing'] as const;
type Run = (typeof runs)[number];

describe('legal holds on the past', function () {
  this.timeout(120_000);
  const tenantId = newTenant();
  const agentId = randomIds.next();
  const sessions = new Map<Run, string>();
  const people = new Map<Run, string>(runs.map((run) => [run, randomIds.next()]));
  const holdIds: string[] = [];
  const admin = { tenantId, subject: { id: randomIds.next() } };
  const clara = { tid: tenantId, oid: 'clara-oid', displayName: 'Clara Reyes', email: 'clara@example.test' };
  let world: LogWorld;
  let holds: LegalHolds;
  let retention: Retention;

  before(async () => {
    world = await LogWorld.open(420);
    await world.setUp(tenantId);
    const { database, clock, signer, witness } = world;
    const subjects = new Subjects(database, randomIds, { clock, masterKey: newSecretKey() });
    const changes = new SettingChanges({ database, clock, ids: randomIds });
    const shared = { database, clock, ids: timeOrderedIds, subjects, changes, settings: new Settings(database) };
    const guard = new GuardedChanges({ ...shared, admins: new Admins(shared) });
    holds = new LegalHolds({ ...shared, guard, onLifted: () => undefined });
    const logger = pino({ level: 'silent' });
    retention = new Retention({ ...shared, signer, witness, logger, runs: new RetentionRuns(shared), holder: 'test', held: heldByLaw });

    const her = (await subjects.of(clara)).id;
    const at = (): string => clock.now().toISOString();
    people.set('hers', her);
    const write = async (run: Run, more: Partial<Parameters<typeof writeOldRun>[1]>): Promise<unknown> =>
      sessions.set(run, await writeOldRun(database, { tenantId, at: at(), subjectId: people.get(run) ?? '', ...more }));
    await write('hers', {});
    await write('decided by her', { deciderId: her });
    await write('of the agent', { agentId });
    await write('of the document', { document: 'PI-1001' });
    await write('nothing', {});
    await world.sequencer().drain();
    world.pass(2);
    const from = at();
    await write('of the period', {});
    const period = { from, to: at() };
    await world.sequencer().drain();
    world.pass(2);
    await world.sequencer().sealDays();
    clock.advance(Date.now() - clock.now().getTime());
    // Agents are looked up in the settings; this one left no row there.
    (shared.settings as unknown as { current: Settings['current'] }).current = async () =>
      ({ agents: new Map([[agentId, { id: agentId, name: 'Helper' }]]) }) as unknown as Awaited<ReturnType<Settings['current']>>;
    const reason = 'A claim of Clara Reyes';
    const wanted: readonly SetLegalHold[] = [
      { kind: 'user', personOid: clara.oid, reason },
      { kind: 'agent', agentId, reason },
      { kind: 'document', document: 'PI-1001', reason },
      { kind: 'period', ...period, reason },
    ];
    for (const hold of wanted) holdIds.push((await holds.set(admin, hold)).id);
  });
  after(() => world.close());

  /** How many rows of each kind are left of a run. */
  const left = async (run: Run): Promise<readonly number[]> => {
    const { reader } = world.database;
    const sessionId = sessions.get(run) ?? '';
    return [
      await reader.countBy(SmartAgentToolCallLog, { sessionId }),
      await reader.countBy(SmartAgentTurn, { sessionId }),
      await reader.countBy(SmartAgentMessage, { sessionId }),
      await reader.countBy(SmartAgentPanelEvent, { sessionId }),
      await reader.countBy(SmartAgentSession, { id: sessionId }),
    ];
  };

  const verified = async (): Promise<LogVerdict> => {
    const reader = await openRawReader(`sqlite:${world.file}`);
    const verdict = await new LogVerification({ rows: new LogRows(reader), by: world.by, witnessFile: world.witnessFile }).run();
    await reader.close();
    return verdict;
  };

  const lastRun = async (): Promise<SmartAgentRetentionRun | undefined> =>
    (await world.database.reader.find(SmartAgentRetentionRun, { order: { id: 'DESC' }, take: 1 }))[0];

  it('are those on a person whose runs they cover, for whatever reason, and on nobody else', async () => {
    const [user, agent, document, period] = holdIds;
    const expected: Readonly<Record<Run, readonly (string | undefined)[]>> = {
      ...{ hers: [user], 'decided by her': [user], 'of the agent': [agent], 'of the document': [document], 'of the period': [period], nothing: [] },
    };
    for (const run of runs) expect(await holdsOnPerson(world.database.reader, tenantId, people.get(run) ?? ''), run).to.deep.equal(expected[run]);
    expect(await holdsOnPerson(world.database.reader, newTenant(), people.get('hers') ?? '')).to.deep.equal([]);
  });

  it('leaves the records and the conversations of held runs, and removes the others', async () => {
    await retention.run(tenantId);
    for (const run of runs) expect(await left(run), run).to.deep.equal(run === 'nothing' ? [0, 0, 0, 0, 0] : [1, 1, 1, 1, 1]);
    expect(await lastRun()).to.include({ status: 'done', records: 3, heldRecords: 15, conversations: 1, messages: 1, missedLookups: 4 });
    expect(await world.database.reader.countBy(SmartAgentMissedLookup, { tenantId })).to.equal(2);
    expect((await verified()).ok).to.equal(true);
  });

  const kinds: readonly (readonly [string, readonly Run[]])[] = [
    ['a user', ['hers', 'decided by her']],
    ['an agent', ['of the agent']],
    ['a document', ['of the document']],
    ['a period', ['of the period']],
  ];
  for (const [index, [kind, freed]] of kinds.entries())
    it(`removes what a hold of ${kind} kept once it is lifted, and nothing that others keep`, async () => {
      const still = kinds.slice(index + 1).flatMap(([, held]) => held);
      await holds.lift(admin, holdIds[index] ?? '', 'The claim is settled.');
      await retention.run(tenantId);
      for (const run of freed) expect(await left(run), run).to.deep.equal([0, 0, 0, 0, 0]);
      for (const run of still) expect(await left(run), run).to.deep.equal([1, 1, 1, 1, 1]);
      expect(await lastRun()).to.include({ status: 'done', records: 3 * freed.length, heldRecords: 3 * still.length });
      expect((await verified()).ok).to.equal(true);
    });
});
