import { decimal } from '../../../kernel/money.ts';
import { item, itemLedgerEntry, type RowOf, type ValuesOf } from '../../tables/index.ts';
import { dialogError, fieldProblem } from '../business-error.ts';
import type { ErpContext } from '../context.ts';

type Item = ValuesOf<typeof item>;

/** What may not change once something of the item was posted. */
const fixed = ['type', 'baseUnitOfMeasure', 'unitCost'] as const satisfies readonly (keyof Item)[];

const isChanged = (field: (typeof fixed)[number], before: Item, after: Item): boolean =>
  field === 'unitCost' ? !decimal(before.unitCost).equals(after.unitCost) : before[field] !== after[field];

/** Throws, in Business Central's words, unless an item's card may be stored like that. */
export const checkItem = (ctx: ErpContext, { before, after }: { readonly before: RowOf<typeof item> | undefined; readonly after: Item }): void => {
  for (const field of ['unitPrice', 'unitCost'] as const) {
    if (decimal(after[field]).isNegative()) throw fieldProblem({ table: item, record: after, field }, 'must not be negative');
  }
  if (before === undefined) return;
  const changed = fixed.find((field) => isChanged(field, before, after));
  if (changed !== undefined && ctx.records.of(itemLedgerEntry).first({ itemNo: before.no }) !== undefined) {
    throw dialogError(`You cannot change ${item.columns[changed].caption} because there are one or more ledger entries for this item.`);
  }
};
