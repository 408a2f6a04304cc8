import { tableDenied } from '../permissions/index.ts';
import type { Right } from '../permissions/index.ts';
import type { Table } from '../tables/index.ts';
import type { Change } from './change.ts';
import { row } from './field.ts';
import type { Body, EntityWrites } from './write-context.ts';

const isRecordOf = ({ request }: Change, table: Table, systemId: string, condition = '1 = 1'): boolean => {
  const sql = `SELECT 1 FROM "${table.sqlName}" ${row} WHERE ${row}."systemId" = ? AND ${condition}`;
  return request.caller.tenant.statements.prepare(sql).raw(false).pluck().get(systemId) !== undefined;
};

/** The table that a body's record will be in. */
export const tableForNew = ({ table, second }: EntityWrites, body: Body): Table => (second?.isMadeBy(body) === true ? second.table : table);

const tableOf = (change: Change, { table, second }: EntityWrites, systemId: string): Table =>
  second !== undefined && isRecordOf(change, second.table, systemId) ? second.table : table;

/** Throws PermissionDenied unless the right's security filter covers the record; a new record is rolled back by that. */
export const requireRecord = (
  change: Change,
  writes: EntityWrites,
  { right, systemId }: { readonly right: Right; readonly systemId: string },
): void => {
  const { rights } = change.resource.scope;
  const table = tableOf(change, writes, systemId);
  rights.requireTable(table, right);
  const condition = rights.rowCondition(table, row, { right });
  if (condition !== undefined && !isRecordOf(change, table, systemId, condition)) throw tableDenied(table, right);
};
