import { decimal } from '../../../kernel/money.ts';
import { customer, glAccount, item, salesLine, type ValuesOf } from '../../tables/index.ts';
import { fieldProblem, notInRelatedTable, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { lineDimensions } from '../dimensions/default-dimensions.ts';
import { salesDiscountFor, salesPriceFor } from './sales-price.ts';

/** What a person may set on a sales line; the rest follows from the item or account. */
export interface SalesLineInput {
  /** Default: Item. */
  readonly type?: 'Item' | 'G/L Account';
  readonly no: string;
  readonly description?: string;
  readonly quantity: string;
  /** Default: the customer's price on the document's date. */
  readonly unitPrice?: string;
  /** Default: the customer's discount on the document's date. */
  readonly lineDiscountPercent?: string;
  readonly shipmentDate?: string;
}

/** The header fields that lines take over. */
export type SalesHeaderPart = Pick<
  ValuesOf<typeof salesLine>,
  | 'documentType'
  | 'sellToCustomerNo'
  | 'locationCode'
  | 'genBusPostingGroup'
  | 'vatBusPostingGroup'
  | 'shortcutDimension1Code'
  | 'shortcutDimension2Code'
  | 'dimensionSetId'
> & { readonly documentDate: string; readonly requestedDeliveryDate: string; readonly customerPriceGroup: string };

type LineValues = Partial<ValuesOf<typeof salesLine>>;

const itemValues = (ctx: ErpContext, header: SalesHeaderPart, input: SalesLineInput): LineValues => {
  const record = ctx.records.of(item).get(input.no);
  if (!record) throw notInRelatedTable(salesLine, 'no', { value: input.no, table: item });
  testField({ table: item, record, field: 'blocked' }, false);
  testField({ table: item, record, field: 'salesBlocked' }, false);
  const query = {
    customerNo: header.sellToCustomerNo,
    customerPriceGroup: header.customerPriceGroup,
    item: record,
    date: header.documentDate,
    quantity: input.quantity,
  };
  return {
    type: 'Item',
    no: record.no,
    description: input.description ?? record.description,
    unitOfMeasureCode: record.baseUnitOfMeasure,
    unitPrice: input.unitPrice ?? salesPriceFor(ctx, query),
    lineDiscountPercent: input.lineDiscountPercent ?? salesDiscountFor(ctx, query),
    unitCostLcy: record.unitCost,
    genProdPostingGroup: record.genProdPostingGroup,
    vatProdPostingGroup: record.vatProdPostingGroup,
    postingGroup: record.inventoryPostingGroup,
  };
};

const accountValues = (ctx: ErpContext, input: SalesLineInput): LineValues => {
  const record = ctx.records.of(glAccount).get(input.no);
  if (!record) throw notInRelatedTable(salesLine, 'no', { value: input.no, table: glAccount });
  testField({ table: glAccount, record, field: 'directPosting' }, true);
  testField({ table: glAccount, record, field: 'blocked' }, false);
  return {
    type: 'G/L Account',
    no: record.no,
    description: input.description ?? record.name,
    unitPrice: input.unitPrice ?? '0',
    lineDiscountPercent: input.lineDiscountPercent ?? '0',
    genProdPostingGroup: record.genProdPostingGroup,
    vatProdPostingGroup: record.vatProdPostingGroup,
  };
};

/** Throws in Business Central's words if a line's numbers make no sense. */
export const checkSalesLine = (record: LineValues): void => {
  const at = { table: salesLine, record };
  if (!decimal(record.quantity ?? '0').gt(0)) throw fieldProblem({ ...at, field: 'quantity' }, 'must be positive');
  if (decimal(record.quantity ?? '0').decimalPlaces() > 5)
    throw fieldProblem({ ...at, field: 'quantity' }, 'must not have more than 5 decimal places');
  if (decimal(record.unitPrice ?? '0').isNegative()) throw fieldProblem({ ...at, field: 'unitPrice' }, 'must not be negative');
  const discount = decimal(record.lineDiscountPercent ?? '0');
  if (discount.isNegative() || discount.gt(100)) throw fieldProblem({ ...at, field: 'lineDiscountPercent' }, 'must be between 0 and 100');
};

/** A sales line's values from the item's card, the customer's prices and what the person set; amounts come later. */
export const salesLineValues = (
  ctx: ErpContext,
  header: SalesHeaderPart,
  request: { input: SalesLineInput; place: { readonly documentNo: string; readonly lineNo: number } },
): LineValues => {
  const { input, place } = request;
  const isAccount = input.type === 'G/L Account';
  const own = isAccount ? accountValues(ctx, input) : itemValues(ctx, header, input);
  const values: LineValues = {
    ...own,
    ...place,
    documentType: header.documentType,
    sellToCustomerNo: header.sellToCustomerNo,
    quantity: input.quantity,
    vatPercent: ctx.setup.vat(header.vatBusPostingGroup, own.vatProdPostingGroup ?? '').vatPercent,
    locationCode: header.locationCode,
    genBusPostingGroup: header.genBusPostingGroup,
    vatBusPostingGroup: header.vatBusPostingGroup,
    ...lineDimensions(ctx, header, { sourceCode: 'SALES', party: customer, object: { table: isAccount ? glAccount : item, no: own.no ?? '' } }),
    shipmentDate: input.shipmentDate ?? (header.requestedDeliveryDate || header.documentDate),
    outstandingQuantity: input.quantity,
    qtyToShip: input.quantity,
    qtyToInvoice: input.quantity,
  };
  checkSalesLine(values);
  return values;
};
