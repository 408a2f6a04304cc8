import { expect } from 'chai';
import { SmartAgent, SmartAgentExecution } from '../../entities/index.ts';
import { toolCallLogEntrySchema, type ToolCallLogEntry } from '../../src/contracts/tool-call-log.ts';
import { attemptWrites, outcomeWrites } from '../../src/features/audit/index.ts';
import { LogStore, ToolCallLogPage } from '../../src/features/log-page/index.ts';
import { Subjects } from '../../src/features/subjects/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { insert } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { newSecretKey } from '../../src/kernel/secret-box.ts';
import { seedWorld, type SeededWorld } from '../support/seed-world.ts';
import { attemptOf, outcomeOf } from './attempt-rows.ts';
import { contractDatabase, type DatabaseHost } from './contract-host.ts';
import { logQueries } from './log-queries.ts';

const scope = JSON.stringify({ entitySets: [{ entitySet: 'vendors', ids: [{ id: '1', label: 'V-1042' }], count: 1, digest: null, filters: [] }] });
const at = (hour: number): string => `2026-03-01T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** The log page asks both databases the same questions and gets the same answers. */
export const logContract = (open: () => Promise<DatabaseHost>): void => {
  describe('the log page', () => {
    const store = contractDatabase(open);
    const ids: Record<string, string> = {};
    let world: SeededWorld;
    let page: ToolCallLogPage;
    let clara: string;

    const fill = async (): Promise<void> => {
      const { tenantId, agentId, versionId } = world;
      const executionId = randomIds.next();
      const run = { tenantId, agentId, agentVersionId: versionId, executionId, subjectId: clara };
      const attempts = {
        a: attemptOf(tenantId, { ...run, attemptedAt: at(10), tool: 'read_customer', arguments: '{"customer":"100%_[C]"}' }),
        b: attemptOf(tenantId, { ...run, attemptedAt: at(11), tool: 'Read_Customer', arguments: '{"customer":"100xyC"}' }),
        c: attemptOf(tenantId, { ...run, attemptedAt: at(12), tool: 'order', phase: 'commit', approverSubjectId: clara, approvalId: executionId }),
        d: attemptOf(tenantId, { ...run, attemptedAt: at(13), tool: 'Zürich 😀', decision: 'refuse', sessionId: null, turnId: null }),
      };
      for (const [name, attempt] of Object.entries(attempts)) ids[name] = attempt.id;
      await store.database.commit([
        insert(SmartAgentExecution, {
          ...{
            id: executionId,
            tenantId,
            reference: 'EX-1',
            sessionId: null,
            agentId,
            agentVersionId: versionId,
            subjectId: clara,
            companyId: agentId,
          },
          ...{ delegationId: agentId, fingerprint: 'f', status: 'completed', startedAt: at(9), endedAt: at(14), companyName: null, answerHash: null },
        }),
        ...Object.values(attempts).flatMap(attemptWrites),
        ...outcomeWrites(outcomeOf(attempts.a, { finishedAt: at(10), credits: '0.0120', durationMs: 10 })),
        ...outcomeWrites(outcomeOf(attempts.b, { outcome: 'denied', credits: '10.0000', records: 0, mayBePartial: true, message: '=1+1' })),
        ...outcomeWrites(outcomeOf(attempts.c, { outcome: 'committed', credits: '1.5000', durationMs: 5000, dataScope: scope })),
      ]);
    };

    before(async function () {
      this.timeout(240_000);
      world = await seedWorld(store.database);
      await seedWorld(store.database);
      const subjects = new Subjects(store.database, randomIds, { clock: systemClock, masterKey: newSecretKey() });
      clara = (await subjects.of(world.person)).id;
      page = new ToolCallLogPage({ store: new LogStore(store.database), subjects });
      await fill();
    });

    const nameOf = (id: string): string => Object.keys(ids).find((name) => ids[name] === id) ?? '?';
    const ask = (query: string, size = 100): ReturnType<ToolCallLogPage['page']> =>
      page.page(world.tenantId, encodeURI(query).replaceAll('+', '%2B'), size);
    const found = async (query: string): Promise<string> => (await ask(query)).entries.map(({ id }) => nameOf(id ?? '')).join('');

    it('serves every attempt whole, in the words of the contract', async () => {
      const entries = (await ask('')).entries.map((entry) => toolCallLogEntrySchema.parse(entry));
      expect(entries.map(({ id }) => nameOf(id)).join('')).to.equal('dcba');
      expect(entries[1]).to.include({
        userName: 'Clara Reyes',
        agentName: 'Helper',
        agentVersion: 1,
        executionReference: 'EX-1',
        dataScope: 'vendors: V-1042',
      });
      expect(entries[0]).to.include({ outcome: 'open', credits: null, records: null, mayBePartial: null, position: null });
      expect(entries[2]).to.include({ mayBePartial: true, credits: '10.0000', durationMs: 12 });
    });

    for (const [query, expected] of logQueries) {
      it(`finds ${expected || 'nothing'} for ${query}`, async () => {
        expect(await found(query)).to.equal(expected);
      });
    }

    const properties = Object.keys(toolCallLogEntrySchema.shape) as readonly (keyof ToolCallLogEntry)[];
    for (const property of properties.filter((name) => !['userName', 'approverName', 'dataScope'].includes(name))) {
      it(`can be ordered by ${property}, both ways`, async () => {
        for (const direction of ['asc', 'desc']) expect([...(await found(`$orderby=${property} ${direction}`))].sort().join('')).to.equal('abcd');
      });
    }

    it('counts, and pages without a gap or a double', async () => {
      const first = await ask('$count=true&$orderby=attemptedAt asc', 3);
      expect([first.count, first.entries.length]).to.deep.equal([4, 3]);
      const next = await page.page(world.tenantId, first.next ?? '', 3);
      expect([...first.entries, ...next.entries].map(({ id }) => nameOf(id ?? '')).join('')).to.equal('abcd');
      expect(next.next).to.equal(undefined);
    });

    it('exports the same as CSV, in which no cell starts a formula', async () => {
      let csv = '';
      let exported = 0;
      const query = encodeURI('$select=tool,outcome,outcomeMessage,credits,mayBePartial&$orderby=attemptedAt');
      const onEnd = async (rows: number) => void (exported = rows);
      for await (const piece of page.csv(world.tenantId, query, onEnd)) csv += piece;
      expect(exported).to.equal(4);
      expect(csv.split('\r\n')).to.deep.equal([
        'tool,outcome,outcomeMessage,credits,mayBePartial',
        'read_customer,ok,,0.0120,false',
        "Read_Customer,denied,'=1+1,10.0000,true",
        'order,committed,,1.5000,false',
        'Zürich 😀,open,,,',
        '',
      ]);
    });

    it('tells the attempts of an execution in their order', async () => {
      const [row] = await store.database.reader.findBy(SmartAgentExecution, { tenantId: world.tenantId });
      expect((await page.ofExecution(world.tenantId, row?.id ?? '')).map(({ id }) => nameOf(id)).join('')).to.equal('abcd');
      expect(await store.database.reader.countBy(SmartAgent, { tenantId: world.tenantId })).to.equal(1);
    });
  });
};
