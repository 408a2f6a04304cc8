import { decimal } from '../../../kernel/money.ts';
import { customer, salesLineDiscount, salesPrice, type RowOf, type Table } from '../../tables/index.ts';
import { dialogError, fieldError, notInRelatedTable } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkPriceLine, priceCurrency, requireNotNegative, requirePricedItem, type PriceLine } from './price-line.ts';

/** For whom a price or a discount is: one customer, the customers of a price group, or everybody. */
export interface PricedFor {
  readonly salesType: string;
  readonly salesCode: string;
}

/** A new price or discount line. */
export interface CustomerPriceInput extends PriceLine, PricedFor {
  readonly unitOfMeasureCode: string;
}

/** What of a line can be changed afterwards: what identifies it cannot. */
export interface CustomerPriceChanges {
  readonly endingDate?: string;
  /** A price, on price lines. */
  readonly unitPrice?: string;
  /** Percent, on discount lines. */
  readonly lineDiscountPercent?: string;
}

const checkBuyer = (ctx: ErpContext, table: Table, { salesType, salesCode }: PricedFor): void => {
  if (salesType === 'All Customers') {
    if (salesCode !== '') throw fieldError('Sales Code', 'Sales Code must be blank.');
    return;
  }
  const customers = ctx.records.of(customer);
  if (salesType === 'Customer') {
    if (customers.get(salesCode) === undefined) throw notInRelatedTable(table, 'salesCode', { value: salesCode, table: customer });
    return;
  }
  const isKnown = salesType === 'Customer Price Group' && salesCode !== '' && customers.find({ customerPriceGroup: salesCode }).length > 0;
  if (!isKnown) throw fieldError('Sales Code', `There is no ${salesType} with the code '${salesCode}'.`);
};

const checkDiscount = (percent: string): void => {
  requireNotNegative(salesLineDiscount, { lineDiscountPercent: percent });
  if (decimal(percent).gt(100)) throw fieldError('Line Discount %', `The value ${percent} is outside of the permitted range of 0 to 100.`);
};

const checkedLine = (ctx: ErpContext, at: { table: Table; field: string }, input: CustomerPriceInput) => {
  const card = requirePricedItem(ctx, at, input.itemNo.toUpperCase());
  const salesCode = input.salesCode.trim().toUpperCase();
  checkBuyer(ctx, at.table, { salesType: input.salesType, salesCode });
  checkPriceLine(at.table, input);
  const unitOfMeasureCode = input.unitOfMeasureCode.trim().toUpperCase();
  if (unitOfMeasureCode !== '' && unitOfMeasureCode !== card.baseUnitOfMeasure) {
    throw fieldError('Unit of Measure Code', `Unit of Measure Code must be ${card.baseUnitOfMeasure} in ${at.table.name}.`);
  }
  const { startingDate, endingDate, minimumQuantity } = input;
  return { startingDate, endingDate, minimumQuantity, salesCode, unitOfMeasureCode, currencyCode: priceCurrency(ctx, at.table, input.currencyCode) };
};

/** Agrees a sales price (table 7002). A second line for the same customer, item, day and quantity throws. */
export const addSalesPrice = (ctx: ErpContext, input: CustomerPriceInput & { readonly unitPrice: string }): RowOf<typeof salesPrice> => {
  const line = checkedLine(ctx, { table: salesPrice, field: 'itemNo' }, input);
  requireNotNegative(salesPrice, { unitPrice: input.unitPrice });
  const salesType = input.salesType as RowOf<typeof salesPrice>['salesType'];
  return ctx.records.of(salesPrice).insert({ ...line, salesType, itemNo: input.itemNo, unitPrice: input.unitPrice });
};

/** Grants a line discount on an item (table 7004), otherwise as addSalesPrice. */
export const addSalesLineDiscount = (
  ctx: ErpContext,
  input: CustomerPriceInput & { readonly lineDiscountPercent: string },
): RowOf<typeof salesLineDiscount> => {
  const line = checkedLine(ctx, { table: salesLineDiscount, field: 'code' }, input);
  checkDiscount(input.lineDiscountPercent);
  const salesType = input.salesType as RowOf<typeof salesLineDiscount>['salesType'];
  return ctx.records
    .of(salesLineDiscount)
    .insert({ ...line, type: 'Item', salesType, code: input.itemNo, lineDiscountPercent: input.lineDiscountPercent });
};

/** The price or discount line with that SystemId; one of the two is there, or it throws `not_found`. */
const lineBy = (ctx: ErpContext, systemId: string) => {
  const price = ctx.records.of(salesPrice).bySystemId(systemId);
  const discount = price === undefined ? ctx.records.of(salesLineDiscount).bySystemId(systemId) : undefined;
  return { price, discount };
};

/** Changes the end of a line, or its price or percentage. A price on a discount line throws, and the other way round. */
export const changeCustomerPrice = (ctx: ErpContext, systemId: string, changes: CustomerPriceChanges): void => {
  const { price, discount } = lineBy(ctx, systemId);
  const { unitPrice, lineDiscountPercent, ...dates } = changes;
  if (price !== undefined) {
    if (lineDiscountPercent !== undefined) throw dialogError('A price line has no discount: change the discount line of the item.');
    checkPriceLine(salesPrice, { ...price, ...dates });
    requireNotNegative(salesPrice, { unitPrice: unitPrice ?? price.unitPrice });
    ctx.records.of(salesPrice).update(price, { ...dates, ...(unitPrice === undefined ? {} : { unitPrice }) });
  } else if (discount !== undefined) {
    if (unitPrice !== undefined) throw dialogError('A discount line has no price: change the price line of the item.');
    checkPriceLine(salesLineDiscount, { ...discount, ...dates });
    checkDiscount(lineDiscountPercent ?? discount.lineDiscountPercent);
    ctx.records.of(salesLineDiscount).update(discount, { ...dates, ...(lineDiscountPercent === undefined ? {} : { lineDiscountPercent }) });
  }
};

/** Takes a price or discount line off the list. */
export const removeCustomerPrice = (ctx: ErpContext, systemId: string): void => {
  const { price, discount } = lineBy(ctx, systemId);
  if (price !== undefined) ctx.records.of(salesPrice).delete(price);
  if (discount !== undefined) ctx.records.of(salesLineDiscount).delete(discount);
};
