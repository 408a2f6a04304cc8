import { expect } from 'chai';
import { LogStore, ToolCallLogPage } from '../../src/features/log-page/index.ts';
import { account, ApiWorld } from '../http/api-world.ts';
import { company, LogRows } from './log-rows.ts';

const log = 'SmartAgentToolCallLog';

/** A filter of the log page, and the index by which SQLite finds the rows of a page in their order. */
const served: readonly (readonly [filter: string, index: RegExp])[] = [
  ['', /a USING INDEX IX_SmartAgentToolCallLog_tenantId_attemptedAt /],
  ['attemptedAt ge 2026-02-01T00:00:00Z', /a USING INDEX IX_SmartAgentToolCallLog_tenantId_attemptedAt \(tenantId=\? AND attemptedAt>/],
  ["userName eq 'Clara Reyes'", /a USING INDEX IX_SmartAgentToolCallLog_tenantId_subjectId_attemptedAt /],
  ["contains(tolower(userName),'reyes')", /a USING INDEX IX_SmartAgentToolCallLog_tenantId_subjectId_attemptedAt /],
  ["agentId eq 'x'", /a USING INDEX IX_SmartAgentToolCallLog_tenantId_agentId_attemptedAt /],
  ["tool eq 'read_vendor'", /a USING INDEX IX_SmartAgentToolCallLog_tenantId_tool_attemptedAt /],
  [`companyId eq '${company.id}'`, /a USING INDEX IX_SmartAgentToolCallLog_tenantId_companyId_attemptedAt /],
  ["outcome eq 'denied'", /o USING INDEX UQ_SmartAgentToolCallOutcome_attemptId /],
  // No row says of itself that nothing ended it, and none is ever changed: newest first, each asks the index of outcomes once,
  // until the page is full. Where few are open that is the tenant's whole log, unless a time bounds it.
  ["outcome eq 'open'", /a USING INDEX IX_SmartAgentToolCallLog_tenantId_attemptedAt /],
  ["outcome eq 'open'", /o USING INDEX UQ_SmartAgentToolCallOutcome_attemptId /],
  [
    "outcome eq 'open' and attemptedAt ge 2026-02-01T00:00:00Z",
    /a USING INDEX IX_SmartAgentToolCallLog_tenantId_attemptedAt \(tenantId=\? AND attemptedAt>\? AND attemptedAt<\?\)/,
  ],
  ["document eq 'V-1042'", /x USING INDEX IX_SmartAgentExecutionRecord_tenantId_label /],
];

describe('the indexes of the tool-call log', () => {
  let world: ApiWorld;
  before(async () => {
    world = await ApiWorld.open();
    const rows = new LogRows(world);
    for (let each = 0; each < 3; each++) await rows.add();
  });
  after(() => world.close());

  /** The plan of the statement that reads a page. */
  const planOf = async (filter: string): Promise<readonly string[]> => {
    const { reader } = world.database;
    const asked: { sql: string; parameters: unknown[] }[] = [];
    const watched = Object.assign(Object.create(reader) as typeof reader, {
      query: (sql: string, parameters: unknown[]) => {
        asked.push({ sql, parameters });
        return reader.query(sql, parameters);
      },
    });
    const page = new ToolCallLogPage({
      store: new LogStore({ ...world.database, reader: watched }),
      subjects: world.parts.subjects,
    });
    await page.page(account('CLARA').tid, filter === '' ? '' : `$filter=${encodeURIComponent(filter)}`);
    const read = asked.find(({ sql }) => sql.includes('AS "wanted"'));
    const steps = await reader.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${read?.sql ?? ''}`, read?.parameters);
    const details = steps.map(({ detail }) => `${detail} `);
    // The rows of the page, which were found by then, are read and put in order once more.
    return details.slice(
      0,
      details.findIndex((detail) => detail.startsWith('SCAN w')),
    );
  };

  for (const [filter, index] of served) {
    it(`serve ${filter === '' ? 'the newest rows' : filter}`, async () => {
      const plan = await planOf(filter);
      expect(
        plan.some((step) => index.test(step)),
        plan.join('\n'),
      ).to.equal(true);
      expect(plan.filter((step) => step.startsWith(`SCAN a`) || step.startsWith(`SCAN ${log}`))).to.deep.equal([]);
      // Rows of the same instant are put in order by their id; what a document was touched by is sorted as a whole.
      if (!filter.startsWith('document')) expect(plan).to.not.include('USE TEMP B-TREE FOR ORDER BY ');
    });
  }
});
