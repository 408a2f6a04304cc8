import type { OrderTerm } from './query-tree.ts';
import { columnOf } from './sql-column.ts';
import type { SqlColumns, SqlDialect, SqlFragment } from './sql-column.ts';
import { SqlWriter } from './sql-writer.ts';

/**
 * The terms after `ORDER BY`, the asked-for ones first and then `uniqueFields` that were not asked for,
 * so that two pages never share or miss a row. Throws ODataError for unknown fields.
 */
export const orderToSql = (orderBy: readonly OrderTerm[], columns: SqlColumns, uniqueFields: readonly string[]): string => {
  const seen = new Set<string>();
  const rest = uniqueFields.map((field): OrderTerm => ({ field, direction: 'asc' }));
  const terms = [...orderBy, ...rest].filter(({ field }) => !seen.has(field) && seen.add(field));
  return terms.map(({ field, direction }) => `${columnOf(columns, field).sql}${direction === 'desc' ? ' DESC' : ''}`).join(', ');
};

/** Which rows of an ordered result are wanted. */
export interface PageWindow {
  readonly skip: number;
  readonly take: number;
}

/** The clause behind `ORDER BY …` that keeps one window of the rows. */
export const pageToSql = (page: PageWindow, dialect: SqlDialect, firstParameter = 0): SqlFragment => {
  const writer = new SqlWriter(dialect, firstParameter);
  if (dialect === 'sqlite') return writer.fragment(`LIMIT ${writer.bind(page.take)} OFFSET ${writer.bind(page.skip)}`);
  return writer.fragment(`OFFSET ${writer.bind(page.skip)} ROWS FETCH NEXT ${writer.bind(page.take)} ROWS ONLY`);
};
