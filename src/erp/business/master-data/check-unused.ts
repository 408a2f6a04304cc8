import { defaultDimension, type Match, type RowOf, type Table } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';

/** A place where a record may still be used, and what Business Central says if it is. */
export interface Use {
  readonly isUsed: (ctx: ErpContext, no: string) => Readonly<Record<string, unknown>> | undefined;
  /** What follows "You cannot delete Customer C-10001 because". */
  readonly because: (row: Readonly<Record<string, unknown>>) => string;
}

/** Rows of a table that name the record: `match` says how. */
export const usedIn = <T extends Table>(table: T, match: (no: string) => Match<T>, because: (row: RowOf<T>) => string): Use => ({
  isUsed: (ctx, no) => ctx.records.of(table).first(match(no)),
  because: because as Use['because'],
});

/** Entries that were posted: no fiscal year is closed here, so any entry is one of an open year. */
export const hasLedgerEntries = 'it has ledger entries in a fiscal year that has not been closed yet.';

/** Throws unless nothing uses the record; its default dimensions are then removed with it. */
export const releaseRecord = (ctx: ErpContext, owner: { readonly table: Table; readonly no: string }, uses: readonly Use[]): void => {
  const { table, no } = owner;
  for (const { isUsed, because } of uses) {
    const row = isUsed(ctx, no);
    if (row !== undefined) throw dialogError(`You cannot delete ${table.name} ${no} because ${because(row)}`);
  }
  const defaults = ctx.records.of(defaultDimension);
  for (const one of defaults.find({ tableId: table.id, no })) defaults.delete(one);
};
