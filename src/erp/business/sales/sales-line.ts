import { decimal } from '../../../kernel/money.ts';
import {
  completeValues,
  customer,
  glAccount,
  item,
  location,
  salesLine,
  unitOfMeasure,
  vatPostingSetup,
  type RowOf,
  type Table,
  type ValuesOf,
} from '../../tables/index.ts';
import { fieldIsBlank, fieldProblem, notInRelatedTable, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { lineDimensions } from '../dimensions/default-dimensions.ts';
import { discountPercentOf, grossAmount } from '../document-amounts.ts';
import { quantitiesToPost } from './quantities-to-post.ts';
import { salesDiscountFor, salesPriceFor } from './sales-price.ts';

/** What a person may set on a sales line; the rest follows from the item or account. */
export interface SalesLineInput {
  /** Default: Item. A blank type is a comment: a description and nothing else, never posted. */
  readonly type?: ' ' | 'Item' | 'G/L Account';
  readonly no: string;
  /** Where the line stands among the others; default: behind them. */
  readonly lineNo?: number;
  readonly description?: string;
  readonly description2?: string;
  readonly quantity: string;
  /** Default: the customer's price on the document's date. */
  readonly unitPrice?: string;
  /** Default: the customer's discount on the document's date. */
  readonly lineDiscountPercent?: string;
  /** The discount in money instead, not more than the line comes to. */
  readonly lineDiscountAmount?: string;
  readonly shipmentDate?: string;
  readonly unitOfMeasureCode?: string;
  readonly locationCode?: string;
  readonly vatProdPostingGroup?: string;
  /** Orders: how much is shipped and invoiced with the next posting. */
  readonly qtyToShip?: string;
  readonly qtyToInvoice?: string;
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
> & {
  readonly billToCustomerNo: string;
  readonly documentDate: string;
  readonly requestedDeliveryDate: string;
  readonly customerPriceGroup: string;
};

type LineValues = Partial<ValuesOf<typeof salesLine>>;

const checkRelated = (ctx: ErpContext, field: string, related: { readonly value: string | undefined; readonly table: Table }): void => {
  const { value, table } = related;
  if (value === undefined || value === '' || ctx.setup.find(table, value) !== undefined) return;
  throw notInRelatedTable(salesLine, field, { value, table });
};

/** An item is sold in its base unit of measure only: it has no other here. */
const unitOf = (record: RowOf<typeof item>, wanted: string | undefined): string => {
  if (wanted === undefined || wanted === record.baseUnitOfMeasure) return record.baseUnitOfMeasure;
  throw notInRelatedTable(salesLine, 'unitOfMeasureCode', { value: wanted, table: { ...unitOfMeasure, name: 'Item Unit of Measure' } });
};

const itemValues = (ctx: ErpContext, header: SalesHeaderPart, input: SalesLineInput): LineValues => {
  const record = ctx.records.of(item).get(input.no);
  if (!record) throw notInRelatedTable(salesLine, 'no', { value: input.no, table: item });
  testField({ table: item, record, field: 'blocked' }, false);
  testField({ table: item, record, field: 'salesBlocked' }, false);
  const query = {
    customerNo: header.billToCustomerNo,
    customerPriceGroup: header.customerPriceGroup,
    item: record,
    date: header.documentDate,
    quantity: input.quantity,
  };
  return {
    type: 'Item',
    no: record.no,
    description: input.description ?? record.description,
    description2: input.description2 ?? record.description2,
    unitOfMeasureCode: unitOf(record, input.unitOfMeasureCode),
    unitPrice: input.unitPrice ?? salesPriceFor(ctx, query),
    lineDiscountPercent: input.lineDiscountPercent ?? salesDiscountFor(ctx, query),
    unitCostLcy: record.unitCost,
    genProdPostingGroup: record.genProdPostingGroup,
    vatProdPostingGroup: input.vatProdPostingGroup ?? record.vatProdPostingGroup,
    postingGroup: record.inventoryPostingGroup,
  };
};

const accountValues = (ctx: ErpContext, input: SalesLineInput): LineValues => {
  const record = ctx.records.of(glAccount).get(input.no);
  if (!record) throw notInRelatedTable(salesLine, 'no', { value: input.no, table: glAccount });
  testField({ table: glAccount, record, field: 'directPosting' }, true);
  testField({ table: glAccount, record, field: 'blocked' }, false);
  const vatProdPostingGroup = input.vatProdPostingGroup ?? record.vatProdPostingGroup;
  if (vatProdPostingGroup === '') throw fieldIsBlank({ table: glAccount, record, field: 'vatProdPostingGroup' });
  checkRelated(ctx, 'unitOfMeasureCode', { value: input.unitOfMeasureCode, table: unitOfMeasure });
  return {
    type: 'G/L Account',
    no: record.no,
    description: input.description ?? record.name,
    description2: input.description2 ?? '',
    unitOfMeasureCode: input.unitOfMeasureCode ?? '',
    unitPrice: input.unitPrice ?? '0',
    lineDiscountPercent: input.lineDiscountPercent ?? '0',
    genProdPostingGroup: record.genProdPostingGroup,
    vatProdPostingGroup,
    postingGroup: '',
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

/** A discount given as an amount, as the percentage that documents keep beside it. */
const discountValues = (record: LineValues, lineDiscountAmount: string): LineValues => {
  const gross = grossAmount({ quantity: record.quantity ?? '0', unitPrice: record.unitPrice ?? '0' });
  if (decimal(lineDiscountAmount).isNegative() || decimal(lineDiscountAmount).gt(gross)) {
    throw fieldProblem(
      { table: salesLine, record: { ...record, lineDiscountAmount }, field: 'lineDiscountAmount' },
      `must be between 0 and ${gross.toFixed(2)}`,
    );
  }
  return { lineDiscountAmount, lineDiscountPercent: discountPercentOf(lineDiscountAmount, gross).toFixed() };
};

const vatPercentOf = (ctx: ErpContext, business: string, product: string): string => {
  const setup = ctx.records.of(vatPostingSetup).get(business, product);
  if (!setup) throw notInRelatedTable(salesLine, 'vatProdPostingGroup', { value: product, table: vatPostingSetup });
  return setup.vatPercent;
};

/** A sales line's values from the item's card, the customer's prices and what the person set; amounts come later. */
export const salesLineValues = (
  ctx: ErpContext,
  header: SalesHeaderPart,
  request: { input: SalesLineInput; place: { readonly documentNo: string; readonly lineNo: number } },
): LineValues => {
  const { input, place } = request;
  const common: LineValues = { ...place, documentType: header.documentType, sellToCustomerNo: header.sellToCustomerNo };
  if (input.type === ' ') return { ...common, type: ' ', no: '', description: input.description ?? '', description2: input.description2 ?? '' };
  const isAccount = input.type === 'G/L Account';
  const own = isAccount ? accountValues(ctx, input) : itemValues(ctx, header, input);
  checkRelated(ctx, 'locationCode', { value: input.locationCode, table: location });
  const values: LineValues = {
    ...own,
    ...common,
    quantity: input.quantity,
    vatPercent: vatPercentOf(ctx, header.vatBusPostingGroup, own.vatProdPostingGroup ?? ''),
    locationCode: input.locationCode ?? header.locationCode,
    genBusPostingGroup: header.genBusPostingGroup,
    vatBusPostingGroup: header.vatBusPostingGroup,
    ...lineDimensions(ctx, header, { sourceCode: 'SALES', party: customer, object: { table: isAccount ? glAccount : item, no: own.no ?? '' } }),
    shipmentDate: input.shipmentDate ?? (header.requestedDeliveryDate || header.documentDate),
    outstandingQuantity: input.quantity,
    qtyToShip: input.quantity,
    qtyToInvoice: input.quantity,
  };
  checkSalesLine(values);
  return input.lineDiscountAmount === undefined ? values : { ...values, ...discountValues(values, input.lineDiscountAmount) };
};

/** A new line, complete but for its amounts; on an order with the quantities that were chosen to be posted next. */
export const newSalesLine = (
  ctx: ErpContext,
  header: SalesHeaderPart,
  request: { input: SalesLineInput; place: { readonly documentNo: string; readonly lineNo: number } },
): ValuesOf<typeof salesLine> => {
  const line = completeValues(salesLine, salesLineValues(ctx, header, request));
  return line.type === ' ' ? line : { ...line, ...quantitiesToPost(line, request.input) };
};
