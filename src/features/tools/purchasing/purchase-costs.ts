import type { Decimal } from 'decimal.js';
import { decimal } from '../../../kernel/money.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, textOf } from '../record-fields.ts';

/** What an item is bought for: a price agreed with the vendor, or the cost on the item card where none applies. */
export interface PurchaseCost {
  readonly directUnitCost: Decimal;
  readonly currencyCode: string;
  readonly source: 'purchase price' | 'item card';
}

/** For which purchase a cost is wanted. */
export interface CostQuestion {
  readonly vendorNumber: string;
  readonly item: ErpRecord;
  readonly quantity: Decimal;
  /** Day of the order, `YYYY-MM-DD`. */
  readonly on: string;
}

const priceFields = ['id', 'vendorNumber', 'itemNumber', 'startingDate', 'endingDate', 'minimumQuantity', 'directUnitCost', 'currencyCode'];

/** Items by these numbers, with what a purchase needs to know of them. At least one number. */
export const loadItems = async (erp: ErpReader, itemNumbers: readonly string[]): Promise<ReadonlyMap<string, ErpRecord>> => {
  const { records } = await erp.list('items', {
    filter: odata.oneOf('number', itemNumbers),
    select: ['id', 'number', 'displayName', 'blocked', 'unitCost', 'baseUnitOfMeasureCode'],
  });
  return new Map(records.map((item) => [textOf(item, 'number'), item]));
};

/** Purchase prices of these items, with one vendor or with all. At least one number. */
export const loadPurchasePrices = async (erp: ErpReader, itemNumbers: readonly string[], vendorNumber?: string): Promise<readonly ErpRecord[]> => {
  const ofVendor = vendorNumber === undefined ? undefined : odata.equals('vendorNumber', vendorNumber);
  const filter = odata.and(ofVendor, odata.oneOf('itemNumber', itemNumbers))!;
  return (await erp.list('purchasePrices', { filter, select: priceFields })).records;
};

const applies = (price: ErpRecord, { vendorNumber, item, quantity, on }: CostQuestion): boolean => {
  const starts = dateOf(price, 'startingDate');
  const ends = dateOf(price, 'endingDate');
  return (
    textOf(price, 'vendorNumber') === vendorNumber &&
    textOf(price, 'itemNumber') === textOf(item, 'number') &&
    (starts === null || starts <= on) &&
    (ends === null || ends >= on) &&
    decimalOf(price, 'minimumQuantity').lte(quantity)
  );
};

/** The lowest price that applies on that day for that quantity, as Business Central finds the best price; else the item card's cost. */
export const purchaseCost = (prices: readonly ErpRecord[], question: CostQuestion): PurchaseCost => {
  let best: PurchaseCost | null = null;
  for (const price of prices) {
    if (!applies(price, question)) continue;
    const directUnitCost = decimalOf(price, 'directUnitCost');
    if (best === null || directUnitCost.lt(best.directUnitCost)) {
      best = { directUnitCost, currencyCode: textOf(price, 'currencyCode'), source: 'purchase price' };
    }
  }
  return best ?? { directUnitCost: decimal(decimalOf(question.item, 'unitCost')), currencyCode: '', source: 'item card' };
};
