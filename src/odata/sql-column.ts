import { ODataError } from './odata-error.ts';

/** Which SQL is written. `sqlite` uses `?` for parameters, `mssql` uses `@0`, `@1`, … in order. */
export type SqlDialect = 'sqlite' | 'mssql';

/** A value to bind. A bigint stays exact where a number would not. */
export type SqlValue = string | number | bigint;

/** SQL with its parameters in order. */
export interface SqlFragment {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * How a field is found and compared in SQL.
 * - `string`: text, compared as the column's collation does.
 * - `boolean`: 0 or 1 (SQLite), bit (SQL Server).
 * - `decimal`: exact. On SQLite a whole number, the value × 10^`scale` (`scale` 0: plain whole numbers);
 *   on SQL Server a number type, `scale` unused.
 * - `date`: text `YYYY-MM-DD` (SQLite), date (SQL Server).
 * - `dateTime`: text `YYYY-MM-DDTHH:MM:SS.sssZ` (SQLite), datetime2(3) or datetimeoffset(3) in UTC (SQL Server).
 * - `guid`: lower-case text (SQLite), uniqueidentifier (SQL Server).
 */
export interface SqlColumn {
  /** A SQL expression without parameters, safe to repeat: names come from the program, never from a request. */
  readonly sql: string;
  readonly type: 'string' | 'boolean' | 'decimal' | 'date' | 'dateTime' | 'guid';
  readonly scale?: number;
  /** True if the expression can be NULL; the SQL then keeps OData's two-valued logic. */
  readonly isNullable?: boolean;
  /** True for enumerations: they can be equal or not, but not greater or less. */
  readonly isUnordered?: boolean;
  /** SQL Server only: the type a parameter is cast to, where the usual one would keep an index from being used. */
  readonly serverType?: string;
  /**
   * The stored text for a constant's text, where the two differ (codes in upper case, enumeration members);
   * undefined means that no such member exists, which is an error and not an empty result.
   */
  readonly storedText?: (text: string) => string | undefined;
}

/** The fields that a query may name: a Map, or anything that finds a column by its field's name. */
export type SqlColumns = Pick<ReadonlyMap<string, SqlColumn>, 'get'>;

/** The column of a field, or {@link ODataError} in the words OData services use. */
export const columnOf = (columns: SqlColumns, field: string): SqlColumn => {
  const column = columns.get(field);
  if (column === undefined) throw new ODataError(`Could not find a property named '${field.slice(0, 80)}'`);
  return column;
};
