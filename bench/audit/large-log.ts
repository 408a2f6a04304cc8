import BetterSqlite3 from 'better-sqlite3';
import { openDatabase } from '../../src/adapters/database/database.ts';
import { sampleAttempt } from '../sample-attempt.ts';

/** The only tenant of the large log, and the values its rows are spread over. */
export const spread = { tenantId: '11111111-1111-4111-8111-111111111111', users: 200, agents: 40, tools: 30, outcome: 'ok' } as const;

const secondsApart = 30;
const firstSecond = Math.floor(Date.UTC(2024, 0, 1) / 1000);
const rowsPerTransaction = 50_000;

/** The instant of a row. */
const instant = "strftime('%Y-%m-%dT%H:%M:%fZ', @first + i * @apart, 'unixepoch')";

const attemptColumns = (): readonly (readonly [column: string, value: string])[] => {
  const sample: Readonly<Record<string, unknown>> = { ...sampleAttempt(), recordHash: '0'.repeat(64) };
  const given: Readonly<Record<string, string>> = {
    id: "printf('a%035d', i)",
    attemptedAt: instant,
    toolCallId: "printf('call%08d', i)",
    subjectId: `printf('user%04d', i % ${spread.users})`,
    agentId: `printf('agent%04d', i % ${spread.agents})`,
    tool: `printf('tool_%02d', i % ${spread.tools})`,
  };
  return Object.keys(sample).map((column) => [column, given[column] ?? `@${column}`]);
};

const outcomes = `INSERT INTO "SmartAgentToolCallOutcome" ("id", "tenantId", "attemptId", "finishedAt", "outcome", "records", "mayBePartial", "truncated",
  "inputTokens", "outputTokens", "credits", "durationMs", "recordHash")
  SELECT printf('o%035d', i), @tenantId, printf('a%035d', i), ${instant}, CASE WHEN i % 50 = 0 THEN 'denied' ELSE 'ok' END, 3, 0, 0, 900, 80, '0.1060', 40, @recordHash FROM n`;

const chain = `INSERT INTO "SmartAgentLogChain" ("tenantId", "position", "recordType", "recordId", "recordHash", "previousHash", "hash")
  SELECT @tenantId, i * 2 - 1, 'attempt', printf('a%035d', i), @recordHash, @recordHash, @recordHash FROM n
  UNION ALL SELECT @tenantId, i * 2, 'outcome', printf('o%035d', i), @recordHash, @recordHash, @recordHash FROM n`;

/** Makes a log of so many attempts, each with its outcome and both with positions, as plain SQL: how it is written is measured elsewhere. */
export const makeLargeLog = async (file: string, attempts: number): Promise<void> => {
  await (await openDatabase(`sqlite:${file}`)).close();
  const database = new BetterSqlite3(file);
  database.pragma('synchronous = OFF');
  const columns = attemptColumns();
  const statements = [
    `INSERT INTO "SmartAgentToolCallLog" (${columns.map(([name]) => `"${name}"`).join(', ')}) SELECT ${columns.map(([, value]) => value).join(', ')} FROM n`,
    outcomes,
    chain,
  ];
  for (let from = 1; from <= attempts; from += rowsPerTransaction) {
    const to = Math.min(attempts, from + rowsPerTransaction - 1);
    const values = { ...sampleAttempt(), tenantId: spread.tenantId, recordHash: '0'.repeat(64), first: firstSecond, apart: secondsApart, from, to };
    for (const statement of statements) {
      database.prepare(`WITH RECURSIVE n(i) AS (SELECT @from UNION ALL SELECT i + 1 FROM n WHERE i < @to) ${statement}`).run(values);
    }
  }
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
};
