import { decimal } from '../../../kernel/money.ts';
import { custLedgerEntry, item, salesCrMemoHeader, salesCrMemoLine, salesInvoiceHeader, type RowOf } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { applyEntries } from '../ledger/apply-entries.ts';
import { unapplyCustomerEntry } from '../ledger/unapply-entries.ts';
import { mayPostOn } from '../posting-date.ts';
import { moveOrderOfInvoice } from './cancel-sales-invoice.ts';
import { draftReversal } from './copy-posted-document.ts';
import { isCustomerBlockedFor } from './customer-blocked.ts';
import { postSalesInvoice } from './post-sales-invoice.ts';
import { customerOf } from './sales-header.ts';

type PostedCreditMemo = RowOf<typeof salesCrMemoHeader>;

const refuse = (reason: string): Error => dialogError(`You cannot cancel this posted sales credit memo because ${reason}`);

/**
 * Throws unless a posted credit memo may be cancelled (codeunit 1339): it cancelled an invoice, is not cancelled itself,
 * its period is open, it is fully applied, and its customers and items are not blocked.
 */
export const checkCreditMemoCancellable = (ctx: ErpContext, memo: PostedCreditMemo): void => {
  if (memo.cancelled) throw refuse('it has already been cancelled.');
  if (!memo.corrective) throw refuse('it is not a corrective document.');
  if (!mayPostOn(ctx, memo.postingDate)) throw refuse('it was posted in a posting period that is closed.');
  if (ctx.records.of(custLedgerEntry).require(memo.custLedgerEntryNo).open) throw refuse('it is not fully applied to an invoice.');
  for (const no of [memo.sellToCustomerNo, memo.billToCustomerNo]) {
    if (isCustomerBlockedFor(customerOf(ctx, no).blocked, 'Invoice', 'post')) throw refuse(`customer ${no} is blocked.`);
  }
  for (const line of ctx.records.of(salesCrMemoLine).find({ documentNo: memo.no, type: 'Item' })) {
    if (ctx.records.of(item).require(line.no).blocked) throw refuse(`item ${line.no} ${line.description} is blocked.`);
  }
};

/**
 * Cancels a corrective credit memo: the invoice it had cancelled is open and valid again, and an invoice with the credit
 * memo's lines is posted on its date and applied to it. Goods leave again at the cost they came back with. Answers
 * that invoice (status Corrective).
 */
export const cancelSalesCreditMemo = (ctx: ErpContext, memo: PostedCreditMemo): RowOf<typeof salesInvoiceHeader> => {
  checkCreditMemoCancellable(ctx, memo);
  const { custLedgerEntryNo: entryNo, postingDate } = memo;
  unapplyCustomerEntry(ctx, entryNo, postingDate);
  const lines = ctx.records.of(salesCrMemoLine).find({ documentNo: memo.no });
  const invoice = postSalesInvoice(ctx, draftReversal(ctx, { kind: 'Credit Memo', header: memo, lines }));
  const amount = invoice.amountIncludingVat;
  const targets = decimal(amount).isZero() ? [] : [{ entryNo, amount }];
  applyEntries(ctx, { party: 'Customer', applyingEntryNo: invoice.custLedgerEntryNo, postingDate, targets });
  const invoices = ctx.records.of(salesInvoiceHeader);
  const cancelled = invoices.require(memo.appliesToDocNo);
  moveOrderOfInvoice(ctx, invoices.update(cancelled, { cancelled: false }), 'forth');
  ctx.records.of(salesCrMemoHeader).update(memo, { cancelled: true });
  return invoices.update(invoice, { corrective: true });
};
