import { decimal } from '../../../kernel/money.ts';
import { glAccount, item, itemVendor, location, purchaseLine, unitOfMeasure, vendor, type RowOf, type ValuesOf } from '../../tables/index.ts';
import { fieldError, fieldProblem, notInRelatedTable, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { calcDate } from '../date-formula.ts';
import { isIsoDate } from '../dates.ts';
import { lineDimensions } from '../dimensions/default-dimensions.ts';
import { purchasePriceFor } from './purchase-price.ts';

/** What a person may set on a purchase line; the rest follows from the item or account. */
export interface PurchaseLineInput {
  /** Default: Item. A blank type is a comment: a description and nothing else, never posted. */
  readonly type?: ' ' | 'Item' | 'G/L Account';
  readonly no: string;
  readonly description?: string;
  readonly description2?: string;
  readonly quantity: string;
  /** Default: the vendor's agreed price, else the item's last direct cost. */
  readonly directUnitCost?: string;
  readonly lineDiscountPercent?: string;
  readonly expectedReceiptDate?: string;
  readonly unitOfMeasureCode?: string;
  /** Default: the vendor's location. */
  readonly locationCode?: string;
  readonly shortcutDimension1Code?: string;
  readonly shortcutDimension2Code?: string;
}

/** The header fields that lines take over. */
export type PurchaseHeaderPart = Pick<
  ValuesOf<typeof purchaseLine>,
  | 'buyFromVendorNo'
  | 'documentType'
  | 'locationCode'
  | 'genBusPostingGroup'
  | 'vatBusPostingGroup'
  | 'shortcutDimension1Code'
  | 'shortcutDimension2Code'
  | 'dimensionSetId'
> & { readonly orderDate: string; readonly requestedReceiptDate: string };

/** Where the line will stand. */
export interface LinePlace {
  readonly documentNo: string;
  readonly lineNo: number;
}

type LineValues = Partial<ValuesOf<typeof purchaseLine>>;

/** When the item is expected if nothing else is said: order date plus the shortest-scoped lead time there is. */
const leadTimeDate = (ctx: ErpContext, header: PurchaseHeaderPart, record: RowOf<typeof item>): string => {
  const agreed = ctx.records.of(itemVendor).get(record.no, header.buyFromVendorNo)?.leadTimeCalculation ?? '';
  const usual = ctx.records.of(vendor).get(header.buyFromVendorNo)?.leadTimeCalculation ?? '';
  const formula = [agreed, usual, record.leadTimeCalculation].find((one) => one !== '') ?? '';
  return calcDate(formula, header.orderDate);
};

const itemValues = (ctx: ErpContext, header: PurchaseHeaderPart, input: PurchaseLineInput): LineValues => {
  const record = ctx.records.of(item).get(input.no);
  if (!record) throw notInRelatedTable(purchaseLine, 'no', { value: input.no, table: item });
  testField({ table: item, record, field: 'blocked' }, false);
  testField({ table: item, record, field: 'purchasingBlocked' }, false);
  const price = purchasePriceFor(ctx, { vendorNo: header.buyFromVendorNo, itemNo: record.no, date: header.orderDate, quantity: input.quantity });
  return {
    type: 'Item',
    no: record.no,
    description: input.description ?? record.description,
    unitOfMeasureCode: input.unitOfMeasureCode ?? record.baseUnitOfMeasure,
    directUnitCost: input.directUnitCost ?? price?.directUnitCost ?? record.lastDirectCost,
    unitCostLcy: record.unitCost,
    genProdPostingGroup: record.genProdPostingGroup,
    vatProdPostingGroup: record.vatProdPostingGroup,
    postingGroup: record.inventoryPostingGroup,
    expectedReceiptDate: input.expectedReceiptDate ?? (header.requestedReceiptDate || leadTimeDate(ctx, header, record)),
  };
};

const accountValues = (ctx: ErpContext, header: PurchaseHeaderPart, input: PurchaseLineInput): LineValues => {
  const record = ctx.records.of(glAccount).get(input.no);
  if (!record) throw notInRelatedTable(purchaseLine, 'no', { value: input.no, table: glAccount });
  testField({ table: glAccount, record, field: 'directPosting' }, true);
  testField({ table: glAccount, record, field: 'blocked' }, false);
  return {
    type: 'G/L Account',
    no: record.no,
    description: input.description ?? record.name,
    unitOfMeasureCode: input.unitOfMeasureCode ?? '',
    directUnitCost: input.directUnitCost ?? '0',
    genProdPostingGroup: record.genProdPostingGroup,
    vatProdPostingGroup: record.vatProdPostingGroup,
    expectedReceiptDate: input.expectedReceiptDate ?? (header.requestedReceiptDate || header.orderDate),
  };
};

/** A comment has a text and no number, quantity or amount. */
const commentValues = (header: PurchaseHeaderPart, request: { input: PurchaseLineInput; place: LinePlace }): LineValues => ({
  ...request.place,
  type: ' ',
  no: '',
  documentType: header.documentType,
  buyFromVendorNo: header.buyFromVendorNo,
  description: request.input.description ?? '',
  description2: request.input.description2 ?? '',
});

/** Throws in Business Central's words if a line's numbers or dates make no sense. */
export const checkPurchaseLine = (record: LineValues): void => {
  const at = { table: purchaseLine, record };
  if (!decimal(record.quantity ?? '0').gt(0)) throw fieldProblem({ ...at, field: 'quantity' }, 'must be positive');
  if (decimal(record.quantity ?? '0').decimalPlaces() > 5)
    throw fieldProblem({ ...at, field: 'quantity' }, 'must not have more than 5 decimal places');
  if (decimal(record.directUnitCost ?? '0').isNegative()) throw fieldProblem({ ...at, field: 'directUnitCost' }, 'must not be negative');
  const discount = decimal(record.lineDiscountPercent ?? '0');
  if (discount.isNegative() || discount.gt(100)) throw fieldProblem({ ...at, field: 'lineDiscountPercent' }, 'must be between 0 and 100');
  const expected = record.expectedReceiptDate ?? '';
  if (expected !== '' && !isIsoDate(expected)) {
    throw fieldError('Expected Receipt Date', `The value '${expected}' can't be evaluated into type Date for the field Expected Receipt Date.`);
  }
};

/** Codes that a person gave must be there; what comes from cards is. */
const checkCodes = (ctx: ErpContext, { unitOfMeasureCode = '', locationCode = '' }: PurchaseLineInput): void => {
  if (unitOfMeasureCode !== '' && !ctx.setup.find(unitOfMeasure, unitOfMeasureCode))
    throw notInRelatedTable(purchaseLine, 'unitOfMeasureCode', { value: unitOfMeasureCode, table: unitOfMeasure });
  if (locationCode !== '' && !ctx.setup.find(location, locationCode))
    throw notInRelatedTable(purchaseLine, 'locationCode', { value: locationCode, table: location });
};

/** A purchase line's values from the item's card, the vendor's prices and what the person set; amounts come later. */
export const purchaseLineValues = (
  ctx: ErpContext,
  header: PurchaseHeaderPart,
  request: { input: PurchaseLineInput; place: LinePlace },
): LineValues => {
  const { input, place } = request;
  if (input.type === ' ') return commentValues(header, request);
  checkCodes(ctx, input);
  const isAccount = input.type === 'G/L Account';
  const own = isAccount ? accountValues(ctx, header, input) : itemValues(ctx, header, input);
  const values: LineValues = {
    ...own,
    ...place,
    documentType: header.documentType,
    buyFromVendorNo: header.buyFromVendorNo,
    quantity: input.quantity,
    lineDiscountPercent: input.lineDiscountPercent ?? '0',
    vatPercent: ctx.setup.vat(header.vatBusPostingGroup, own.vatProdPostingGroup ?? '').vatPercent,
    description2: input.description2 ?? '',
    locationCode: input.locationCode ?? header.locationCode,
    genBusPostingGroup: header.genBusPostingGroup,
    vatBusPostingGroup: header.vatBusPostingGroup,
    ...lineDimensions(ctx, header, {
      sourceCode: 'PURCHASES',
      party: vendor,
      object: { table: isAccount ? glAccount : item, no: own.no ?? '' },
      given: input,
    }),
    requestedReceiptDate: header.requestedReceiptDate,
    outstandingQuantity: input.quantity,
    outstandingQtyBase: input.quantity,
    qtyToReceive: input.quantity,
    qtyToInvoice: input.quantity,
  };
  checkPurchaseLine(values);
  return values;
};
