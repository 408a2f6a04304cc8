import type { SqlColumn, SqlDialect } from '../../odata/index.ts';

/*
 * Where each property of a log entry is found in SQL: the attempt `a` with its outcome `o`, place in the
 * chain `c`, execution `e`, agent `g` and version `v`. Names of people are sealed; filters on
 * them are made filters on ids before they come here (see name-filter.ts).
 */

/** Field names that only the program uses; no request can spell them. */
export const hiddenFields = { user: '#user', approver: '#approver', execution: '#execution', outcome: '#outcome' } as const;

const text = (sql: string, more: Partial<SqlColumn> = {}): SqlColumn => ({ sql, type: 'string', ...more });
const nullable = { isNullable: true } as const;
const whole = (sql: string, more: Partial<SqlColumn> = {}): SqlColumn => ({ sql, type: 'decimal', scale: 0, ...more });
// Instants are text of one fixed form, so they compare as text; cast to a date type no index would serve.
const instant = (sql: string, more: Partial<SqlColumn> = {}): SqlColumn => ({ sql, type: 'dateTime', serverType: 'nvarchar(24)', ...more });

const creditPlaces = 4;
const credits: Readonly<Record<SqlDialect, SqlColumn>> = {
  // Decimal text with four places; as a whole number of ten-thousandths it compares exactly.
  sqlite: { sql: 'CAST(round(CAST(o."credits" AS REAL) * 10000) AS INTEGER)', type: 'decimal', scale: creditPlaces, isNullable: true },
  mssql: { sql: 'CAST(o."credits" AS decimal(20, 4))', type: 'decimal', scale: creditPlaces, isNullable: true },
};

const shared: Readonly<Record<string, SqlColumn>> = {
  id: text('a."id"'),
  attemptedAt: instant('a."attemptedAt"'),
  toolCallId: text('a."toolCallId"'),
  phase: text('a."phase"'),
  executionReference: text('e."reference"', nullable),
  sessionId: text('a."sessionId"', nullable),
  turnId: text('a."turnId"', nullable),
  userId: text('a."subjectId"'),
  companyId: text('a."companyId"'),
  companyName: text('COALESCE(e."companyName", \'\')'),
  agentId: text('a."agentId"'),
  agentName: text('COALESCE(g."name", \'\')'),
  agentVersion: whole('COALESCE(v."number", 0)'),
  tier: text('a."tier"'),
  model: text('a."model"'),
  tool: text('a."tool"'),
  operation: text('a."operation"'),
  arguments: text('a."arguments"'),
  decision: text('a."decision"'),
  layer: text('COALESCE(o."layer", a."layer")'),
  rule: text('a."rule"'),
  basis: text('a."basis"'),
  delegationId: text('a."delegationId"'),
  approvalId: text('a."approvalId"', nullable),
  outcome: text('COALESCE(o."outcome", \'open\')'),
  outcomeAt: instant('o."finishedAt"', nullable),
  outcomeMessage: text('o."message"', nullable),
  dataScope: text('o."dataScope"', nullable),
  records: whole('o."records"', nullable),
  mayBePartial: { sql: 'o."mayBePartial"', type: 'boolean', isNullable: true },
  inputTokens: whole('o."inputTokens"', nullable),
  outputTokens: whole('o."outputTokens"', nullable),
  durationMs: whole('o."durationMs"', nullable),
  position: whole('c."position"', nullable),
  [hiddenFields.user]: text('a."subjectId"'),
  [hiddenFields.outcome]: text('o."outcome"', nullable),
  [hiddenFields.execution]: text('a."executionId"'),
  [hiddenFields.approver]: text('a."approverSubjectId"', nullable),
};

const columnsByDialect: Readonly<Record<SqlDialect, ReadonlyMap<string, SqlColumn>>> = {
  sqlite: new Map(Object.entries({ ...shared, credits: credits.sqlite })),
  mssql: new Map(Object.entries({ ...shared, credits: credits.mssql })),
};

/** The fields a filter or an order may name. */
export const logColumns = (dialect: SqlDialect): ReadonlyMap<string, SqlColumn> => columnsByDialect[dialect];

/** What a row is read with: every property that is stored, and the ids of the people. */
export const selectList = [
  ...Object.entries(shared)
    .filter(([name]) => !name.startsWith('#'))
    .map(([name, column]) => `${column.sql} AS "${name}"`),
  'o."credits" AS "credits"',
  'a."approverSubjectId" AS "approverId"',
].join(', ');

const joins: Readonly<Record<string, string>> = {
  o: 'LEFT JOIN "SmartAgentToolCallOutcome" o ON o."attemptId" = a."id" AND o."tenantId" = a."tenantId"',
  c: 'LEFT JOIN "SmartAgentLogChain" c ON c."recordId" = a."id"',
  e: 'LEFT JOIN "SmartAgentExecution" e ON e."id" = a."executionId" AND e."tenantId" = a."tenantId"',
  g: 'LEFT JOIN "SmartAgent" g ON g."id" = a."agentId"',
  v: 'LEFT JOIN "SmartAgentVersion" v ON v."id" = a."agentVersionId"',
};

/** The joins that SQL made from the fields needs: whatever is joined has at most one row, so the others change nothing but the time it takes. */
export const joinsFor = (sql: string): string =>
  Object.entries(joins)
    .filter(([alias]) => new RegExp(`\\b${alias}\\."`).test(sql))
    .map(([, join]) => join)
    .join(' ');
