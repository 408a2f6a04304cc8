import type { OrderTerm, SqlFragment, SqlValue } from '../../odata/index.ts';
import { fieldsIn } from './entity-set.ts';
import type { Source } from './entity-set.ts';
import { row } from './field.ts';
import type { Fields } from './field.ts';
import type { Stored } from './json-writer.ts';
import { fromSql, whereSql } from './read-plan.ts';
import type { ReadPlan } from './read-plan.ts';
import type { StatementCache } from './statement-cache.ts';

/** A row as fetched: SystemId, row version, the order's values, then the shown and the fetched fields. */
export type RawRow = readonly Stored[];

/** Where the parts of a raw row stand. */
export const rowLayout = (plan: ReadPlan) => ({ order: 2, shown: 2 + plan.order.length, fetched: 2 + plan.order.length + plan.shown.length });

/** Which rows of the ordered result are wanted. */
export interface RowWindow {
  readonly skip: number;
  /** -1 for all. */
  readonly take: number;
  /** Only rows behind the one with these order values. */
  readonly after: readonly Stored[] | undefined;
}

const expression = (plan: ReadPlan, fields: Fields, name: string): string => (fields[name] ?? plan.set.fields[name])?.sql(plan.scope) ?? "''";

const afterSql = (terms: readonly (OrderTerm & { sql: string })[], values: readonly Stored[]): SqlFragment => {
  const [first, ...rest] = terms;
  const [value = '', ...restValues] = values;
  if (first === undefined) return { sql: '1 = 0', parameters: [] };
  const isUniform = terms.every(({ direction }) => direction === first.direction);
  if (isUniform) {
    const sign = first.direction === 'asc' ? '>' : '<';
    return { sql: `(${terms.map(({ sql }) => sql).join(', ')}) ${sign} (${values.map(() => '?').join(', ')})`, parameters: values };
  }
  const behind = afterSql(rest, restValues);
  const sign = first.direction === 'asc' ? '>' : '<';
  return { sql: `(${first.sql} ${sign} ? OR (${first.sql} = ? AND ${behind.sql}))`, parameters: [value, value, ...behind.parameters] };
};

const selectSql = (plan: ReadPlan, source: Source, after: readonly Stored[] | undefined): SqlFragment => {
  const fields = fieldsIn(plan.set, source);
  const terms = plan.order.map((term) => ({ ...term, sql: expression(plan, fields, term.field) }));
  const columns = [
    `${row}."systemId"`,
    `${row}."systemRowVersion"`,
    ...terms.map(({ sql }, at) => `${sql} AS o${at}`),
    ...[...plan.shown, ...plan.fetched].map((name, at) => `${expression(plan, fields, name)} AS f${at}`),
  ];
  const where = whereSql(plan, source);
  const behind = after === undefined ? undefined : afterSql(terms, after);
  const conditions = [where.sql, behind?.sql].filter((sql) => sql !== undefined && sql !== '');
  return {
    sql: `SELECT ${columns.join(', ')} FROM ${fromSql(source)} WHERE ${conditions.join(' AND ') || '1 = 1'}`,
    parameters: [...where.parameters, ...(behind?.parameters ?? [])],
  };
};

/** The rows that a plan reads, in its order. */
export const readRows = (statements: StatementCache, plan: ReadPlan, window: RowWindow): readonly RawRow[] => {
  const selects = plan.sources.map((source) => selectSql(plan, source, window.after));
  const joined = selects.map(({ sql }) => sql).join(' UNION ALL ');
  const order = plan.order.map(({ direction }, at) => `o${at}${direction === 'desc' ? ' DESC' : ''}`).join(', ');
  const parameters: SqlValue[] = [...selects.flatMap((select) => select.parameters), window.take, window.skip];
  return statements
    .prepare(`${joined} ORDER BY ${order} LIMIT ? OFFSET ?`)
    .raw()
    .all(...parameters) as RawRow[];
};

/** How many rows a plan reads, whatever the page. */
export const countRows = (statements: StatementCache, plan: ReadPlan): number => {
  let count = 0;
  for (const source of plan.sources) {
    const where = whereSql(plan, source);
    const sql = `SELECT count(*) FROM ${fromSql(source)} WHERE ${where.sql || '1 = 1'}`;
    count += Number(
      statements
        .prepare(sql)
        .raw(false)
        .pluck()
        .get(...where.parameters),
    );
  }
  return count;
};
