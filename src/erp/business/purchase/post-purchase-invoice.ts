import { decimal, money } from '../../../kernel/money.ts';
import { purchaseHeader, purchaseLine, purchInvHeader, purchInvLine, purchRcptLine, type RowOf } from '../../tables/index.ts';
import { checkApprovalForPosting } from '../approvals/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { ledgerDimensions } from '../ledger-dimensions.ts';
import { invoiceMovement, postItemMovement, refreshUnitCost } from '../ledger/item-movement.ts';
import { postVoucher } from '../ledger/post-voucher.ts';
import type { Voucher } from '../ledger/voucher.ts';
import { nextNo } from '../no-series.ts';
import { checkVendorDocumentNo } from './external-document-no.ts';
import { postedLines, purchaseGlLines, purchaseVatLines, totalsOf, vendorPartyLine, type PostedLine } from './posted-lines.ts';
import { purchaseLinesOf, type PurchaseHeader, type PurchaseLine } from './purchase-documents.ts';
import { checkVendorBlocked, dueDateOf, vendorOf } from './purchase-header.ts';

/** A vendor's invoice for an order or for a draft invoice document. */
export interface InvoiceInput {
  readonly postingDate: string;
  /** The vendor's own number; required, and not used twice for a vendor. */
  readonly vendorInvoiceNo: string;
  /** Date on the vendor's invoice; default the posting date. Terms count from it. */
  readonly documentDate?: string;
  /** Of an order: how much of which line is invoiced; lines not named are not. Left out: all that was received and is not invoiced. */
  readonly quantities?: readonly { readonly lineNo: number; readonly quantity: string }[];
}

/** How much of a line is invoiced: of a draft invoice all of it, of an order at most what arrived. */
const quantityFor = (header: PurchaseHeader, line: PurchaseLine, input: InvoiceInput): string => {
  if (header.documentType !== 'Order') return line.quantity;
  if (input.quantities === undefined) return line.qtyRcdNotInvoiced;
  const quantity = input.quantities.find((one) => one.lineNo === line.lineNo)?.quantity ?? '0';
  if (decimal(quantity).gt(line.qtyRcdNotInvoiced)) throw dialogError(`You cannot invoice more than ${line.qtyRcdNotInvoiced} units.`);
  return quantity;
};

/** Spreads the invoiced cost of an order line over its receipts, oldest first. */
const confirmReceipts = (
  ctx: ErpContext,
  one: PostedLine,
  document: { no: string; postingDate: string },
): { receiptNo: string; receiptLineNo: number } => {
  const { line, quantity, amounts } = one;
  let open = decimal(quantity);
  let cost = decimal(amounts.amount);
  let named = { receiptNo: '', receiptLineNo: 0 };
  const record = one.card;
  for (const receipt of ctx.records.of(purchRcptLine).find({ orderNo: line.documentNo, orderLineNo: line.lineNo })) {
    if (open.isZero() || decimal(receipt.qtyRcdNotInvoiced).isZero()) continue;
    const share = decimal(receipt.qtyRcdNotInvoiced).lt(open) ? decimal(receipt.qtyRcdNotInvoiced) : open;
    const part = share.equals(open) ? cost : cost.times(share).dividedBy(open).toDecimalPlaces(2);
    if (receipt.itemRcptEntryNo > 0 && record) {
      const change = { item: record, postingDate: document.postingDate, documentNo: document.no, description: line.description };
      invoiceMovement(ctx, receipt.itemRcptEntryNo, { ...change, invoicedQuantity: share.toFixed(), actual: money(part), salesAmount: money(0) });
    }
    ctx.records.of(purchRcptLine).update(receipt, {
      quantityInvoiced: decimal(receipt.quantityInvoiced).plus(share).toFixed(),
      qtyRcdNotInvoiced: decimal(receipt.qtyRcdNotInvoiced).minus(share).toFixed(),
    });
    open = open.minus(share);
    cost = cost.minus(part);
    named = { receiptNo: receipt.documentNo, receiptLineNo: receipt.lineNo };
  }
  return named;
};

/** On an invoice without an order the goods arrive with the invoice. */
const receiveWithInvoice = (ctx: ErpContext, one: PostedLine, document: { no: string; postingDate: string }): void => {
  const { line, quantity, amounts } = one;
  const record = one.card;
  if (record?.type !== 'Inventory') return;
  postItemMovement(ctx, {
    item: record,
    entryType: 'Purchase',
    documentType: 'Purchase Invoice',
    documentNo: document.no,
    documentLineNo: line.lineNo,
    postingDate: document.postingDate,
    sourceType: 'Vendor',
    sourceNo: line.buyFromVendorNo,
    description: line.description,
    locationCode: line.locationCode,
    quantity,
    cost: amounts.amount,
    isInvoiced: true,
    salesAmount: money(0),
    dimensions: ledgerDimensions(line),
  });
};

const writeLines = (ctx: ErpContext, header: PurchaseHeader, posting: { lines: readonly PostedLine[]; no: string; postingDate: string }): void => {
  for (const one of posting.lines) {
    const { line, quantity, amounts } = one;
    const isOrder = header.documentType === 'Order';
    const receipt = isOrder ? confirmReceipts(ctx, one, posting) : { receiptNo: '', receiptLineNo: 0 };
    if (!isOrder) receiveWithInvoice(ctx, one, posting);
    if (one.card) refreshUnitCost(ctx, one.card, decimal(amounts.amount).dividedBy(quantity).toDecimalPlaces(5).toFixed());
    const order = isOrder ? { orderNo: line.documentNo, orderLineNo: line.lineNo } : {};
    ctx.records
      .of(purchInvLine)
      .add({ ...line, ...amounts, ...order, ...receipt, documentNo: posting.no, quantity, postingDate: posting.postingDate });
    if (!isOrder) continue;
    const invoiced = decimal(line.quantityInvoiced).plus(quantity);
    ctx.records.of(purchaseLine).update(line, {
      quantityInvoiced: invoiced.toFixed(),
      qtyRcdNotInvoiced: decimal(line.qtyRcdNotInvoiced).minus(quantity).toFixed(),
      qtyToInvoice: decimal(line.quantity).minus(invoiced).toFixed(),
    });
  }
};

/** Takes a posted draft and its lines away, as Business Central does. */
export const removePurchaseDraft = (ctx: ErpContext, header: PurchaseHeader, lines = purchaseLinesOf(ctx, header)): void => {
  for (const line of lines) ctx.records.of(purchaseLine).delete(line);
  ctx.records.of(purchaseHeader).delete(header);
};

/** A draft invoice, and an order that is wholly invoiced with this, give way to the posted document. */
const removeSource = (ctx: ErpContext, header: PurchaseHeader): void => {
  const lines = purchaseLinesOf(ctx, header);
  const isDone = header.documentType !== 'Order' || lines.every((line) => line.quantityInvoiced === line.quantity);
  if (isDone) removePurchaseDraft(ctx, header, lines);
};

const voucherOf = (header: PurchaseHeader, input: InvoiceInput, no: string): Voucher => ({
  postingDate: input.postingDate,
  documentDate: input.documentDate ?? input.postingDate,
  documentType: 'Invoice',
  documentNo: no,
  externalDocumentNo: input.vendorInvoiceNo,
  description: header.documentType === 'Order' ? `Order ${header.no}` : `Invoice ${no}`,
  sourceCode: 'PURCHASES',
  origin: `${header.documentType} ${header.no}`,
});

/**
 * Posts a vendor's invoice for an order or a draft invoice: posted document, vendor ledger entry, G/L and VAT
 * entries, and actual cost on the goods. A wholly invoiced order and a posted draft are removed.
 */
export const postPurchaseInvoice = (ctx: ErpContext, header: PurchaseHeader, input: InvoiceInput): RowOf<typeof purchInvHeader> => {
  checkVendorBlocked(vendorOf(ctx, header.buyFromVendorNo), 'post');
  checkApprovalForPosting(ctx, header);
  checkVendorDocumentNo(ctx, { vendorNo: header.buyFromVendorNo, documentType: 'Invoice', no: input.vendorInvoiceNo });
  const lines = postedLines(ctx, header, (line) => quantityFor(header, line, input));
  if (lines.length === 0) throw dialogError('There is nothing to post.');
  const noSeries = ctx.setup.purchases.postedInvoiceNos;
  const no = nextNo(ctx, noSeries, input.postingDate);
  const voucher = voucherOf(header, input, no);
  const isDueAsDrafted = header.documentType === 'Invoice' && voucher.documentDate === header.documentDate;
  const dueDate = isDueAsDrafted ? header.dueDate : dueDateOf(ctx, header.paymentTermsCode, voucher.documentDate);
  const posted = postVoucher(ctx, voucher, {
    gl: lines.flatMap((line) => purchaseGlLines(ctx, line, { sign: 1, cost: line.amounts.amount })),
    vat: purchaseVatLines(header, lines, 1),
    party: vendorPartyLine(ctx, header, { lines, sign: 1, dueDate }),
  });
  writeLines(ctx, header, { lines, no, postingDate: input.postingDate });
  const isOrder = header.documentType === 'Order';
  const values = {
    ...header,
    ...totalsOf(lines),
    no,
    noSeries,
    preAssignedNo: isOrder ? '' : header.no,
    orderNo: isOrder ? header.no : '',
    postingDate: input.postingDate,
    documentDate: voucher.documentDate,
    dueDate,
    vendorInvoiceNo: input.vendorInvoiceNo,
    vendorLedgerEntryNo: posted.partyEntryNo,
    userId: ctx.userName,
  };
  removeSource(ctx, header);
  return ctx.records.of(purchInvHeader).insert(values, isOrder ? undefined : header.systemId);
};

/** Posts a draft invoice as it stands, with its own dates and the vendor's number on it. */
export const postDraftPurchaseInvoice = (ctx: ErpContext, draft: PurchaseHeader): RowOf<typeof purchInvHeader> => {
  const { postingDate, documentDate, vendorInvoiceNo } = draft;
  return postPurchaseInvoice(ctx, draft, { postingDate, documentDate, vendorInvoiceNo });
};
