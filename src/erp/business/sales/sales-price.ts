import { decimal } from '../../../kernel/money.ts';
import type { item } from '../../tables/index.ts';
import { salesLineDiscount, salesPrice, type RowOf } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';

/** What a price or discount is looked up for. */
export interface SalesPriceQuery {
  readonly customerNo: string;
  readonly customerPriceGroup: string;
  readonly item: RowOf<typeof item>;
  readonly date: string;
  readonly quantity: string;
}

interface Dated {
  readonly startingDate: string;
  readonly endingDate: string;
  readonly minimumQuantity: string;
}

/** True if a price or discount line is valid on the date for the quantity; a blank ending date is open. */
export const isApplicable = (line: Dated, at: { readonly date: string; readonly quantity: string }): boolean =>
  line.startingDate <= at.date && (line.endingDate === '' || at.date <= line.endingDate) && decimal(line.minimumQuantity).lte(at.quantity);

/** Documents are in local currency, so what is agreed in another says nothing. */
const isLocal = (ctx: ErpContext, currencyCode: string): boolean => currencyCode === '' || currencyCode === ctx.setup.generalLedger.lcyCode;

/** The lowest agreed price: the customer's own, her price group's or everybody's; else the item card's. */
export const salesPriceFor = (ctx: ErpContext, query: SalesPriceQuery): string => {
  const isFor = (line: RowOf<typeof salesPrice>): boolean =>
    line.salesType === 'All Customers' ||
    (line.salesType === 'Customer' && line.salesCode === query.customerNo) ||
    (line.salesType === 'Customer Price Group' && line.salesCode === query.customerPriceGroup && line.salesCode !== '');
  return ctx.records
    .of(salesPrice)
    .find({ itemNo: query.item.no })
    .filter((line) => isFor(line) && isLocal(ctx, line.currencyCode) && isApplicable(line, query))
    .reduce((best, line) => (decimal(line.unitPrice).lt(best) ? line.unitPrice : best), query.item.unitPrice);
};

/** The highest line discount in percent that the customer has on the item, `0` if none. */
export const salesDiscountFor = (ctx: ErpContext, query: SalesPriceQuery): string =>
  ctx.records
    .of(salesLineDiscount)
    .find({ type: 'Item', code: query.item.no })
    .filter((line) => line.salesType === 'All Customers' || (line.salesType === 'Customer' && line.salesCode === query.customerNo))
    .filter((line) => isLocal(ctx, line.currencyCode) && isApplicable(line, query))
    .reduce((best, line) => (decimal(line.lineDiscountPercent).gt(best) ? line.lineDiscountPercent : best), '0');
