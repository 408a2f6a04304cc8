import Database from 'better-sqlite3';

type Row = Readonly<Record<string, unknown>>;

/** Columns that differ between two runs of the same thing: ids, instants, what is sealed, hashed or measured, and the ERP's kept answers, which have its port. */
const own =
  /^id$|Id$|^(valid|expires)|(At|From|To|Hash|Version)$|^sealed|^changedSince$|Key$|^reference$|^durationMs$|^position$|^signature$|^hash$|^link$|^response$|^system/;

/** The length of the shortest text that is each run's own: an execution's reference. */
const shortest = 'EX-0000-0000-0000'.length;

const plain = (value: unknown): unknown =>
  typeof value !== 'string' || value.length < shortest
    ? value
    : value
        .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<id>')
        .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<instant>')
        .replaceAll(/\b[0-9a-f]{64}\b/g, '<hash>')
        .replaceAll(/EX(-[0-9A-F]{4}){3}/g, '<run>');

/** JSON text within a row as what it says; in lists the order may be that in which several answers happened to come. */
const said = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(said).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, said(inner)]));
  return typeof value === 'string' && /^[[{]/.test(value) ? said(JSON.parse(value)) : plain(value);
};

const rowOf = (row: Row): string => JSON.stringify(Object.fromEntries(Object.entries(row).map(([column, value]) => [column, said(value)])));

/** Every row of a SQLite file by table, in an order that its content gives, without what is each run's own. */
export const allRows = (file: string, tables: RegExp): Readonly<Record<string, readonly string[]>> => {
  const db = new Database(file, { readonly: true, timeout: 5000 });
  try {
    const names = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).pluck().all() as string[];
    const rowsOf = (name: string): string[] => {
      const columns = db.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${name}')`).all();
      const compared = columns.filter((column) => !own.test(column.name)).map((column) => `"${column.name}"`);
      return (db.prepare(`SELECT ${compared.join(', ') || 'NULL'} FROM "${name}"`).all() as Row[]).map(rowOf).sort();
    };
    return Object.fromEntries(names.filter((name) => tables.test(name)).map((name) => [name, rowsOf(name)]));
  } finally {
    db.close();
  }
};
