import { expect } from 'chai';
import { SmartAgentApproval, SmartAgentExecution } from '../../entities/index.ts';
import { executionQuerySchema } from '../../src/contracts/executions.ts';
import { stopsReportSchema, type StopsReport } from '../../src/contracts/reports.ts';
import { attemptWrites, outcomeWrites, type AttemptRecord, type OutcomeRecord } from '../../src/features/audit/index.ts';
import { ExecutionSearch, ExecutionStore } from '../../src/features/executions/index.ts';
import { Stops, StopsStore } from '../../src/features/reports/index.ts';
import { Subjects } from '../../src/features/subjects/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { insert, type Row, type Write } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { newSecretKey } from '../../src/kernel/secret-box.ts';
import { seedWorld, type SeededWorld } from '../support/seed-world.ts';
import { attemptOf, outcomeOf } from './attempt-rows.ts';
import { contractDatabase, type DatabaseHost } from './contract-host.ts';

const minute = 60_000;
const start = Date.parse('2026-03-01T10:00:00.000Z');
const at = (minutes: number): string => new Date(start + minutes * minute).toISOString();
const records = (ids: readonly (readonly [id: string, label: string, written?: true])[]): string =>
  JSON.stringify({
    entitySets: [
      {
        entitySet: 'purchaseOrders',
        ids: ids.map(([id, label, written]) => ({ id, label, ...(written ? { written } : {}) })),
        count: 2,
        digest: null,
        filters: [],
      },
    ],
  });

/** Runs are found, and what stopped them is added up, alike on both databases. */
export const runsContract = (open: () => Promise<DatabaseHost>): void => {
  describe('runs', () => {
    const store = contractDatabase(open);
    const clock = new ManualClock('2026-03-20T08:00:00.000Z');
    let world: SeededWorld;
    let clara: string;
    let search: ExecutionSearch;

    const execution = (name: string, minutes: number): { id: string; write: Write } => {
      const id = randomIds.next();
      const { tenantId, agentId, versionId } = world;
      const frame = { id, tenantId, reference: `EX-${name}`, sessionId: null, agentId, agentVersionId: versionId, subjectId: clara };
      const more = { companyId: agentId, companyName: 'Test Company', delegationId: agentId, fingerprint: 'f', status: 'completed' };
      return { id, write: insert(SmartAgentExecution, { ...frame, ...more, startedAt: at(minutes), endedAt: null, answerHash: null }) };
    };
    const logged = (executionId: string, attempt: Partial<AttemptRecord>, outcome: Partial<OutcomeRecord>): readonly Write[] => {
      const { tenantId, agentId, versionId } = world;
      const row = attemptOf(tenantId, { executionId, agentId, agentVersionId: versionId, subjectId: clara, attemptedAt: at(0), ...attempt });
      return [...attemptWrites(row), ...outcomeWrites(outcomeOf(row, { finishedAt: at(1), ...outcome }))];
    };
    const approval = (executionId: string, row: Partial<Row<SmartAgentApproval>>): Write => {
      const id = randomIds.next();
      const { tenantId, agentId, versionId } = world;
      const frame = { id, tenantId, proposalId: id, version: 1, executionId, sessionId: id, turnId: id, toolCallId: id, agentId };
      const who = { agentVersionId: versionId, delegationId: id, requesterSubjectId: clara, companyId: id, deciderSubjectId: null, decidedAt: null };
      const asked = { responsibleSubjectId: clara, approver: '{"kind":"responsible"}', facts: null };
      const what = { tool: 'order', effectKey: id, outcomeHash: 'h', sealedPayload: null, sealedPreview: '', basis: '[]', sourceRecords: '[]' };
      const end = { changedSince: '[]', mayBePartial: false, amount: null, currency: null, sealedReason: null, sealedResult: null, untold: false };
      const unedited = { editedBySubjectId: null, raisedBySubjectId: null, nodeId: null };
      const when = { requestedAt: at(0), expiresAt: at(60) };
      return insert(SmartAgentApproval, { ...frame, ...who, ...asked, ...what, ...end, ...unedited, ...when, state: 'pending', ...row });
    };
    const decidedAfter = (minutes: number, row: Partial<Row<SmartAgentApproval>> = {}) => ({
      ...{ state: 'committed', decidedAt: at(minutes), deciderSubjectId: clara, ...row },
    });

    before(async () => {
      world = await seedWorld(store.database);
      await seedWorld(store.database);
      const subjects = new Subjects(store.database, randomIds, { clock, masterKey: newSecretKey() });
      clara = (await subjects.of(world.person)).id;
      search = new ExecutionSearch({ database: store.database, subjects });
      const [one, two, three] = [execution('ONE', 0), execution('TWO', 1), execution('THREE', 1)];
      const many = Array.from({ length: 900 }, (_, index) => [`id-${index}`, `PO-${index}`] as const);
      const proposalId = randomIds.next();
      await store.database.commit([
        ...[one.write, two.write, three.write],
        ...logged(
          one.id,
          { tool: 'order', phase: 'commit' },
          {
            outcome: 'committed',
            dataScope: records([
              ['id-9', 'PO-9', true],
              ['id-1', 'PO-1'],
            ]),
          },
        ),
        ...logged(two.id, {}, { dataScope: records([...many, ['ID-1 ', 'PO-1'], ['ID-1', 'PO-1']]) }),
        ...logged(two.id, { decision: 'refuse', layer: 'tool-config', rule: 'tool-off' }, { outcome: 'refused', layer: 'tool-config' }),
        ...logged(two.id, { decision: 'refuse', layer: 'tool-config', rule: 'tool-off', tool: 'order' }, { outcome: 'refused' }),
        ...logged(three.id, { decision: 'refuse', layer: 'tool-config', rule: 'tool-off', tool: 'order' }, { outcome: 'refused' }),
        ...logged(three.id, {}, { outcome: 'denied', layer: 'erp' }),
        ...logged(three.id, {}, { outcome: 'refused', finishedAt: '2026-04-01T00:00:00.000Z' }),
        ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((minutes) => approval(one.id, decidedAfter(minutes))),
        approval(one.id, { state: 'expired', decidedAt: at(60) }),
        approval(one.id, { state: 'committed', decidedAt: at(0) }),
        approval(two.id, { tool: 'mail' }),
        ...[1, 2].map((version) => approval(three.id, { proposalId, version, tool: 'mail', state: 'superseded', requestedAt: at(version) })),
        approval(three.id, { proposalId, version: 3, tool: 'mail', requestedAt: at(3) }),
      ]);
    });

    const found = async (query: Record<string, string>): Promise<string> => {
      const { runs } = await search.page(world.tenantId, executionQuerySchema.parse(query), null);
      return runs.map(({ row }) => row.reference.slice('EX-'.length)).join(' ');
    };

    it('are found by what they touched, however much that was', async () => {
      expect(await found({ document: 'PO-9' })).to.match(/^TWO ONE$/);
      expect(await found({ document: 'po-899' })).to.equal('TWO');
      expect(await found({ record: 'purchaseOrders(id-9)' })).to.equal('TWO ONE');
      expect(await found({ record: 'purchaseOrders(ID-9)' })).to.equal('');
    });

    it('are found by everything else, newest first, page by page', async () => {
      expect((await found({})).split(' ').sort().join(' ')).to.equal('ONE THREE TWO');
      expect(await found({ company: 'test comp', agent: 'helper', user: 'REYES', outcome: 'committed', tool: 'order' })).to.equal('ONE');
      expect(await found({ outcome: 'denied', from: '2026-03-01', to: '2026-03-01', status: 'completed' })).to.equal('THREE');
      const [newest = ''] = (await found({ limit: '1' })).split(' ');
      expect(await found({ after: `EX-${newest}` })).to.match(newest === 'TWO' ? /^THREE ONE$/ : /^TWO ONE$/);
    });

    it('tell what they did in short, and what they wrote before what they read', async () => {
      const { runs } = await search.page(world.tenantId, executionQuerySchema.parse({ document: 'PO-9' }), null);
      expect(runs[1]).to.deep.include({ tools: ['order'], outcomes: [{ outcome: 'committed', count: 1 }], written: ['PO-9'] });
      const executions = new ExecutionStore(store.database);
      const whole = await executions.whole((await executions.row(world.tenantId, 'EX-ONE'))!);
      expect(whole.touched.map(({ label, role, total }) => `${label} ${role} ${total}`)).to.deep.equal(['PO-9 written 2', 'PO-1 read 2']);
      const two = await executions.whole((await executions.row(world.tenantId, 'EX-TWO'))!);
      expect([two.touched.length, two.touched[0]?.total, two.attempts.length, two.outcomes.length]).to.deep.equal([500, 901, 3, 3]);
    });

    const report = async (days: { from?: string; to?: string } = {}): Promise<StopsReport> =>
      stopsReportSchema.parse(await new Stops({ store: new StopsStore(store.database), clock }).report(world.tenantId, days));

    it('are counted where they stop: by layer and rule, with the agents and tools', async () => {
      const { from, to, refusals } = await report();
      expect([from, to]).to.deep.equal(['2026-02-19', '2026-03-20']);
      expect(refusals).to.deep.equal([
        { layer: 'tool-config', rule: 'tool-off', count: 3, agents: ['Helper'], tools: ['order', 'read_customer'] },
        { layer: 'erp', rule: 'denied', count: 1, agents: ['Helper'], tools: ['read_customer'] },
      ]);
    });

    it('are told where an approval keeps coming back', async () => {
      const expected = { executionReference: 'EX-THREE', tool: 'mail', agent: 'Helper', versions: 3, superseded: 2, requestedAt: at(1) };
      expect((await report()).comingBack).to.deep.equal([{ ...expected, status: 'pending' }]);
    });

    it('are told how long people are waited for: half and nine of ten, and what expired', async () => {
      expect((await report()).waiting).to.deep.equal([
        { tool: 'order', asked: 11, decided: 10, expired: 1, medianMillis: 5 * minute, p90Millis: 9 * minute },
        { tool: 'mail', asked: 4, decided: 0, expired: 0, medianMillis: null, p90Millis: null },
      ]);
    });

    it('are counted for the days that were asked for alone, and not at all for another tenant', async () => {
      const empty = { refusals: [], comingBack: [], waiting: [] };
      expect(await report({ from: '2026-03-02', to: '2026-03-31' })).to.deep.equal({ from: '2026-03-02', to: '2026-03-31', ...empty });
      const stops = new Stops({ store: new StopsStore(store.database), clock });
      expect(await stops.report(randomIds.next(), {})).to.deep.include(empty);
    });
  });
};
