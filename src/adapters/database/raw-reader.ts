import type { DataSource } from 'typeorm';
import { openDataSource } from './data-source.ts';
import { sqliteConnection } from './sqlite-connection.ts';

/** Reads rows as the database has them, value by value, without entities in between. It never writes. */
export interface RawReader {
  /** Rows as lists of values in the order of the statement's columns; parameters are written `?`. */
  rows(sql: string, values: readonly unknown[]): Promise<readonly (readonly unknown[])[]>;
  /** An entity's columns, in the order of their names. */
  columns(entity: new () => object): readonly { readonly name: string; readonly isFlag: boolean }[];
  close(): Promise<void>;
}

const columnsOf = (source: DataSource, entity: new () => object): ReturnType<RawReader['columns']> =>
  source
    .getMetadata(entity)
    .columns.map(({ databaseName, type }) => ({ name: databaseName, isFlag: type === Boolean }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

const sqliteRows = (source: DataSource): RawReader['rows'] => {
  const connection = sqliteConnection(source);
  if (!connection) throw new Error('this is no SQLite database');
  const statements = new Map<string, ReturnType<typeof connection.prepare>>();
  return async (sql, values) => {
    let statement = statements.get(sql);
    if (!statement) statements.set(sql, (statement = connection.prepare(sql).raw(true)));
    return statement.all(values) as unknown[][];
  };
};

const serverRows =
  (source: DataSource): RawReader['rows'] =>
  async (sql, values) => {
    let index = 0;
    const rows = await source.query<Readonly<Record<string, unknown>>[]>(
      sql.replaceAll('?', () => `@${index++}`),
      [...values],
    );
    return rows.map((row) => Object.values(row));
  };

/** Opens a database for reading only; the program may run on it meanwhile. */
export const openRawReader = async (url: string): Promise<RawReader> => {
  const source = await openDataSource(url, 'readonly');
  return {
    rows: url.startsWith('sqlite:') ? sqliteRows(source) : serverRows(source),
    columns: (entity) => columnsOf(source, entity),
    close: () => source.destroy(),
  };
};
