import { ODataError } from './odata-error.ts';
import type { Comparison, Filter, Literal, Target } from './query-tree.ts';
import { bindBound, boundOf } from './sql-bound.ts';
import type { Bound, ResolvedTarget } from './sql-bound.ts';
import { columnOf } from './sql-column.ts';
import type { SqlColumns, SqlDialect, SqlFragment } from './sql-column.ts';
import { matchSql } from './sql-match.ts';
import { SqlWriter } from './sql-writer.ts';

const never = '(1 = 0)';
const always = '(1 = 1)';

const datePart = (dialect: SqlDialect, part: 'year' | 'month', sql: string): string => {
  if (dialect === 'mssql') return part === 'year' ? `YEAR(${sql})` : `MONTH(${sql})`;
  return `CAST(substr(${sql}, ${part === 'year' ? '1, 4' : '6, 2'}) AS INTEGER)`;
};

const resolve = (target: Target, columns: SqlColumns, dialect: SqlDialect): ResolvedTarget => {
  if (target.kind === 'field') {
    const column = columnOf(columns, target.name);
    return { sql: column.sql, compared: column, isNullable: column.isNullable === true };
  }
  const argument = resolve(target.argument, columns, dialect);
  const { type } = argument.compared;
  if (target.name === 'tolower' || target.name === 'toupper') {
    if (type !== 'string') throw new ODataError(`The function ${target.name} takes a text field`);
    const sql = `${target.name === 'tolower' ? 'lower' : 'upper'}(${argument.sql})`;
    return { ...argument, sql, compared: { type: 'string' } };
  }
  if (type !== 'date' && type !== 'dateTime') throw new ODataError(`The function ${target.name} takes a date field`);
  return { ...argument, sql: datePart(dialect, target.name, argument.sql), compared: { type: 'decimal', scale: 0 } };
};

const signs: Record<Comparison, string> = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' };

/** With a bound rounded down, `> 1.5` and `>= 1.5` are both `> 1`, `< 1.5` and `<= 1.5` both `<= 1`. */
const inexactSigns: Partial<Record<Comparison, string>> = { gt: '>', ge: '>', lt: '<=', le: '<=' };

const nullSql = (operator: Comparison, target: ResolvedTarget): string => {
  if (operator === 'eq') return target.isNullable ? `${target.sql} IS NULL` : never;
  if (operator === 'ne') return target.isNullable ? `${target.sql} IS NOT NULL` : always;
  return never;
};

const compareSql = (writer: SqlWriter, operator: Comparison, [target, bound]: readonly [ResolvedTarget, Bound]): string => {
  if (target.compared.isUnordered === true && operator !== 'eq' && operator !== 'ne') {
    throw new ODataError(`The operator ${operator} cannot be used on a field whose values are names without an order`);
  }
  const sign = bound.isExact ? signs[operator] : inexactSigns[operator];
  if (sign === undefined) return operator === 'eq' ? never : always;
  const comparison = `${target.sql} ${sign} ${bindBound(writer, target.compared, bound)}`;
  if (!target.isNullable) return comparison;
  return operator === 'ne' ? `(${target.sql} IS NULL OR ${comparison})` : `(${target.sql} IS NOT NULL AND ${comparison})`;
};

const inSql = (writer: SqlWriter, target: ResolvedTarget, values: readonly Literal[]): string => {
  const bounds = values.flatMap((value) => (value.kind === 'null' ? [] : [boundOf(writer, target.compared, value)]));
  const places = bounds.filter((bound) => bound.isExact).map((bound) => bindBound(writer, target.compared, bound));
  const isMember = places.length === 0 ? never : `${target.sql} IN (${places.join(', ')})`;
  if (!target.isNullable) return isMember;
  const wantsNull = values.some((value) => value.kind === 'null');
  return wantsNull ? `(${target.sql} IS NULL OR ${isMember})` : `(${target.sql} IS NOT NULL AND ${isMember})`;
};

/** Joined by halves, so that the expression's depth grows with the logarithm of its length. */
const joined = (parts: readonly string[], word: 'AND' | 'OR'): string => {
  if (parts.length === 1) return parts[0] ?? '';
  if (parts.length === 2) return `(${parts.join(` ${word} `)})`;
  const middle = parts.length >> 1;
  return `(${joined(parts.slice(0, middle), word)} ${word} ${joined(parts.slice(middle), word)})`;
};

const write = (writer: SqlWriter, filter: Filter, columns: SqlColumns): string => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return joined(
        filter.operands.map((operand) => write(writer, operand, columns)),
        filter.kind === 'and' ? 'AND' : 'OR',
      );
    case 'not':
      return `NOT (${write(writer, filter.operand, columns)})`;
    case 'in':
      return inSql(writer, resolve(filter.target, columns, writer.dialect), filter.values);
    case 'match':
      return matchSql(writer, filter, resolve(filter.target, columns, writer.dialect));
    case 'compare': {
      const target = resolve(filter.target, columns, writer.dialect);
      if (filter.value.kind === 'null') return nullSql(filter.operator, target);
      return compareSql(writer, filter.operator, [target, boundOf(writer, target.compared, filter.value)]);
    }
  }
};

/** Where a filter's SQL goes. */
export interface SqlTarget {
  readonly columns: SqlColumns;
  readonly dialect: SqlDialect;
  /** Parameters that the statement has before this fragment; 0 if left out. */
  readonly firstParameter?: number;
}

/**
 * A filter as a SQL condition with bound parameters; no text of the request reaches the SQL itself.
 * Throws {@link ODataError} for unknown fields and for constants of the wrong type.
 */
export const filterToSql = (filter: Filter, target: SqlTarget): SqlFragment => {
  const writer = new SqlWriter(target.dialect, target.firstParameter ?? 0);
  return writer.fragment(write(writer, filter, target.columns));
};
