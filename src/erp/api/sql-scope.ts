import type { EffectiveRights } from '../permissions/index.ts';
import type { Table } from '../tables/index.ts';

/** Whose eyes and which company a query's SQL is written for. */
export interface SqlScope {
  /** The number in every table's company column. */
  readonly company: number;
  /** `YYYY-MM-DD`: what is due before this day is overdue. */
  readonly workDate: string;
  readonly rights: EffectiveRights;
  /** The user's name as records keep it, in upper case: what is hers alone is found by it. */
  readonly userId: string;
  /** Numbers of the companies the user may open. */
  readonly openCompanies: readonly number[];
  /** The period over which amounts are summed, where the query names one; a blank end is open. */
  readonly period?: { readonly from: string; readonly to: string };
}

/** How directly a table's rows must be open: `direct` for what a page shows, `indirect` for what it adds up or looks up. */
export type Reach = 'direct' | 'indirect';

/** The condition on `alias` for the rows of this company that the user may see. */
export const visibleRows = (scope: SqlScope, table: Table, { alias, reach }: { readonly alias: string; readonly reach: Reach }): string => {
  const condition = scope.rights.rowCondition(table, alias, { level: reach });
  const parts = table.perCompany ? [`${alias}."company" = ${scope.company}`] : [];
  if (condition !== undefined) parts.push(condition);
  return parts.length === 0 ? '1 = 1' : parts.join(' AND ');
};
