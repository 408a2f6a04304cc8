import type { QueryRunner } from 'typeorm';

/** A column's SQL type on each database. */
export interface ColumnType {
  readonly sqlite: string;
  readonly mssql: string;
  readonly optional: boolean;
}

const column = (sqlite: string, mssql = sqlite): ColumnType => ({ sqlite, mssql, optional: false });

/** Text is compared and ordered by its code points on both, whatever a server's own collation; SQLite's default is that. */
const byCodePoint = 'COLLATE Latin1_General_100_BIN2';

/** Text of at most `length` characters. */
export const text = (length: number): ColumnType => column(`nvarchar(${length})`, `nvarchar(${length}) ${byCodePoint}`);
/** Text of any length. */
export const longText = column('text', `nvarchar(max) ${byCodePoint}`);
export const int = column('integer', 'int');
export const bigint = column('bigint');
export const flag = column('boolean', 'bit');
/** The same column, allowed to be null. */
export const optional = (type: ColumnType): ColumnType => ({ ...type, optional: true });

const isMssql = (runner: QueryRunner): boolean => runner.connection.options.type === 'mssql';

/** Creates a table. Names are quoted, so any word will do. */
export const createTable = async (
  runner: QueryRunner,
  table: { readonly name: string; readonly key: readonly string[] },
  columns: Readonly<Record<string, ColumnType>>,
): Promise<void> => {
  const dialect = isMssql(runner) ? 'mssql' : 'sqlite';
  const lines = Object.entries(columns).map(([name, type]) => `"${name}" ${type[dialect]} ${type.optional ? 'NULL' : 'NOT NULL'}`);
  const key = table.key.map((name) => `"${name}"`).join(', ');
  await runner.query(`CREATE TABLE "${table.name}" (${lines.join(', ')}, CONSTRAINT "PK_${table.name}" PRIMARY KEY (${key}))`);
};

/** Adds columns to a table; one that must have a value gives the rows that are there its `initially`, or an empty text. */
export const addColumns = async (
  runner: QueryRunner,
  table: string,
  columns: Readonly<Record<string, ColumnType & { readonly initially?: string }>>,
): Promise<void> => {
  const dialect = isMssql(runner) ? 'mssql' : 'sqlite';
  for (const [name, type] of Object.entries(columns)) {
    const rule = type.optional ? 'NULL' : `NOT NULL CONSTRAINT "DF_${table}_${name}" DEFAULT '${type.initially ?? ''}'`;
    await runner.query(`ALTER TABLE "${table}" ADD "${name}" ${type[dialect]} ${rule}`);
  }
};

/** Creates an index named after its columns. */
export const createIndex = async (
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
  kind: 'plain' | 'unique' = 'plain',
): Promise<void> => {
  const name = `${kind === 'unique' ? 'UQ' : 'IX'}_${table}_${columns.join('_')}`.slice(0, 60);
  const list = columns.map((column) => `"${column}"`).join(', ');
  await runner.query(`CREATE ${kind === 'unique' ? 'UNIQUE ' : ''}INDEX "${name}" ON "${table}" (${list})`);
};

/** Makes the database refuse every UPDATE of a table's rows, whoever asks. */
export const refuseUpdate = async (runner: QueryRunner, table: string): Promise<void> => {
  const message = `${table} is append-only`;
  await runner.query(
    isMssql(runner)
      ? `CREATE TRIGGER "TR_${table}_update" ON "${table}" AFTER UPDATE AS BEGIN THROW 51000, '${message}', 1; END`
      : `CREATE TRIGGER "TR_${table}_update" BEFORE UPDATE ON "${table}" BEGIN SELECT RAISE(ABORT, '${message}'); END`,
  );
};

/**
 * Makes SQLite refuse an INSERT in the place of a row that is there already, by its primary key or another unique
 * one. A plain one fails without this too; but `INSERT OR REPLACE` would take the old row away without firing its
 * DELETE trigger (SQLite does that under `recursive_triggers` alone, which is each connection's own choice).
 * SQL Server has no such statement, and its MERGE fires the triggers on UPDATE and DELETE.
 */
export const refuseReplace = async (runner: QueryRunner, table: string, keys: readonly (readonly string[])[]): Promise<void> => {
  if (isMssql(runner)) return;
  // The row's number is a unique key too, and may be given.
  const taken = [['rowid'], ...keys].map(
    (key) => `EXISTS (SELECT 1 FROM "${table}" WHERE ${key.map((column) => `${column} = NEW.${column}`).join(' AND ')})`,
  );
  await runner.query(
    `CREATE TRIGGER "TR_${table}_insert" BEFORE INSERT ON "${table}" WHEN ${taken.join(' OR ')}
       BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
  );
};

/** Makes the database refuse every DELETE of a table's rows, whoever asks. */
export const refuseDelete = async (runner: QueryRunner, table: string): Promise<void> => {
  const message = `${table} rows are never deleted`;
  await runner.query(
    isMssql(runner)
      ? `CREATE TRIGGER "TR_${table}_delete" ON "${table}" AFTER DELETE AS BEGIN THROW 51001, '${message}', 1; END`
      : `CREATE TRIGGER "TR_${table}_delete" BEFORE DELETE ON "${table}" BEGIN SELECT RAISE(ABORT, '${message}'); END`,
  );
};

/**
 * Makes the database refuse to delete rows younger than the tenant's retention period (at least 365
 * days, seven years where the setup is missing), whatever the application does.
 */
export const keepForRetention = async (runner: QueryRunner, table: string, instant: string): Promise<void> => {
  const message = `${table} rows are kept for the retention period`;
  const days = (tenant: string): string =>
    `COALESCE((SELECT CASE WHEN s."logRetentionDays" < 365 THEN 365 ELSE s."logRetentionDays" END FROM "SmartAgentSetup" s WHERE s."tenantId" = ${tenant}), 2557)`;
  await runner.query(
    isMssql(runner)
      ? `CREATE TRIGGER "TR_${table}_delete" ON "${table}" AFTER DELETE AS BEGIN
           IF EXISTS (SELECT 1 FROM deleted d WHERE d."${instant}" > CONVERT(nvarchar(19), DATEADD(day, -${days('d."tenantId"')}, SYSUTCDATETIME()), 126))
             THROW 51002, '${message}', 1;
         END`
      : `CREATE TRIGGER "TR_${table}_delete" BEFORE DELETE ON "${table}"
           WHEN OLD."${instant}" > strftime('%Y-%m-%dT%H:%M:%S', 'now', '-' || ${days('OLD."tenantId"')} || ' days')
           BEGIN SELECT RAISE(ABORT, '${message}'); END`,
  );
};
