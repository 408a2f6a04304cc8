import { decimal, money } from '../../../kernel/money.ts';
import { item, purchaseHeader, purchaseLine, purchRcptHeader, purchRcptLine, type RowOf } from '../../tables/index.ts';
import { checkApprovalForPosting } from '../approvals/index.ts';
import { dialogError, fieldProblem } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { ledgerDimensions } from '../ledger-dimensions.ts';
import { postItemMovement, refreshUnitCost } from '../ledger/item-movement.ts';
import { nextNo } from '../no-series.ts';
import { checkPostingDate } from '../posting-date.ts';
import { purchaseLinesOf, type PurchaseHeader, type PurchaseLine } from './purchase-documents.ts';
import { checkVendorBlocked, vendorOf } from './purchase-header.ts';

/** A receipt of goods against an order. */
export interface ReceiptInput {
  readonly postingDate: string;
  /** How much of which line arrived; lines not named receive nothing. Left out: everything outstanding. */
  readonly quantities?: readonly { readonly lineNo: number; readonly quantity: string }[];
}

const quantityFor = (line: PurchaseLine, input: ReceiptInput): string =>
  input.quantities ? (input.quantities.find((one) => one.lineNo === line.lineNo)?.quantity ?? '0') : line.outstandingQuantity;

const checkQuantity = (line: PurchaseLine, quantity: string): void => {
  const at = { table: purchaseLine, record: { ...line, qtyToReceive: quantity }, field: 'qtyToReceive' };
  if (!decimal(quantity).gt(0)) throw fieldProblem(at, 'must be positive');
  if (decimal(quantity).gt(line.outstandingQuantity)) throw dialogError(`You cannot receive more than ${line.outstandingQuantity} units.`);
};

const postStock = (ctx: ErpContext, receipt: RowOf<typeof purchRcptHeader>, arrival: { line: PurchaseLine; quantity: string }): number => {
  const { line, quantity } = arrival;
  if (line.type !== 'Item') return 0;
  const record = ctx.records.of(item).require(line.no);
  if (record.type !== 'Inventory') return 0;
  const unit = decimal(line.amount).dividedBy(line.quantity);
  const entry = postItemMovement(ctx, {
    item: record,
    entryType: 'Purchase',
    documentType: 'Purchase Receipt',
    documentNo: receipt.no,
    documentLineNo: line.lineNo,
    postingDate: receipt.postingDate,
    sourceType: 'Vendor',
    sourceNo: line.buyFromVendorNo,
    description: line.description,
    locationCode: line.locationCode,
    quantity,
    cost: money(unit.times(quantity)),
    isInvoiced: false,
    salesAmount: money(0),
    dimensions: ledgerDimensions(line),
  });
  refreshUnitCost(ctx, record);
  return entry.entryNo;
};

const receiveLine = (ctx: ErpContext, receipt: RowOf<typeof purchRcptHeader>, arrival: { line: PurchaseLine; quantity: string }): PurchaseLine => {
  const { line, quantity } = arrival;
  const entryNo = postStock(ctx, receipt, arrival);
  ctx.records.of(purchRcptLine).add({
    ...line,
    documentNo: receipt.no,
    quantity,
    postingDate: receipt.postingDate,
    orderNo: line.documentNo,
    orderLineNo: line.lineNo,
    itemRcptEntryNo: entryNo,
    quantityInvoiced: '0',
    qtyRcdNotInvoiced: quantity,
  });
  const outstanding = decimal(line.outstandingQuantity).minus(quantity).toFixed();
  return ctx.records.of(purchaseLine).update(line, {
    quantityReceived: decimal(line.quantityReceived).plus(quantity).toFixed(),
    qtyRcdNotInvoiced: decimal(line.qtyRcdNotInvoiced).plus(quantity).toFixed(),
    outstandingQuantity: outstanding,
    outstandingQtyBase: outstanding,
    qtyToReceive: outstanding,
    qtyToInvoice: decimal(line.quantity).minus(line.quantityInvoiced).toFixed(),
  });
};

/**
 * Posts the arrival of goods against a purchase order: receipt document, item ledger entries at expected cost,
 * order lines brought up to date. No G/L entries: cost is posted with the invoice.
 */
export const postPurchaseReceipt = (ctx: ErpContext, order: PurchaseHeader, input: ReceiptInput): RowOf<typeof purchRcptHeader> => {
  checkPostingDate(ctx, input.postingDate);
  checkVendorBlocked(vendorOf(ctx, order.buyFromVendorNo), 'post');
  checkApprovalForPosting(ctx, order);
  const lines = purchaseLinesOf(ctx, order);
  const arrivals = lines.map((line) => ({ line, quantity: quantityFor(line, input) })).filter(({ quantity }) => !decimal(quantity).isZero());
  if (arrivals.length === 0) throw dialogError('There is nothing to post.');
  for (const { line, quantity } of arrivals) checkQuantity(line, quantity);
  const no = nextNo(ctx, ctx.setup.purchases.postedReceiptNos, input.postingDate);
  const expected = arrivals.map(({ line }) => line.expectedReceiptDate).sort()[0] ?? '';
  const receipt = ctx.records.of(purchRcptHeader).insert({
    ...order,
    no,
    noSeries: ctx.setup.purchases.postedReceiptNos,
    orderNo: order.no,
    postingDate: input.postingDate,
    expectedReceiptDate: expected,
    userId: ctx.userName,
  });
  const received = new Map(arrivals.map((arrival) => [arrival.line.lineNo, receiveLine(ctx, receipt, arrival)]));
  const isReceived = lines.every((line) => decimal((received.get(line.lineNo) ?? line).outstandingQuantity).isZero());
  ctx.records.of(purchaseHeader).update(order, { status: 'Released', completelyReceived: isReceived });
  return receipt;
};
