import { purchCrMemoHdr, purchCrMemoLine, purchInvHeader, purchInvLine, vendorLedgerEntry, type RowOf } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { postPurchaseCreditMemo } from './post-purchase-credit-memo.ts';
import { postDraftPurchaseInvoice } from './post-purchase-invoice.ts';
import { createPurchaseDocument } from './purchase-documents.ts';
import type { PurchaseHeaderInput } from './purchase-header.ts';
import type { PurchaseLineInput } from './purchase-line.ts';

type PostedHeader = RowOf<typeof purchInvHeader> | RowOf<typeof purchCrMemoHdr>;
type PostedLineRow = RowOf<typeof purchInvLine> | RowOf<typeof purchCrMemoLine>;

/** What the opposite document takes over of a posted one: vendor, dates, terms, dimensions. */
const headerFrom = (posted: PostedHeader): PurchaseHeaderInput => ({
  vendorNo: posted.buyFromVendorNo,
  documentDate: posted.postingDate,
  postingDate: posted.postingDate,
  orderDate: posted.postingDate,
  purchaserCode: posted.purchaserCode,
  paymentTermsCode: posted.paymentTermsCode,
  shortcutDimension1Code: posted.shortcutDimension1Code,
  shortcutDimension2Code: posted.shortcutDimension2Code,
});

const linesFrom = (lines: readonly PostedLineRow[]): readonly PurchaseLineInput[] =>
  lines.map((line) => ({
    type: line.type === 'G/L Account' ? line.type : 'Item',
    no: line.no,
    description: line.description,
    quantity: line.quantity,
    directUnitCost: line.directUnitCost,
    lineDiscountPercent: line.lineDiscountPercent,
    unitOfMeasureCode: line.unitOfMeasureCode,
    shortcutDimension1Code: line.shortcutDimension1Code,
    shortcutDimension2Code: line.shortcutDimension2Code,
  }));

/**
 * Cancels a posted invoice by a corrective credit memo that is applied to it (Correct Posted Purch. Invoice): only as
 * long as nothing of it is paid or applied. The goods must still be there.
 */
export const cancelPurchaseInvoice = (ctx: ErpContext, invoice: RowOf<typeof purchInvHeader>): RowOf<typeof purchCrMemoHdr> => {
  const subject = 'You cannot cancel this posted purchase invoice because';
  if (invoice.cancelled) throw dialogError(`${subject} it has already been cancelled.`);
  if (invoice.corrective) throw dialogError(`${subject} it represents a correction of a credit memo.`);
  const entry = ctx.records.of(vendorLedgerEntry).require(invoice.vendorLedgerEntryNo);
  if (entry.remainingAmount !== entry.amount) throw dialogError(`${subject} it is fully or partially paid.`);
  const draft = createPurchaseDocument(ctx, 'Credit Memo', {
    ...headerFrom(invoice),
    vendorCrMemoNo: invoice.no,
    appliesToDocNo: invoice.no,
    lines: linesFrom(ctx.records.of(purchInvLine).find({ documentNo: invoice.no })),
  });
  const memo = postPurchaseCreditMemo(ctx, draft);
  ctx.records.of(purchInvHeader).update(invoice, { cancelled: true });
  return ctx.records.of(purchCrMemoHdr).update(memo, { corrective: true });
};

/**
 * Cancels a corrective credit memo by an invoice of the same lines (Cancel Posted Purch. Cr. Memo), which is open and
 * to be paid; other credit memos cannot be cancelled.
 */
export const cancelPurchaseCreditMemo = (ctx: ErpContext, memo: RowOf<typeof purchCrMemoHdr>): RowOf<typeof purchInvHeader> => {
  const subject = 'You cannot cancel this posted purchase credit memo because';
  if (memo.cancelled) throw dialogError(`${subject} it has already been cancelled.`);
  if (!memo.corrective) throw dialogError(`${subject} it is not a corrective document.`);
  const draft = createPurchaseDocument(ctx, 'Invoice', {
    ...headerFrom(memo),
    vendorInvoiceNo: memo.no,
    lines: linesFrom(ctx.records.of(purchCrMemoLine).find({ documentNo: memo.no })),
  });
  const invoice = postDraftPurchaseInvoice(ctx, draft);
  ctx.records.of(purchCrMemoHdr).update(memo, { cancelled: true });
  return ctx.records.of(purchInvHeader).update(invoice, { corrective: true });
};
