import { tableDenied } from '../permissions/index.ts';
import type { Right } from '../permissions/index.ts';
import { relationsOf } from '../tables/index.ts';
import type { Table, TableRelation } from '../tables/index.ts';
import type { Change } from './change.ts';
import { row } from './field.ts';
import type { Stored } from './json-writer.ts';
import { visibleRows } from './sql-scope.ts';
import type { Body, EntityWrites } from './write-context.ts';

/** A record that is written, by its table and SystemId. */
export interface Written {
  readonly table: Table;
  readonly systemId: string;
}

const value = ({ request }: Change, sql: string, ...parameters: readonly Stored[]): Stored | undefined =>
  request.caller.tenant.statements
    .prepare(sql)
    .raw(false)
    .pluck()
    .get(...parameters) as Stored | undefined;

const isThere = (change: Change, { table, systemId }: Written, condition = '1 = 1'): boolean =>
  value(change, `SELECT 1 FROM "${table.sqlName}" ${row} WHERE ${row}."systemId" = ? AND ${condition}`, systemId) !== undefined;

/** The table that a body's record will be in. */
export const tableForNew = ({ table, second }: EntityWrites, body: Body): Table => (second?.isMadeBy(body) === true ? second.table : table);

/** The record of a set that has that SystemId. */
export const writtenRecord = (change: Change, { table, second }: EntityWrites, systemId: string): Written =>
  second !== undefined && isThere(change, { table: second.table, systemId }) ? { table: second.table, systemId } : { table, systemId };

/** Throws PermissionDenied unless the right's security filter covers the record; a new record is rolled back by that. */
export const requireRecord = (change: Change, written: Written, right: Right): void => {
  const { rights } = change.resource.scope;
  rights.requireTable(written.table, right);
  const condition = rights.rowCondition(written.table, row, { right });
  if (condition !== undefined && !isThere(change, written, condition)) throw tableDenied(written.table, right);
};

/** What a record names of other tables, in the order of the table's relations. */
export const namedBy = (change: Change, { table, systemId }: Written): readonly Stored[] =>
  relationsOf(table).map(({ column }) => value(change, `SELECT "${column}" FROM "${table.sqlName}" WHERE "systemId" = ?`, systemId) ?? '');

const isHidden = (change: Change, { table, systemId }: Written, { column, to, when }: TableRelation): boolean => {
  const visible = visibleRows(change.resource.scope, to, { alias: 'x', reach: 'indirect' });
  const known = `EXISTS (SELECT 1 FROM "${to.sqlName}" x WHERE ${visible} AND x."${to.key[0] ?? ''}" = ${row}."${column}")`;
  const applies = when === undefined ? '1 = 1' : `${row}."${when.column}" = '${when.equals}'`;
  return isThere(change, { table, systemId }, `${row}."${column}" <> '' AND ${applies} AND NOT ${known}`);
};

/**
 * Throws PermissionDenied if a record names another that its writer may not see, as Business Central does when code
 * reaches a record outside a security filter. What it named before may stay.
 */
export const requireNamed = (change: Change, written: Written, before: readonly Stored[] = []): void => {
  const after = namedBy(change, written);
  relationsOf(written.table).forEach((relation, at) => {
    if (after[at] !== before[at] && isHidden(change, written, relation)) throw tableDenied(relation.to, 'read');
  });
};
