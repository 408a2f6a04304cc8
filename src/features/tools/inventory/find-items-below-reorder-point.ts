import { z } from 'zod';
import { isoDate } from '../../../kernel/clock.ts';
import { decimal } from '../../../kernel/money.ts';
import { listLimit, recordNumber, searchText } from '../argument-schemas.ts';
import { findBySearch } from '../find-by-search.ts';
import { counted, plainDecimal } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { loadItems, loadPurchasePrices, loadSellers, purchaseCost } from '../purchasing/purchase-costs.ts';
import { decimalOf, textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';
import { suggestQuantity } from './suggest-quantity.ts';

const args = z.strictObject({
  vendorNumber: recordNumber('Only items bought from this vendor, by number.').optional(),
  search: searchText('Part of the item’s description, or the beginning of its number.').optional(),
  limit: listLimit,
});

const replenishmentFields = [
  'id',
  'itemNumber',
  'itemDescription',
  'reorderPoint',
  'reorderQuantity',
  'inventory',
  'quantityOnPurchaseOrder',
  'vendorNumber',
  'vendorName',
];

const stockOf = (record: ErpRecord) => ({
  inventory: decimalOf(record, 'inventory'),
  onOrder: decimalOf(record, 'quantityOnPurchaseOrder'),
  reorderPoint: decimalOf(record, 'reorderPoint'),
  reorderQuantity: decimalOf(record, 'reorderQuantity'),
});

const isBelow = (record: ErpRecord): boolean => decimalOf(record, 'inventory').lt(decimalOf(record, 'reorderPoint'));

const isOnOrder = (record: ErpRecord): boolean => suggestQuantity(stockOf(record)).isZero();

/** What the listed items cost today, in the quantity suggested. */
const withCosts = async (records: readonly ErpRecord[], erp: ErpReader, on: string) => {
  if (records.length === 0) return [];
  const numbers = [...new Set(records.map((record) => textOf(record, 'itemNumber')))];
  const vendorNumbers = [...new Set(records.map((record) => textOf(record, 'vendorNumber')))].filter((number) => number !== '');
  const [items, prices, sellers] = await Promise.all([loadItems(erp, numbers), loadPurchasePrices(erp, numbers), loadSellers(erp, vendorNumbers)]);
  return records.map((record) => {
    const number = textOf(record, 'itemNumber');
    const vendorNumber = textOf(record, 'vendorNumber');
    const stock = stockOf(record);
    const quantity = suggestQuantity(stock);
    const item = items.get(number);
    const asked = quantity.isZero() ? decimal(1) : quantity;
    const seller = sellers.get(vendorNumber);
    const cost = item && seller ? purchaseCost(prices, { seller, item, quantity: asked, on }) : null;
    return {
      number,
      displayName: textOf(record, 'itemDescription'),
      inventory: plainDecimal(stock.inventory),
      onOrder: plainDecimal(stock.onOrder),
      reorderPoint: plainDecimal(stock.reorderPoint),
      suggestedQuantity: plainDecimal(quantity),
      vendorNumber,
      vendorName: textOf(record, 'vendorName'),
      directUnitCost: cost ? plainDecimal(cost.directUnitCost, 2) : null,
      currencyCode: cost?.currencyCode ?? '',
    };
  });
};

/** Items whose stock is below the reorder point, with what is on order and what to buy. */
export const findItemsBelowReorderPoint = defineReadTool<z.infer<typeof args>>({
  kind: 'read',
  operation: 'read',
  name: 'find_items_below_reorder_point',
  title: 'Find items to reorder',
  description:
    'Items whose stock on hand is below their reorder point, with the quantity already on purchase orders, the quantity suggested to buy (0 where what is on order is enough), their vendor and the cost in the vendor’s currency (null where no price is known). All, or those of one vendor, or by description.',
  args,
  subject: ({ vendorNumber }) => (vendorNumber === undefined ? 'items to reorder' : `items to reorder from vendor ${vendorNumber}`),
  read: async ({ vendorNumber, search, limit }, erp, context) => {
    const records = await findBySearch(erp, 'itemReplenishments', {
      numberField: 'itemNumber',
      nameField: 'itemDescription',
      search,
      filter: odata.and(vendorNumber === undefined ? undefined : odata.equals('vendorNumber', vendorNumber), odata.isPositive('reorderPoint')),
      query: { select: replenishmentFields, orderBy: 'itemNumber' },
    });
    // What is to be bought comes first, so that neither the limit nor a short answer hides it behind what is on order already.
    const below = records.filter(isBelow).sort((one, other) => Number(isOnOrder(one)) - Number(isOnOrder(other)));
    const vendors = new Set(below.map((record) => textOf(record, 'vendorNumber')).filter((number) => number !== ''));
    const data = {
      items: await withCosts(below.slice(0, limit), erp, isoDate(context.now)),
      summary: { count: below.length, vendorCount: vendors.size },
    };
    return { data, line: `${counted(below.length, 'item')} below the reorder point, ${counted(vendors.size, 'vendor')}` };
  },
});
