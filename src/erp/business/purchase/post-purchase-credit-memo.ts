import { decimal, money } from '../../../kernel/money.ts';
import { purchaseHeader, purchCrMemoHdr, purchCrMemoLine, vendorLedgerEntry, type RowOf } from '../../tables/index.ts';
import { checkApprovalForPosting } from '../approvals/index.ts';
import { dialogError, notInRelatedTable } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { ledgerDimensions } from '../ledger-dimensions.ts';
import { applyEntries } from '../ledger/apply-entries.ts';
import { checkInventory, costOfQuantity, postItemMovement } from '../ledger/item-movement.ts';
import { postVoucher } from '../ledger/post-voucher.ts';
import type { Voucher } from '../ledger/voucher.ts';
import { nextNo } from '../no-series.ts';
import { checkVendorDocumentNo } from './external-document-no.ts';
import { removePurchaseDraft } from './post-purchase-invoice.ts';
import { postedLines, purchaseGlLines, purchaseVatLines, signed, totalsOf, vendorPartyLine, type PostedLine } from './posted-lines.ts';
import type { PurchaseHeader } from './purchase-documents.ts';
import { checkVendorBlocked, vendorOf } from './purchase-header.ts';

/** Goods that go back leave at the item's present unit cost; other lines have no cost. */
const costOf = ({ card, quantity }: PostedLine): string => (card?.type === 'Inventory' ? costOfQuantity(card, quantity) : money(0));

const checkStock = (ctx: ErpContext, lines: readonly PostedLine[]): void => {
  const wanted = new Map<string, string>();
  for (const { line, card, quantity } of lines) {
    if (card?.type === 'Inventory')
      wanted.set(
        line.no,
        decimal(wanted.get(line.no) ?? 0)
          .plus(quantity)
          .toFixed(),
      );
  }
  for (const [itemNo, quantity] of wanted) checkInventory(ctx, itemNo, quantity);
};

const sendBack = (ctx: ErpContext, one: PostedLine, document: { no: string; postingDate: string }): void => {
  const { line, card, quantity } = one;
  if (card?.type !== 'Inventory') return;
  postItemMovement(ctx, {
    item: card,
    entryType: 'Purchase',
    documentType: 'Purchase Credit Memo',
    documentNo: document.no,
    documentLineNo: line.lineNo,
    postingDate: document.postingDate,
    sourceType: 'Vendor',
    sourceNo: line.buyFromVendorNo,
    description: line.description,
    locationCode: line.locationCode,
    quantity: decimal(quantity).negated().toFixed(),
    cost: signed(costOf(one), -1),
    isInvoiced: true,
    salesAmount: money(0),
    dimensions: ledgerDimensions(line),
  });
};

/** The open entry of the invoice that a credit memo is applied to; one that is not there throws. */
const appliedEntry = (ctx: ErpContext, header: PurchaseHeader): RowOf<typeof vendorLedgerEntry> | undefined => {
  if (header.appliesToDocNo === '') return undefined;
  const found = ctx.records
    .of(vendorLedgerEntry)
    .find({ vendorNo: header.buyFromVendorNo, documentType: 'Invoice', documentNo: header.appliesToDocNo })[0];
  if (found === undefined) throw notInRelatedTable(purchaseHeader, 'appliesToDocNo', { value: header.appliesToDocNo, table: vendorLedgerEntry });
  return found;
};

/** Settles the invoice as far as the credit memo goes; what is left of it stays open. */
const apply = (ctx: ErpContext, target: RowOf<typeof vendorLedgerEntry>, posting: { entryNo: number; amount: string; date: string }): void => {
  const owed = decimal(target.remainingAmount).negated();
  const amount = money(owed.lt(posting.amount) ? owed : posting.amount);
  applyEntries(ctx, {
    party: 'Vendor',
    applyingEntryNo: posting.entryNo,
    postingDate: posting.date,
    targets: [{ entryNo: target.entryNo, amount }],
  });
};

const voucherOf = (draft: PurchaseHeader, no: string): Voucher => ({
  postingDate: draft.postingDate,
  documentDate: draft.documentDate,
  documentType: 'Credit Memo',
  documentNo: no,
  externalDocumentNo: draft.vendorCrMemoNo,
  description: `Credit Memo ${no}`,
  sourceCode: 'PURCHASES',
});

/**
 * Posts a draft credit memo of a vendor: posted document, vendor ledger entry, reversed purchase and VAT, goods out
 * of stock, and its application to the invoice it names. The draft is removed.
 */
export const postPurchaseCreditMemo = (ctx: ErpContext, draft: PurchaseHeader): RowOf<typeof purchCrMemoHdr> => {
  checkVendorBlocked(vendorOf(ctx, draft.buyFromVendorNo), 'post');
  checkApprovalForPosting(ctx, draft);
  checkVendorDocumentNo(ctx, { vendorNo: draft.buyFromVendorNo, documentType: 'Credit Memo', no: draft.vendorCrMemoNo });
  const lines = postedLines(ctx, draft, (line) => line.quantity);
  if (lines.length === 0) throw dialogError('There is nothing to post.');
  const target = appliedEntry(ctx, draft);
  checkStock(ctx, lines);
  const { postingDate, dueDate } = draft;
  const noSeries = ctx.setup.purchases.postedCreditMemoNos;
  const no = nextNo(ctx, noSeries, postingDate);
  const totals = totalsOf(lines);
  const posted = postVoucher(ctx, voucherOf(draft, no), {
    gl: lines.flatMap((line) => purchaseGlLines(ctx, line, { sign: -1, cost: costOf(line) })),
    vat: purchaseVatLines(draft, lines, -1),
    party: vendorPartyLine(ctx, draft, { lines, sign: -1, dueDate }),
  });
  if (target !== undefined) apply(ctx, target, { entryNo: posted.partyEntryNo, amount: totals.amountIncludingVat, date: postingDate });
  for (const one of lines) {
    sendBack(ctx, one, { no, postingDate });
    ctx.records.of(purchCrMemoLine).add({ ...one.line, ...one.amounts, documentNo: no, quantity: one.quantity, postingDate });
  }
  const own = { no, noSeries, preAssignedNo: draft.no, vendorLedgerEntryNo: posted.partyEntryNo, userId: ctx.userName };
  removePurchaseDraft(ctx, draft);
  return ctx.records.of(purchCrMemoHdr).insert({ ...draft, ...totals, ...own }, draft.systemId);
};
