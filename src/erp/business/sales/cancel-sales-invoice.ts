import { decimal } from '../../../kernel/money.ts';
import {
  custLedgerEntry,
  item,
  salesCrMemoHeader,
  salesCrMemoLine,
  salesHeader,
  salesInvoiceHeader,
  salesInvoiceLine,
  salesLine,
  type RowOf,
} from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { mayPostOn } from '../posting-date.ts';
import { draftReversal } from './copy-posted-document.ts';
import { isCustomerBlockedFor } from './customer-blocked.ts';
import { postSalesCreditMemo } from './post-sales-credit-memo.ts';
import { chooseAllQuantities } from './quantities-to-post.ts';
import { customerOf } from './sales-header.ts';
import { salesLinesOf, type SalesHeader } from './sales-totals.ts';

type PostedInvoice = RowOf<typeof salesInvoiceHeader>;

const linesOf = (ctx: ErpContext, invoice: PostedInvoice) => ctx.records.of(salesInvoiceLine).find({ documentNo: invoice.no });

const refuse = (reason: string): Error => dialogError(`You cannot cancel this posted sales invoice because ${reason}`);

const isFullyOpen = (ctx: ErpContext, invoice: PostedInvoice): boolean => {
  const { amount, remainingAmount } = ctx.records.of(custLedgerEntry).require(invoice.custLedgerEntryNo);
  return amount === remainingAmount;
};

/** The first line whose goods came back already with a credit memo for the invoice. */
const returnedLine = (ctx: ErpContext, invoice: PostedInvoice) => {
  const memos = ctx.records.of(salesCrMemoHeader).find({ appliesToDocType: 'Invoice', appliesToDocNo: invoice.no, cancelled: false });
  return memos.flatMap(({ no }) => ctx.records.of(salesCrMemoLine).find({ documentNo: no, type: 'Item' }))[0];
};

/**
 * Throws unless a posted invoice may be cancelled (codeunit 1303, TestCorrectInvoiceIsAllowed): its period is open, it is
 * not cancelled nor a correction itself, nothing of it is paid, its customers and items are not blocked, and nothing
 * of it came back.
 */
export const checkInvoiceCancellable = (ctx: ErpContext, invoice: PostedInvoice): void => {
  if (!mayPostOn(ctx, invoice.postingDate)) throw refuse('it was posted in a posting period that is closed.');
  if (invoice.cancelled) throw refuse('it has already been canceled.');
  if (invoice.corrective) throw refuse('it represents a correction of a credit memo.');
  if (!isFullyOpen(ctx, invoice)) {
    throw refuse('it is fully or partially paid.\\\\To reverse a paid sales invoice, you must manually create a sales credit memo.');
  }
  for (const no of [invoice.sellToCustomerNo, invoice.billToCustomerNo]) {
    if (isCustomerBlockedFor(customerOf(ctx, no).blocked, 'Invoice', 'post')) throw refuse(`customer ${no} is blocked.`);
  }
  for (const line of linesOf(ctx, invoice)) {
    if (line.type === 'Item' && ctx.records.of(item).require(line.no).blocked) throw refuse(`item ${line.no} ${line.description} is blocked.`);
  }
  const returned = returnedLine(ctx, invoice);
  if (returned) throw refuse(`item ${returned.no} ${returned.description} has already been fully or partially returned.`);
};

/**
 * Drafts a credit memo with an invoice's lines, to be posted later. Throws in the API's words unless the whole invoice
 * is still to be paid (https://learn.microsoft.com/dynamics365/business-central/dev-itpro/api-reference/v2.0/resources/dynamics_salesinvoice).
 */
export const makeCorrectiveCreditMemo = (ctx: ErpContext, invoice: PostedInvoice): SalesHeader => {
  if (!isFullyOpen(ctx, invoice)) {
    const { open } = ctx.records.of(custLedgerEntry).require(invoice.custLedgerEntryNo);
    throw dialogError(
      open
        ? 'The invoice is partially paid or credited. The corrective credit memo may not be fully closed by the invoice.'
        : 'The invoice is closed. The corrective credit memo will not be applied to the invoice.',
    );
  }
  return draftReversal(ctx, { kind: 'Invoice', header: invoice, lines: linesOf(ctx, invoice) });
};

/**
 * What an invoice's order, if it is still there, counts as shipped and invoiced, after the invoice was cancelled (`back`)
 * or that was taken back: what came back is to be shipped again. A line that meanwhile went its own way is left alone.
 */
export const moveOrderOfInvoice = (ctx: ErpContext, invoice: PostedInvoice, way: 'back' | 'forth'): void => {
  const order = invoice.orderNo === '' ? undefined : ctx.records.of(salesHeader).get('Order', invoice.orderNo);
  if (order === undefined) return;
  for (const { orderNo, orderLineNo, no, quantity } of linesOf(ctx, invoice)) {
    const line = ctx.records.of(salesLine).get('Order', orderNo, orderLineNo);
    const change = decimal(quantity).times(way === 'back' ? -1 : 1);
    if (line?.no !== no || line.type === ' ' || decimal(line.outstandingQuantity).lt(change)) continue;
    ctx.records.of(salesLine).update(line, {
      quantityShipped: decimal(line.quantityShipped).plus(change).toFixed(),
      quantityInvoiced: decimal(line.quantityInvoiced).plus(change).toFixed(),
      outstandingQuantity: decimal(line.outstandingQuantity).minus(change).toFixed(),
    });
  }
  chooseAllQuantities(ctx, order);
  const lines = salesLinesOf(ctx, order);
  ctx.records.of(salesHeader).update(order, { completelyShipped: lines.every((line) => decimal(line.outstandingQuantity).isZero()) });
};

/**
 * Cancels a posted invoice: posts a credit memo with its lines on its posting date, applies the one to the other, and
 * marks both (status Canceled and Corrective). Goods come back at the cost they left with. Answers the credit memo.
 */
export const cancelSalesInvoice = (ctx: ErpContext, invoice: PostedInvoice): RowOf<typeof salesCrMemoHeader> => {
  checkInvoiceCancellable(ctx, invoice);
  const draft = draftReversal(ctx, { kind: 'Invoice', header: invoice, lines: linesOf(ctx, invoice) });
  const memo = postSalesCreditMemo(ctx, draft);
  ctx.records.of(salesInvoiceHeader).update(invoice, { cancelled: true });
  moveOrderOfInvoice(ctx, invoice, 'back');
  return ctx.records.of(salesCrMemoHeader).update(memo, { corrective: true });
};
