import type { glEntry } from '../../tables/index.ts';
import { type Table } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import type { PostingSetup } from '../posting-setup.ts';

const given = new WeakMap<PostingSetup, Map<Table, number>>();

/** A ledger table whose first key column numbers its entries. */
export type NumberedTable = Table & { readonly columns: { readonly entryNo: (typeof glEntry)['columns']['entryNo'] } };

/**
 * The next number of a ledger, which grows by one with each entry. A context remembers the last one it gave,
 * which is why a context belongs to one transaction: after a rollback take a new one.
 */
export const nextEntryNo = (ctx: ErpContext, table: NumberedTable): number => {
  const numbers = given.get(ctx.setup) ?? new Map<Table, number>();
  given.set(ctx.setup, numbers);
  const next = (numbers.get(table) ?? ctx.records.of(table).max('entryNo')) + 1;
  numbers.set(table, next);
  return next;
};
