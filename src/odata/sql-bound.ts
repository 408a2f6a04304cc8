import { ODataError } from './odata-error.ts';
import type { Literal } from './query-tree.ts';
import type { SqlColumn, SqlValue } from './sql-column.ts';
import type { SqlWriter } from './sql-writer.ts';

/**
 * A constant as the column stores it, rounded down to what the column can hold. `isExact` false means
 * that the constant lies strictly between `value` and the next value there can be, so nothing equals it.
 */
export interface Bound {
  readonly value: SqlValue;
  readonly isExact: boolean;
}

/** The type a comparison is made in: the column's own, or a whole number for `year()` and `month()`. */
export type ComparedType = Pick<SqlColumn, 'type' | 'scale' | 'storedText' | 'isUnordered' | 'serverType'>;

/** A filter's left side with its SQL and the type it is compared in. */
export interface ResolvedTarget {
  readonly sql: string;
  readonly compared: ComparedType;
  readonly isNullable: boolean;
}

const largest = 9_223_372_036_854_775_807n;

const scaledBound = (text: string, scale: number): Bound => {
  const isNegative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const magnitude = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const isExact = /^0*$/.test(fraction.slice(scale));
  const value = isNegative ? -magnitude - (isExact ? 0n : 1n) : magnitude;
  if (value >= largest) return { value: largest - 1n, isExact: false };
  return value <= -largest ? { value: -largest, isExact: false } : { value, isExact };
};

const mismatch = (type: SqlColumn['type'], literal: Literal): ODataError =>
  new ODataError(`A ${type === 'dateTime' ? 'date-time' : type} field cannot be compared with a ${literal.kind} constant`);

const storedText = (compared: ComparedType, text: string): string => {
  const stored = compared.storedText === undefined ? text : compared.storedText(text);
  if (stored === undefined) throw new ODataError(`'${text.slice(0, 80)}' is not a value that the field can have`);
  return stored;
};

const decimalBound = (writer: SqlWriter, compared: ComparedType, text: string): Bound =>
  writer.dialect === 'sqlite' ? scaledBound(text, compared.scale ?? 0) : { value: text, isExact: true };

/** The bound for a constant that is not null. Throws {@link ODataError} when the constant is of another type. */
export const boundOf = (writer: SqlWriter, compared: ComparedType, literal: Exclude<Literal, { kind: 'null' }>): Bound => {
  switch (literal.kind) {
    case 'string':
    case 'date':
    case 'guid':
      if (literal.kind !== compared.type) throw mismatch(compared.type, literal);
      return { value: storedText(compared, literal.value), isExact: true };
    case 'dateTime':
      if (compared.type !== 'dateTime') throw mismatch(compared.type, literal);
      return { value: storedText(compared, literal.value), isExact: literal.isExact };
    case 'boolean':
      if (compared.type !== 'boolean') throw mismatch(compared.type, literal);
      return { value: literal.value ? 1 : 0, isExact: true };
    case 'number':
      if (compared.type !== 'decimal') throw mismatch(compared.type, literal);
      return decimalBound(writer, compared, literal.value);
  }
};

const serverTypes: Partial<Record<SqlColumn['type'], string>> = {
  decimal: 'decimal(38, 10)',
  date: 'date',
  dateTime: 'datetimeoffset(3)',
  guid: 'uniqueidentifier',
};

/** The placeholder for a bound; on SQL Server with its type said, so that no comparison is made as text. */
export const bindBound = (writer: SqlWriter, compared: ComparedType, bound: Bound): string => {
  const placeholder = writer.bind(bound.value);
  const type = writer.dialect === 'mssql' ? (compared.serverType ?? serverTypes[compared.type]) : undefined;
  return type === undefined ? placeholder : `CAST(${placeholder} AS ${type})`;
};
