import { decimal, money, type Money } from '../../../kernel/money.ts';
import { salesHeader, salesInvoiceHeader, salesInvoiceLine, salesLine, type RowOf } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { documentAmounts } from '../document-amounts.ts';
import { nextNo } from '../no-series.ts';
import { checkCustomerBlocked } from './customer-blocked.ts';
import { invoiceShipments } from './invoice-shipments.ts';
import { postedTotals, postSalesVoucher, type PostedSalesLine } from './post-sales-voucher.ts';
import { chooseAllQuantities } from './quantities-to-post.ts';
import { removeSalesDocument } from './sales-documents.ts';
import { checkStock, goodsCost, moveGoods, soldLine, type SoldLine } from './sales-goods.ts';
import { customerOf } from './sales-header.ts';
import { checkSalesPostable } from './sales-postable.ts';
import { recalculateSales, salesLinesOf, type SalesHeader, type SalesLine } from './sales-totals.ts';

type PostedInvoice = RowOf<typeof salesInvoiceHeader>;

/** What an invoice bills: lines with the quantities and amounts of it. Comments go along. */
type Billed = readonly SalesLine[];

/** The part of an order line's invoice discount that falls on what is invoiced now; the parts add up to the whole. */
const discountShare = (line: SalesLine, quantity: string): string => {
  const upTo = (invoiced: string) => decimal(line.invDiscountAmount).times(invoiced).dividedBy(line.quantity).toDecimalPlaces(2);
  const after = decimal(line.quantityInvoiced).plus(quantity).toFixed();
  return upTo(after).minus(upTo(line.quantityInvoiced)).toFixed(2);
};

/** Of each line what is to be invoiced and was shipped, with the amounts of that part. */
const billedOfOrder = (ctx: ErpContext, order: SalesHeader): Billed => {
  const parts = salesLinesOf(ctx, order).flatMap((line): SalesLine[] => {
    if (line.type === ' ') return [line];
    const quantity = decimal(line.qtyToInvoice).gt(line.qtyShippedNotInvoiced) ? line.qtyShippedNotInvoiced : line.qtyToInvoice;
    if (decimal(quantity).isZero()) return [];
    return quantity === line.quantity ? [line] : [{ ...line, quantity, lineDiscountAmount: '0', invDiscountAmount: discountShare(line, quantity) }];
  });
  const { lines } = documentAmounts(parts);
  return parts.map((line, at) => ({ ...line, ...lines[at] }));
};

/** On an invoice without an order the goods leave with the invoice. Answers what they cost. */
const deliver = (ctx: ErpContext, header: SalesHeader, delivery: SoldLine & { readonly documentNo: string }): Money => {
  const { line, item, documentNo } = delivery;
  if (item === undefined) return money(0);
  const cost = goodsCost(ctx, header, { line, item });
  moveGoods(ctx, line, {
    item,
    documentType: 'Sales Invoice',
    documentNo,
    postingDate: header.postingDate,
    quantity: decimal(line.quantity).negated().toFixed(),
    cost: money(decimal(cost).negated()),
    isInvoiced: true,
    salesAmount: line.amount,
  });
  return cost;
};

/** Brings the order up to date; once it is wholly invoiced it gives way to the posted documents. */
const settleOrder = (ctx: ErpContext, order: SalesHeader, billed: Billed): void => {
  for (const line of salesLinesOf(ctx, order)) {
    const quantity = billed.find((one) => one.lineNo === line.lineNo)?.quantity ?? '0';
    const quantityInvoiced = decimal(line.quantityInvoiced).plus(quantity);
    ctx.records.of(salesLine).update(line, {
      quantityInvoiced: quantityInvoiced.toFixed(),
      qtyShippedNotInvoiced: decimal(line.qtyShippedNotInvoiced).minus(quantity).toFixed(),
    });
  }
  chooseAllQuantities(ctx, order);
  const lines = salesLinesOf(ctx, order);
  if (lines.every((line) => decimal(line.quantityInvoiced).equals(line.quantity))) removeSalesDocument(ctx, order, lines);
  else ctx.records.of(salesHeader).update(order, { status: 'Released' });
};

const writeInvoice = (
  ctx: ErpContext,
  header: SalesHeader,
  posted: { no: string; lines: readonly PostedSalesLine[]; entryNo: number },
): PostedInvoice => {
  const isOrder = header.documentType === 'Order';
  for (const { line } of posted.lines) {
    const order = isOrder ? { orderNo: line.documentNo, orderLineNo: line.lineNo } : {};
    ctx.records.of(salesInvoiceLine).add({ ...line, ...order, documentNo: posted.no, postingDate: header.postingDate });
  }
  const values = {
    ...header,
    ...postedTotals(posted.lines),
    no: posted.no,
    noSeries: ctx.setup.sales.postedInvoiceNos,
    preAssignedNo: isOrder ? '' : header.no,
    orderNo: isOrder ? header.no : '',
    custLedgerEntryNo: posted.entryNo,
    userId: ctx.userName,
  };
  return ctx.records.of(salesInvoiceHeader).insert(values, isOrder ? undefined : header.systemId);
};

/**
 * Posts a draft sales invoice, or invoices what was shipped of an order: posted document, customer ledger entry, G/L
 * and VAT entries, actual cost of the goods (those of a draft leave with it). The draft, and an order that is wholly
 * invoiced with this, are removed. Throws if a customer is blocked, stock is short, the date is not allowed, there
 * is nothing to invoice or the document still waits for an approval.
 */
export const postSalesInvoice = (ctx: ErpContext, source: SalesHeader): PostedInvoice => {
  checkSalesPostable(ctx, source);
  const isOrder = source.documentType === 'Order';
  const { header, lines } = isOrder ? { header: source, lines: billedOfOrder(ctx, source) } : recalculateSales(ctx, source);
  if (!lines.some((line) => line.type !== ' ')) throw dialogError('There is nothing to post.');
  const sold = lines.map((line) => soldLine(ctx, line));
  const leaves = !isOrder && sold.some(({ item }) => item !== undefined);
  const document = isOrder ? 'Order' : 'Invoice';
  for (const no of new Set([header.sellToCustomerNo, header.billToCustomerNo])) {
    checkCustomerBlocked(customerOf(ctx, no), document, leaves ? 'ship' : 'post');
  }
  if (!isOrder) checkStock(ctx, sold);
  const no = nextNo(ctx, ctx.setup.sales.postedInvoiceNos, header.postingDate);
  const invoice = { no, postingDate: header.postingDate };
  const posted = sold.map((one) => ({
    line: one.line,
    cost: isOrder ? invoiceShipments(ctx, one, invoice) : deliver(ctx, header, { ...one, documentNo: no }),
  }));
  const { partyEntryNo } = postSalesVoucher(ctx, { kind: 'Invoice', header, no, lines: posted });
  const written = writeInvoice(ctx, header, { no, lines: posted, entryNo: partyEntryNo });
  if (isOrder) settleOrder(ctx, header, lines);
  else removeSalesDocument(ctx, header, lines);
  return written;
};
