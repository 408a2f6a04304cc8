import { purchasePrice, vendor, type RowOf } from '../../tables/index.ts';
import { notInRelatedTable } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkPriceLine, priceCurrency, requireNotNegative, requirePricedItem, type PriceLine } from './price-line.ts';

/** A new agreed price. */
export interface AgreedPriceInput extends PriceLine {
  readonly vendorNo: string;
  readonly directUnitCost: string;
}

/** What of an agreed price can be changed afterwards: what identifies it cannot. */
export type AgreedPriceChanges = Partial<Pick<RowOf<typeof purchasePrice>, 'endingDate' | 'directUnitCost'>>;

const check = (line: AgreedPriceInput): void => {
  checkPriceLine(purchasePrice, line);
  requireNotNegative(purchasePrice, { directUnitCost: line.directUnitCost });
};

/** Agrees a price with a vendor (table 7012). A second one for the same item, day and quantity throws. */
export const addPurchasePrice = (ctx: ErpContext, input: AgreedPriceInput): RowOf<typeof purchasePrice> => {
  if (ctx.records.of(vendor).get(input.vendorNo) === undefined) {
    throw notInRelatedTable(purchasePrice, 'vendorNo', { value: input.vendorNo, table: vendor });
  }
  requirePricedItem(ctx, { table: purchasePrice, field: 'itemNo' }, input.itemNo);
  check(input);
  return ctx.records.of(purchasePrice).insert({ ...input, currencyCode: priceCurrency(ctx, purchasePrice, input.currencyCode) });
};

/** Changes the end or the cost of an agreed price. */
export const changePurchasePrice = (ctx: ErpContext, price: RowOf<typeof purchasePrice>, changes: AgreedPriceChanges): void => {
  check({ ...price, ...changes });
  ctx.records.of(purchasePrice).update(price, changes);
};
