import { blankGuid, dateTime, guid, integer, type Column, type Columns } from './column.ts';

/** What every record carries beside its own columns. */
export const systemColumns = {
  systemId: guid('SystemId'),
  systemCreatedAt: dateTime('SystemCreatedAt'),
  systemModifiedAt: dateTime('SystemModifiedAt'),
  /** Starts at 1 and grows by one with each change of the record: the ETag. */
  systemRowVersion: integer('timestamp'),
} satisfies Columns;

/** The column that tells companies apart in tables that belong to one: the company's number in table Company. */
export const companyColumn = 'company';

/** One table, as Business Central names and numbers it. */
export interface Table<C extends Columns = Columns> {
  /** Business Central's object id; permission lines and denial texts name it. 50100 and up are our own tables. */
  readonly id: number;
  /** Business Central's table name. */
  readonly name: string;
  /** The table's name in SQL. */
  readonly sqlName: string;
  /** False for the few tables that are shared by all companies of a tenant (users, permissions, companies). */
  readonly perCompany: boolean;
  /** The primary key's columns, the company not counted. */
  readonly key: readonly string[];
  /** Further indexes; the company comes first in each by itself. */
  readonly indexes: readonly (readonly string[])[];
  /** True where rows are only ever appended in key order, so they are stored in the key's own order. */
  readonly clustered: boolean;
  readonly columns: C;
}

type ValueOf<T> = T extends Column<infer Value> ? Value : never;
type SystemValues = { readonly [K in keyof typeof systemColumns]: ValueOf<(typeof systemColumns)[K]> };

/** The own values of a table's record, without what the system adds. */
export type ValuesOf<T extends Table> = { -readonly [K in keyof T['columns']]: ValueOf<T['columns'][K]> };

/** A record as read: its values, the system's, and its company's number (0 in tables that belong to no company). */
export type RowOf<T extends Table> = ValuesOf<T> & SystemValues & { readonly company: number };

/** What defineTable needs; what is left out has the usual value. */
export interface TableInput<C extends Columns> {
  readonly id: number;
  readonly name: string;
  readonly key: readonly (keyof C & string)[];
  readonly indexes?: readonly (readonly (keyof C & string)[])[];
  readonly perCompany?: boolean;
  readonly clustered?: boolean;
  readonly columns: C;
}

const sqlNameOf = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('');

/** A table's definition; the name in SQL is its name in PascalCase without punctuation (`Cust. Ledger Entry` → `CustLedgerEntry`). */
export const defineTable = <const C extends Columns>(input: TableInput<C>): Table<C> => ({
  id: input.id,
  name: input.name,
  sqlName: sqlNameOf(input.name),
  perCompany: input.perCompany ?? true,
  key: input.key,
  indexes: input.indexes ?? [],
  clustered: input.clustered ?? false,
  columns: input.columns,
});

/** Own and system columns together, in storage order. */
export const allColumns = (table: Table): Columns => ({ ...table.columns, ...systemColumns });

/** A column's value in a record that was never given one: blank, as Business Central initialises fields. */
export const initialValue = (column: Column): string | number | boolean => {
  switch (column.type) {
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    case 'decimal':
      return '0';
    case 'guid':
      return blankGuid;
    case 'option':
      return column.options?.[0] ?? '';
    case 'code':
    case 'text':
    case 'date':
    case 'datetime':
      return '';
  }
};

const blanks = new WeakMap<Table, Readonly<Record<string, string | number | boolean>>>();

/**
 * All own and system columns of a table blank, to be copied and filled. Made by JSON.parse because the engine
 * keeps such objects, and copies of them, in their fast form; dozens of assignments to an empty one would not.
 */
export const blankRow = (table: Table): Readonly<Record<string, string | number | boolean>> => {
  const known = blanks.get(table);
  if (known) return known;
  const values = Object.entries(allColumns(table)).map(([name, column]) => [name, initialValue(column)]);
  const made = JSON.parse(JSON.stringify(Object.fromEntries([[companyColumn, 0], ...values]))) as Record<string, string | number | boolean>;
  blanks.set(table, made);
  return made;
};

/** A record's values with everything that is not given blank, before it is stored. */
export const completeValues = <T extends Table>(table: T, values: Partial<ValuesOf<T>>): ValuesOf<T> => ({
  ...(blankRow(table) as ValuesOf<T>),
  ...values,
});
