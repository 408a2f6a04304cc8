import { decimal, money, sum } from '../../../kernel/money.ts';
import {
  item,
  purchaseHeader,
  purchaseLine,
  purchInvHeader,
  purchInvLine,
  purchRcptLine,
  vendorLedgerEntry,
  type RowOf,
} from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { documentAmounts, type LineAmounts } from '../document-amounts.ts';
import { ledgerDimensions } from '../ledger-dimensions.ts';
import { invoiceMovement, postItemMovement, refreshUnitCost } from '../ledger/item-movement.ts';
import { postVoucher } from '../ledger/post-voucher.ts';
import { vatLinesByGroup } from '../ledger/vat-lines.ts';
import type { GlLine, VatLine, Voucher } from '../ledger/voucher.ts';
import { nextNo } from '../no-series.ts';
import { purchaseLinesOf, type PurchaseHeader, type PurchaseLine } from './purchase-documents.ts';
import { checkVendorBlocked, dueDateOf, vendorOf } from './purchase-header.ts';

/** A vendor's invoice for an order (what was received and not invoiced) or for a draft invoice document. */
export interface InvoiceInput {
  readonly postingDate: string;
  /** The vendor's own number; required, and not used twice for a vendor. */
  readonly vendorInvoiceNo: string;
  /** Date on the vendor's invoice; default the posting date. Terms count from it. */
  readonly documentDate?: string;
}

/** A line of the posted invoice: the source line, the quantity invoiced, its amounts. */
interface InvoicedLine {
  readonly line: PurchaseLine;
  /** The item's card, where the line is an item. */
  readonly card: RowOf<typeof item> | undefined;
  readonly quantity: string;
  readonly amounts: LineAmounts;
}

const invoicedLines = (ctx: ErpContext, header: PurchaseHeader, all: readonly PurchaseLine[]): readonly InvoicedLine[] => {
  const open = all
    .map((line) => ({ line, quantity: header.documentType === 'Order' ? line.qtyRcdNotInvoiced : line.quantity }))
    .filter(({ quantity }) => decimal(quantity).gt(0));
  const { lines } = documentAmounts(open.map(({ line, quantity }) => ({ ...line, quantity, unitPrice: line.directUnitCost })));
  return open.map((one, at) => ({
    ...one,
    card: one.line.type === 'Item' ? ctx.records.of(item).require(one.line.no) : undefined,
    amounts: lines[at]!,
  }));
};

const checkExternalNo = (ctx: ErpContext, header: PurchaseHeader, vendorInvoiceNo: string): void => {
  if (vendorInvoiceNo === '') {
    if (ctx.setup.purchases.extDocNoMandatory)
      throw dialogError(
        `You need to enter the document number of the document from the vendor in the Vendor Invoice No. field, so that this document stays linked to the original.`,
      );
    return;
  }
  const used = ctx.records
    .of(vendorLedgerEntry)
    .find({ vendorNo: header.buyFromVendorNo, documentType: 'Invoice', externalDocumentNo: vendorInvoiceNo });
  if (used.length > 0) throw dialogError(`Purchase Invoice ${vendorInvoiceNo} already exists for this vendor.`);
};

const glLinesOf = (ctx: ErpContext, one: InvoicedLine): readonly GlLine[] => {
  const { line, amounts } = one;
  const groups = { genBusPostingGroup: line.genBusPostingGroup, genProdPostingGroup: line.genProdPostingGroup };
  const dimensions = ledgerDimensions(line);
  const vat = ctx.setup.vat(line.vatBusPostingGroup, line.vatProdPostingGroup);
  const tax = money(decimal(amounts.amountIncludingVat).minus(amounts.amount));
  const lines: GlLine[] = [];
  if (!decimal(tax).isZero()) lines.push({ account: vat.purchaseVatAccount, amount: tax, dimensions });
  if (line.type === 'G/L Account') {
    return [...lines, { account: line.no, amount: amounts.amount, dimensions, vatAmount: tax, ...groups, isDirect: true }];
  }
  const setup = ctx.setup.general(line.genBusPostingGroup, line.genProdPostingGroup);
  lines.push({ account: setup.purchAccount, amount: amounts.amount, dimensions, vatAmount: tax, ...groups });
  if (one.card?.type === 'Inventory') {
    lines.push({ account: ctx.setup.inventoryAccount(line.locationCode, line.postingGroup), amount: amounts.amount, dimensions });
    lines.push({ account: setup.directCostAppliedAccount, amount: money(decimal(amounts.amount).negated()), dimensions, ...groups });
  }
  return lines;
};

const vatLinesOf = (header: PurchaseHeader, lines: readonly InvoicedLine[]): readonly VatLine[] =>
  vatLinesByGroup(
    lines.map(({ line, amounts }) => ({ ...amounts, vatPercent: line.vatPercent, vatProdPostingGroup: line.vatProdPostingGroup })),
    { type: 'Purchase', sign: 1, vatBusPostingGroup: header.vatBusPostingGroup, countryRegionCode: header.buyFromCountryRegionCode },
  );

/** Spreads the invoiced cost of an order line over its receipts, oldest first. */
const confirmReceipts = (
  ctx: ErpContext,
  one: InvoicedLine,
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
const receiveWithInvoice = (ctx: ErpContext, one: InvoicedLine, document: { no: string; postingDate: string }): void => {
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

const writeLines = (ctx: ErpContext, header: PurchaseHeader, posting: { lines: readonly InvoicedLine[]; no: string; postingDate: string }): void => {
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

/**
 * As Business Central does: a draft invoice, and an order that is wholly invoiced with this (`lines` are as before), give way
 * to the posted document.
 */
const removeSource = (ctx: ErpContext, header: PurchaseHeader, lines: readonly PurchaseLine[]): void => {
  const isDone =
    header.documentType !== 'Order' || lines.every((line) => decimal(line.quantityInvoiced).plus(line.qtyRcdNotInvoiced).equals(line.quantity));
  if (!isDone) return;
  for (const line of lines) ctx.records.of(purchaseLine).delete(line);
  ctx.records.of(purchaseHeader).delete(header);
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
  const record = vendorOf(ctx, header.buyFromVendorNo);
  checkVendorBlocked(record, 'post');
  if (header.status === 'Pending Approval') throw dialogError('The document must be approved before you can perform this action.');
  checkExternalNo(ctx, header, input.vendorInvoiceNo);
  const all = purchaseLinesOf(ctx, header);
  const lines = invoicedLines(ctx, header, all);
  if (lines.length === 0) throw dialogError('There is nothing to post.');
  const no = nextNo(ctx, ctx.setup.purchases.postedInvoiceNos, input.postingDate);
  const voucher = voucherOf(header, input, no);
  const amount = money(sum(lines.map(({ amounts }) => amounts.amount)));
  const amountIncludingVat = money(sum(lines.map(({ amounts }) => amounts.amountIncludingVat)));
  const dueDate = dueDateOf(ctx, header.paymentTermsCode, voucher.documentDate);
  const posted = postVoucher(ctx, voucher, {
    gl: lines.flatMap((line) => glLinesOf(ctx, line)),
    vat: vatLinesOf(header, lines),
    party: {
      party: 'Vendor',
      no: record.no,
      name: record.name,
      postingGroup: header.vendorPostingGroup,
      amount: money(decimal(amountIncludingVat).negated()),
      turnover: money(decimal(amount).negated()),
      dueDate,
      dimensions: ledgerDimensions(header),
      personCode: header.purchaserCode,
      paymentMethodCode: header.paymentMethodCode,
    },
  });
  writeLines(ctx, header, { lines, no, postingDate: input.postingDate });
  const invoice = ctx.records.of(purchInvHeader).insert({
    ...header,
    no,
    noSeries: ctx.setup.purchases.postedInvoiceNos,
    preAssignedNo: header.documentType === 'Order' ? '' : header.no,
    draftInvoiceSystemId: header.systemId,
    orderNo: header.documentType === 'Order' ? header.no : '',
    postingDate: input.postingDate,
    documentDate: voucher.documentDate,
    dueDate,
    vendorInvoiceNo: input.vendorInvoiceNo,
    amount,
    amountIncludingVat,
    vendorLedgerEntryNo: posted.partyEntryNo,
    userId: ctx.userName,
  });
  removeSource(ctx, header, all);
  return invoice;
};
