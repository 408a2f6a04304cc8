import { allColumns, toStored } from '../tables/index.ts';
import type { Column, Table } from '../tables/index.ts';
import { parseSecurityFilter } from './security-filter.ts';
import type { ValueTest } from './security-filter.ts';

/** A text as a SQL literal. Only for values that administrators wrote into permission sets, never for a request's. */
export const sqlText = (text: string): string => {
  if (text.includes('\u0000')) throw new SyntaxError('the text holds a NUL character');
  return `'${text.replaceAll("'", "''")}'`;
};

const booleans: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

const literal = (column: Column, value: string): string => {
  if (column.type === 'boolean') {
    const flag = booleans[value.toLowerCase()];
    if (flag === undefined) throw new SyntaxError(`${value} is neither Yes nor No`);
    return flag ? '1' : '0';
  }
  if (column.type === 'integer' && !/^-?\d{1,15}$/.test(value)) throw new SyntaxError(`${value} is not a whole number`);
  if (column.type === 'date' && value !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw new SyntaxError(`${value} is not a date`);
  const stored = toStored(column, value);
  return typeof stored === 'number' ? String(stored) : sqlText(stored);
};

const globOf = (pattern: string): string => pattern.replaceAll('[', '[[]');

const patternSql = (column: Column, name: string, test: Extract<ValueTest, { kind: 'pattern' }>): string => {
  if (column.type !== 'code' && column.type !== 'text' && column.type !== 'option') throw new SyntaxError('wildcards are for texts');
  if (column.type === 'code') return `${name} GLOB ${sqlText(globOf(test.pattern.toUpperCase()))}`;
  return test.ignoresCase ? `lower(${name}) GLOB ${sqlText(globOf(test.pattern.toLowerCase()))}` : `${name} GLOB ${sqlText(globOf(test.pattern))}`;
};

const testSql = (column: Column, name: string, test: ValueTest): string => {
  switch (test.kind) {
    case 'any':
      return `(${test.tests.map((part) => testSql(column, name, part)).join(' OR ')})`;
    case 'all':
      return `(${test.tests.map((part) => testSql(column, name, part)).join(' AND ')})`;
    case 'compare':
      return `${name} ${test.operator} ${literal(column, test.value)}`;
    case 'range': {
      const from = test.from === undefined ? '' : `${name} >= ${literal(column, test.from)}`;
      const to = test.to === undefined ? '' : `${name} <= ${literal(column, test.to)}`;
      return from !== '' && to !== '' ? `(${from} AND ${to})` : from || to;
    }
    case 'pattern':
      return patternSql(column, name, test);
  }
};

const oneFilterSql = (table: Table, alias: string, text: string): string => {
  const columns = Object.entries(allColumns(table));
  const parts = parseSecurityFilter(text).map(({ field, test }) => {
    const found = columns.find(([, column]) => column.caption.toLowerCase() === field.toLowerCase());
    if (found === undefined) throw new SyntaxError(`the table has no field ${field}`);
    return testSql(found[1], `${alias}."${found[0]}"`, test);
  });
  return `(${parts.join(' AND ')})`;
};

/**
 * The SQL condition for rows that any of the filters shows. A filter that is not understood (a field that
 * is not there, a value of another type) shows nothing: a mistake in a permission set must not open rows.
 */
export const securityFilterSql = (table: Table, alias: string, filters: readonly string[]): string => {
  const conditions = filters.map((text) => {
    try {
      return oneFilterSql(table, alias, text);
    } catch {
      return '(1 = 0)';
    }
  });
  return conditions.length === 0 ? '(1 = 0)' : `(${conditions.join(' OR ')})`;
};
