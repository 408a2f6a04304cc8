import { decimal } from '../../../kernel/money.ts';
import { purchaseHeader, purchaseLine, type purchInvHeader, type RowOf } from '../../tables/index.ts';
import { dialogError, fieldProblem, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { postPurchaseInvoice } from './post-purchase-invoice.ts';
import { postPurchaseReceipt } from './post-purchase-receipt.ts';
import { purchaseLinesOf, type PurchaseHeader, type PurchaseLine } from './purchase-documents.ts';

/** How much of an order line the next posting receives and invoices. */
export interface PostingQuantities {
  readonly qtyToReceive?: string;
  readonly qtyToInvoice?: string;
}

const checkQuantity = (line: PurchaseLine, field: 'qtyToReceive' | 'qtyToInvoice', value: string): void => {
  const at = { table: purchaseLine, record: { ...line, [field]: value }, field };
  if (decimal(value).isNegative()) throw fieldProblem(at, 'must not be negative');
  if (decimal(value).decimalPlaces() > 5) throw fieldProblem(at, 'must not have more than 5 decimal places');
};

/** Business Central's MaxQtyToInvoice: what arrived and will arrive with this posting, less what is invoiced. */
const mostToInvoice = (line: PurchaseLine, qtyToReceive: string): string => decimal(line.qtyRcdNotInvoiced).plus(qtyToReceive).toFixed();

/**
 * Sets what the next posting of an order takes of a line, also on a released order: its amounts do not change by it.
 * A new quantity to receive brings its own quantity to invoice, as in Business Central.
 */
export const setPostingQuantities = (ctx: ErpContext, line: PurchaseLine, given: PostingQuantities): void => {
  const header = ctx.records.of(purchaseHeader).require(line.documentType, line.documentNo);
  if (header.status === 'Pending Approval') testField({ table: purchaseHeader, record: header, field: 'status' }, 'Open');
  const qtyToReceive = given.qtyToReceive ?? line.qtyToReceive;
  checkQuantity(line, 'qtyToReceive', qtyToReceive);
  if (decimal(qtyToReceive).gt(line.outstandingQuantity)) throw dialogError(`You cannot receive more than ${line.outstandingQuantity} units.`);
  const most = mostToInvoice(line, qtyToReceive);
  const qtyToInvoice = given.qtyToInvoice ?? (given.qtyToReceive === undefined ? line.qtyToInvoice : most);
  checkQuantity(line, 'qtyToInvoice', qtyToInvoice);
  if (decimal(qtyToInvoice).gt(most)) throw dialogError(`You cannot invoice more than ${most} units.`);
  ctx.records.of(purchaseLine).update(line, { qtyToReceive, qtyToInvoice });
  ctx.records.of(purchaseHeader).update(header, {});
};

const quantities = (lines: readonly PurchaseLine[], field: 'qtyToReceive' | 'qtyToInvoice') =>
  lines.map((line) => ({ lineNo: line.lineNo, quantity: line[field] })).filter(({ quantity }) => !decimal(quantity).isZero());

/** After a posting the lines propose what is left, as Business Central's Default Qty. to Receive = Remainder. */
const proposeRemainder = (ctx: ErpContext, order: PurchaseHeader): void => {
  for (const line of purchaseLinesOf(ctx, order)) {
    const qtyToInvoice = decimal(line.quantity).minus(line.quantityInvoiced).toFixed();
    const isProposed = line.qtyToReceive === line.outstandingQuantity && line.qtyToInvoice === qtyToInvoice;
    if (!isProposed) ctx.records.of(purchaseLine).update(line, { qtyToReceive: line.outstandingQuantity, qtyToInvoice });
  }
};

/**
 * Receives and invoices an order by the quantities on its lines: a receipt for what arrives, an invoice for what is
 * billed. Throws, and posts neither, where one of them may not be posted.
 */
export const receiveAndInvoice = (ctx: ErpContext, order: PurchaseHeader, vendorInvoiceNo: string): RowOf<typeof purchInvHeader> => {
  const lines = purchaseLinesOf(ctx, order);
  const arriving = quantities(lines, 'qtyToReceive');
  const billed = quantities(lines, 'qtyToInvoice');
  if (billed.length === 0) throw dialogError('There is nothing to post.');
  const { postingDate, documentDate } = order;
  if (arriving.length > 0) postPurchaseReceipt(ctx, order, { postingDate, quantities: arriving });
  const received = ctx.records.of(purchaseHeader).require(order.documentType, order.no);
  const invoice = postPurchaseInvoice(ctx, received, { postingDate, documentDate, vendorInvoiceNo, quantities: billed });
  proposeRemainder(ctx, order);
  return invoice;
};
