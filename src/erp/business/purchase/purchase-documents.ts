import { decimal } from '../../../kernel/money.ts';
import { completeValues, purchaseHeader, purchaseLine, type RowOf } from '../../tables/index.ts';
import { fieldProblem, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { documentAmounts } from '../document-amounts.ts';
import { changedDimensions } from '../dimension-set.ts';
import { nextNo } from '../no-series.ts';
import { appliesTo, checkPurchaseDates, dueDateOf, purchaseHeaderValues, type PurchaseHeaderInput } from './purchase-header.ts';
import { checkPurchaseLine, purchaseLineValues, type PurchaseLineInput } from './purchase-line.ts';

/** A stored purchase document header. */
export type PurchaseHeader = RowOf<typeof purchaseHeader>;
/** A stored purchase document line. */
export type PurchaseLine = RowOf<typeof purchaseLine>;
/** The purchase documents that can be drafted here. */
export type PurchaseDocumentType = 'Order' | 'Invoice' | 'Credit Memo';

/** The lines of a purchase document in line order. */
export const purchaseLinesOf = (ctx: ErpContext, header: Pick<PurchaseHeader, 'documentType' | 'no'>): PurchaseLine[] =>
  ctx.records.of(purchaseLine).find({ documentType: header.documentType, documentNo: header.no });

/** Throws unless the document is open: released or pending ones must be reopened first. */
export const checkPurchaseOpen = (header: PurchaseHeader): void => testField({ table: purchaseHeader, record: header, field: 'status' }, 'Open');

const isChanged = (
  line: PurchaseLine,
  amounts: { readonly amount: string; readonly amountIncludingVat: string; readonly lineDiscountAmount: string },
): boolean =>
  line.amount !== amounts.amount || line.amountIncludingVat !== amounts.amountIncludingVat || line.lineDiscountAmount !== amounts.lineDiscountAmount;

/**
 * Recomputes amounts, VAT and totals of a document; answers header and lines as they are now. The header counts
 * as changed, so that its ETag moves with its lines.
 */
export const recalculatePurchase = (
  ctx: ErpContext,
  header: PurchaseHeader,
  lines: readonly PurchaseLine[] = purchaseLinesOf(ctx, header),
): { readonly header: PurchaseHeader; readonly lines: readonly PurchaseLine[] } => {
  const { lines: amounts, totals } = documentAmounts(lines.map((line) => ({ ...line, unitPrice: line.directUnitCost })));
  const current = lines.map((line, at) => {
    const now = amounts[at]!;
    return isChanged(line, now) ? ctx.records.of(purchaseLine).update(line, now) : line;
  });
  const completelyReceived = lines.length > 0 && lines.every((line) => decimal(line.outstandingQuantity).isZero());
  return { header: ctx.records.of(purchaseHeader).update(header, { ...totals, completelyReceived }), lines: current };
};

const seriesFor = (ctx: ErpContext, type: PurchaseDocumentType): string => {
  const { orderNos, invoiceNos, creditMemoNos } = ctx.setup.purchases;
  return type === 'Order' ? orderNos : type === 'Invoice' ? invoiceNos : creditMemoNos;
};

/** Creates a draft purchase document, with lines if given; the number comes from the series of its type. */
export const createPurchaseDocument = (
  ctx: ErpContext,
  type: PurchaseDocumentType,
  input: PurchaseHeaderInput & { readonly lines?: readonly PurchaseLineInput[] },
): PurchaseHeader => {
  const values = purchaseHeaderValues(ctx, input);
  const noSeries = seriesFor(ctx, type);
  const no = nextNo(ctx, noSeries, ctx.workDate);
  const header = completeValues(purchaseHeader, { ...values, documentType: type, no, noSeries });
  const lines = (input.lines ?? []).map((line, at) =>
    completeValues(purchaseLine, purchaseLineValues(ctx, header, { input: line, place: { documentNo: no, lineNo: (at + 1) * 10000 } })),
  );
  const { lines: amounts, totals } = documentAmounts(lines.map((line) => ({ ...line, unitPrice: line.directUnitCost })));
  lines.forEach((line, at) => ctx.records.of(purchaseLine).add({ ...line, ...amounts[at] }));
  return ctx.records.of(purchaseHeader).insert({ ...header, ...totals });
};

const insertLine = (ctx: ErpContext, header: PurchaseHeader, line: { input: PurchaseLineInput; lineNo: number }): PurchaseLine =>
  ctx.records.of(purchaseLine).insert(purchaseLineValues(ctx, header, { input: line.input, place: { documentNo: header.no, lineNo: line.lineNo } }));

/** What may be changed on an open document; the vendor may not (make a new document). */
export type PurchaseHeaderChanges = Omit<PurchaseHeaderInput, 'vendorNo'>;

/** What Business Central lets people change on a released document too: it is about the posting, not about what was agreed. */
const changeableWhenReleased: ReadonlySet<string> = new Set<keyof PurchaseHeaderChanges>(['postingDate', 'vendorInvoiceNo', 'vendorCrMemoNo']);

/** Changes an open document; due date, dimensions and line dates follow. */
export const changePurchaseDocument = (ctx: ErpContext, header: PurchaseHeader, changes: PurchaseHeaderChanges): PurchaseHeader => {
  const isPostingOnly = header.status === 'Released' && Object.keys(changes).every((name) => changeableWhenReleased.has(name));
  if (!isPostingOnly) checkPurchaseOpen(header);
  const merged = { ...header, ...changes };
  checkPurchaseDates(merged);
  const isDueMoved = changes.documentDate !== undefined || changes.paymentTermsCode !== undefined;
  const dueDate = changes.dueDate ?? (isDueMoved ? dueDateOf(ctx, merged.paymentTermsCode, merged.documentDate) : header.dueDate);
  const dimensions = changedDimensions(ctx, header, changes);
  if (dimensions.dimensionSetId !== header.dimensionSetId) {
    for (const line of purchaseLinesOf(ctx, header)) ctx.records.of(purchaseLine).update(line, changedDimensions(ctx, line, changes));
  }
  const requested = changes.requestedReceiptDate;
  if (requested !== undefined) {
    for (const line of purchaseLinesOf(ctx, header)) {
      ctx.records.of(purchaseLine).update(line, { requestedReceiptDate: requested, ...(requested === '' ? {} : { expectedReceiptDate: requested }) });
    }
  }
  return ctx.records.of(purchaseHeader).update(header, {
    ...changes,
    dueDate,
    ...dimensions,
    ...(requested === undefined ? {} : { expectedReceiptDate: requested }),
    ...(changes.appliesToDocNo === undefined ? {} : appliesTo(changes.appliesToDocNo)),
  });
};

/** Deletes an open document and its lines; refused once something was received that is not invoiced. */
export const deletePurchaseDocument = (ctx: ErpContext, header: PurchaseHeader): void => {
  checkPurchaseOpen(header);
  const lines = purchaseLinesOf(ctx, header);
  for (const line of lines) testField({ table: purchaseLine, record: line, field: 'qtyRcdNotInvoiced' }, '0');
  for (const line of lines) ctx.records.of(purchaseLine).delete(line);
  ctx.records.of(purchaseHeader).delete(header);
};

/** Adds a line at the end of an open document and brings its totals up to date. */
export const addPurchaseLine = (ctx: ErpContext, header: PurchaseHeader, input: PurchaseLineInput): PurchaseLine => {
  checkPurchaseOpen(header);
  const last = purchaseLinesOf(ctx, header).at(-1)?.lineNo ?? 0;
  const line = insertLine(ctx, header, { input, lineNo: last + 10000 });
  recalculatePurchase(ctx, header);
  return ctx.records.of(purchaseLine).require(line.documentType, line.documentNo, line.lineNo);
};

/** Changes a line of an open document. A new item or quantity brings a new price unless one is given. */
export const changePurchaseLine = (ctx: ErpContext, line: PurchaseLine, changes: Partial<PurchaseLineInput>): PurchaseLine => {
  const header = ctx.records.of(purchaseHeader).require(line.documentType, line.documentNo);
  checkPurchaseOpen(header);
  const isRepriced = changes.no !== undefined || changes.quantity !== undefined;
  const isSameItem = changes.no === undefined || changes.no === line.no;
  const kept = isSameItem
    ? {
        description: line.description,
        description2: line.description2,
        unitOfMeasureCode: line.unitOfMeasureCode,
        expectedReceiptDate: line.expectedReceiptDate,
      }
    : {};
  const input: PurchaseLineInput = {
    type: line.type === 'G/L Account' || line.type === ' ' ? line.type : 'Item',
    no: line.no,
    quantity: line.quantity,
    lineDiscountPercent: line.lineDiscountPercent,
    locationCode: line.locationCode,
    ...(isRepriced && line.type === 'Item' ? {} : { directUnitCost: line.directUnitCost }),
    ...kept,
    ...changes,
  };
  const values = purchaseLineValues(ctx, header, { input, place: { documentNo: line.documentNo, lineNo: line.lineNo } });
  if (!isSameItem || input.type !== line.type) testField({ table: purchaseLine, record: line, field: 'quantityReceived' }, '0');
  if (decimal(input.quantity).lt(line.quantityReceived)) {
    throw fieldProblem(
      { table: purchaseLine, record: { ...line, quantity: input.quantity }, field: 'quantity' },
      `must not be less than Quantity Received (${line.quantityReceived})`,
    );
  }
  const outstandingQuantity = decimal(input.quantity).minus(line.quantityReceived).toFixed();
  const qtyToInvoice = decimal(input.quantity).minus(line.quantityInvoiced).toFixed();
  if (values.type !== ' ') checkPurchaseLine(values);
  const changed = ctx.records
    .of(purchaseLine)
    .update(line, { ...values, outstandingQuantity, outstandingQtyBase: outstandingQuantity, qtyToReceive: outstandingQuantity, qtyToInvoice });
  recalculatePurchase(ctx, header);
  return ctx.records.of(purchaseLine).require(changed.documentType, changed.documentNo, changed.lineNo);
};

/** Deletes a line of an open document unless something of it was received and not invoiced. */
export const deletePurchaseLine = (ctx: ErpContext, line: PurchaseLine): void => {
  const header = ctx.records.of(purchaseHeader).require(line.documentType, line.documentNo);
  checkPurchaseOpen(header);
  testField({ table: purchaseLine, record: line, field: 'qtyRcdNotInvoiced' }, '0');
  ctx.records.of(purchaseLine).delete(line);
  recalculatePurchase(ctx, header);
};
