import type { Database } from 'better-sqlite3';
import type { Column } from './column.ts';
import { toStored } from './codec.ts';
import { allColumns, companyColumn, initialValue, type Table } from './table.ts';
import { tables } from './registry.ts';

const isNumber = ({ type }: Column): boolean => type === 'integer' || type === 'decimal' || type === 'boolean';

const affinity = (column: Column): string => (isNumber(column) ? 'INTEGER NOT NULL' : 'TEXT NOT NULL');

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** The statements that make one table and its indexes; empty if it is there already. */
export const tableStatements = (table: Table): readonly string[] => {
  const scope = table.perCompany ? [companyColumn] : [];
  const columns = Object.entries(allColumns(table)).map(([name, column]) => `"${name}" ${affinity(column)}`);
  if (table.perCompany) columns.unshift(`"${companyColumn}" INTEGER NOT NULL`);
  const suffix = table.clustered ? ' STRICT, WITHOUT ROWID' : ' STRICT';
  return [
    `CREATE TABLE IF NOT EXISTS "${table.sqlName}" (${columns.join(', ')}, PRIMARY KEY (${quoted([...scope, ...table.key])}))${suffix}`,
    `CREATE UNIQUE INDEX IF NOT EXISTS "${table.sqlName}_systemId" ON "${table.sqlName}" ("systemId")`,
    ...table.indexes.map(
      (index) => `CREATE INDEX IF NOT EXISTS "${table.sqlName}_${index.join('_')}" ON "${table.sqlName}" (${quoted([...scope, ...index])})`,
    ),
  ];
};

const expectedRows = 100_000;
const expectedCompanies = 2;

/** How many distinct values a column has about, given the values of those before it in an index. */
const spread = (column: Column | undefined): number => {
  if (column?.type === 'option' || column?.type === 'boolean') return 4;
  if (column?.type === 'date') return 200;
  return /Dimension|Territory/.test(column?.caption ?? '') ? 5 : 1000;
};

const statisticsOf = (table: Table, index: readonly string[], isUnique: boolean): string => {
  const columns = allColumns(table);
  let rows = table.perCompany ? expectedRows / expectedCompanies : expectedRows;
  const counts = table.perCompany ? [expectedRows, rows] : [expectedRows];
  index.forEach((name, at) => {
    rows = isUnique && at === index.length - 1 ? 1 : Math.max(2, Math.ceil(rows / spread(columns[name])));
    counts.push(rows);
  });
  return counts.join(' ');
};

/**
 * Tells the query planner what to expect, as its manual describes for sqlite_stat1: without it, it takes a
 * company for ten rows and walks the primary key where an index is there for the question.
 */
const writeStatistics = (db: Database): void => {
  db.exec('ANALYZE; DELETE FROM sqlite_stat1');
  const insert = db.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
  for (const table of tables) {
    const primary = table.clustered ? table.sqlName : `sqlite_autoindex_${table.sqlName}_1`;
    insert.run(table.sqlName, primary, statisticsOf(table, table.key, true));
    insert.run(table.sqlName, `${table.sqlName}_systemId`, `${expectedRows} 1`);
    for (const index of table.indexes) insert.run(table.sqlName, `${table.sqlName}_${index.join('_')}`, statisticsOf(table, index, false));
  }
  db.exec('ANALYZE sqlite_schema');
};

/** Columns that came to a table after its database was made; they are blank in the records that are there. */
const addMissingColumns = (db: Database, table: Table): void => {
  const known = new Set(db.prepare('SELECT "name" FROM pragma_table_info(?)').pluck().all(table.sqlName));
  for (const [name, column] of Object.entries(allColumns(table))) {
    if (known.has(name)) continue;
    const blank = toStored(column, initialValue(column));
    const literal = isNumber(column) ? String(blank) : `'${String(blank).replaceAll("'", "''")}'`;
    db.exec(`ALTER TABLE "${table.sqlName}" ADD COLUMN "${name}" ${affinity(column)} DEFAULT ${literal}`);
  }
};

/** Makes every table, column and index that is missing. One database holds one tenant. Safe to call again. */
export const createErpSchema = (db: Database): void => {
  db.transaction(() => {
    for (const table of tables) {
      const [create = '', ...indexes] = tableStatements(table);
      db.exec(create);
      addMissingColumns(db, table);
      for (const index of indexes) db.exec(index);
    }
    writeStatistics(db);
  })();
};
