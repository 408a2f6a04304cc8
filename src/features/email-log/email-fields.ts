import type { SqlColumn } from '../../odata/index.ts';

/* Where each property of an entry of the email log is found in SQL: its row `m`, execution `e` and agent `g`. */

/** The field that a filter on an addressee becomes; no request can spell it. */
export const addresseeField = '#addressee';

const text = (sql: string, more: Partial<SqlColumn> = {}): SqlColumn => ({ sql, type: 'string', ...more });
const instant = (sql: string): SqlColumn => ({ sql, type: 'dateTime', serverType: 'nvarchar(24)' });

/** The fields a filter or an order may name; `#user` is the one that a filter on a name becomes. */
export const emailColumns: ReadonlyMap<string, SqlColumn> = new Map(
  Object.entries({
    id: text('m."id"'),
    draftedAt: instant('m."draftedAt"'),
    status: text('m."status"'),
    statusAt: instant('m."statusAt"'),
    subjectHash: text('m."subjectHash"'),
    attachments: { sql: 'm."attachments"', type: 'decimal', scale: 0 } satisfies SqlColumn,
    executionReference: text('e."reference"', { isNullable: true }),
    agentId: text('m."agentId"'),
    agentName: text('COALESCE(g."name", \'\')'),
    userId: text('m."subjectId"'),
    companyId: text('m."companyId"'),
    companyName: text('COALESCE(e."companyName", \'\')'),
    '#user': text('m."subjectId"'),
    [addresseeField]: text('m."addresseeHash"', { isNullable: true }),
  }),
);

/** What a row is read with. */
export const emailList = [
  ...[...emailColumns].filter(([name]) => !name.startsWith('#')).map(([name, { sql }]) => `${sql} AS "${name}"`),
  'm."sealedAddressee" AS "sealedAddressee"',
].join(', ');

/** Where rows come from. */
export const emailTables = `"SmartAgentEmailLog" m
  LEFT JOIN "SmartAgentExecution" e ON e."id" = m."executionId" AND e."tenantId" = m."tenantId"
  LEFT JOIN "SmartAgent" g ON g."id" = m."agentId"`;
