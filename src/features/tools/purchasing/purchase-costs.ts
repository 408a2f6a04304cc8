import type { Decimal } from 'decimal.js';
import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, isBlankReference, textOf } from '../record-fields.ts';

/** Whom a purchase is made from, and in which money. */
export interface Seller {
  readonly number: string;
  readonly currencyCode: string;
  /** The vendor sells in the company's own currency, the one that item cards have their costs in. */
  readonly sellsInLocalCurrency: boolean;
}

/** What an item is bought for, in the vendor's currency: a price agreed with the vendor, or the item card's cost where none applies. */
export interface PurchaseCost {
  readonly directUnitCost: Decimal;
  readonly currencyCode: string;
  readonly source: 'purchase price' | 'item card';
}

/** For which purchase a cost is wanted. */
export interface CostQuestion {
  readonly seller: Seller;
  readonly item: ErpRecord;
  readonly quantity: Decimal;
  /** Day of the order, `YYYY-MM-DD`. */
  readonly on: string;
}

/** What `sellerOf` reads of a vendor. */
export const sellerFields = ['id', 'number', 'currencyId', 'currencyCode'] as const;

/** A vendor's card as a seller. The API shows the local currency's code in place of a blank one; its reference stays blank. */
export const sellerOf = (vendor: ErpRecord): Seller => ({
  number: textOf(vendor, 'number'),
  currencyCode: textOf(vendor, 'currencyCode'),
  sellsInLocalCurrency: isBlankReference(vendor, 'currencyId'),
});

const priceFields = ['id', 'vendorNumber', 'itemNumber', 'startingDate', 'endingDate', 'minimumQuantity', 'directUnitCost', 'currencyCode'];

/** Items by these numbers, with what a purchase needs to know of them. At least one number. */
export const loadItems = async (erp: ErpReader, itemNumbers: readonly string[]): Promise<ReadonlyMap<string, ErpRecord>> => {
  const { records } = await erp.list('items', {
    filter: odata.oneOf('number', itemNumbers),
    select: ['id', 'number', 'displayName', 'blocked', 'unitCost', 'baseUnitOfMeasureCode'],
  });
  return new Map(records.map((item) => [textOf(item, 'number'), item]));
};

/** Vendors by these numbers, as sellers; those the user may not see are not there. */
export const loadSellers = async (erp: ErpReader, vendorNumbers: readonly string[]): Promise<ReadonlyMap<string, Seller>> => {
  if (vendorNumbers.length === 0) return new Map();
  const { records } = await erp.list('vendors', { filter: odata.oneOf('number', vendorNumbers), select: sellerFields });
  return new Map(records.map((vendor) => [textOf(vendor, 'number'), sellerOf(vendor)]));
};

/** Purchase prices of these items, with one vendor or with all. At least one number. */
export const loadPurchasePrices = async (erp: ErpReader, itemNumbers: readonly string[], vendorNumber?: string): Promise<readonly ErpRecord[]> => {
  const ofVendor = vendorNumber === undefined ? undefined : odata.equals('vendorNumber', vendorNumber);
  const filter = odata.and(ofVendor, odata.oneOf('itemNumber', itemNumbers))!;
  return (await erp.list('purchasePrices', { filter, select: priceFields, orderBy: 'vendorNumber,itemNumber,startingDate,minimumQuantity,id' }))
    .records;
};

const isInCurrencyOf = ({ currencyCode, sellsInLocalCurrency }: Seller, price: ErpRecord): boolean => {
  const code = textOf(price, 'currencyCode');
  return code === currencyCode || (code === '' && sellsInLocalCurrency);
};

const applies = (price: ErpRecord, { seller, item, quantity, on }: CostQuestion): boolean => {
  const starts = dateOf(price, 'startingDate');
  const ends = dateOf(price, 'endingDate');
  return (
    textOf(price, 'vendorNumber') === seller.number &&
    textOf(price, 'itemNumber') === textOf(item, 'number') &&
    isInCurrencyOf(seller, price) &&
    (starts === null || starts <= on) &&
    (ends === null || ends >= on) &&
    decimalOf(price, 'minimumQuantity').lte(quantity)
  );
};

const lowest = (costs: readonly Decimal[]): Decimal | undefined =>
  costs.reduce<Decimal | undefined>((least, cost) => (least === undefined || cost.lt(least) ? cost : least), undefined);

/**
 * The lowest price that applies on that day for that quantity in the vendor's currency, as Business Central finds the
 * best price; else the item card's cost, which is in the local currency and says nothing of a vendor who sells in
 * another. Null where no price above zero is known.
 */
export const purchaseCost = (prices: readonly ErpRecord[], question: CostQuestion): PurchaseCost | null => {
  const { seller, item } = question;
  const { currencyCode } = seller;
  const agreed = lowest(prices.filter((price) => applies(price, question)).map((price) => decimalOf(price, 'directUnitCost')));
  if (agreed !== undefined) return agreed.gt(0) ? { directUnitCost: agreed, currencyCode, source: 'purchase price' } : null;
  if (!seller.sellsInLocalCurrency) return null;
  const cost = decimalOf(item, 'unitCost');
  return cost.gt(0) ? { directUnitCost: cost, currencyCode, source: 'item card' } : null;
};
