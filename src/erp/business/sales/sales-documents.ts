import { decimal } from '../../../kernel/money.ts';
import { completeValues, salesHeader, salesLine, type RowOf } from '../../tables/index.ts';
import { fieldProblem, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { changedDimensions } from '../dimension-set.ts';
import { documentAmounts } from '../document-amounts.ts';
import { nextNo } from '../no-series.ts';
import { checkSalesDates, salesDueDate, salesHeaderValues, type SalesHeaderInput } from './sales-header.ts';
import { salesLineValues, type SalesLineInput } from './sales-line.ts';

/** A stored sales document header. */
export type SalesHeader = RowOf<typeof salesHeader>;
/** A stored sales document line. */
export type SalesLine = RowOf<typeof salesLine>;
/** The sales documents that can be drafted here. */
export type SalesDocumentType = 'Quote' | 'Order' | 'Invoice' | 'Credit Memo';

/** The lines of a sales document in line order. */
export const salesLinesOf = (ctx: ErpContext, header: Pick<SalesHeader, 'documentType' | 'no'>): SalesLine[] =>
  ctx.records.of(salesLine).find({ documentType: header.documentType, documentNo: header.no });

/** Throws unless the document is open: released or pending ones must be reopened first. */
export const checkSalesOpen = (header: SalesHeader): void => testField({ table: salesHeader, record: header, field: 'status' }, 'Open');

/**
 * Recomputes amounts, VAT and totals of a document; answers header and lines as they are now. Who has changed lines
 * passes them, and the header then counts as changed even if its totals did not.
 */
export const recalculateSales = (
  ctx: ErpContext,
  header: SalesHeader,
  known?: readonly SalesLine[],
): { readonly header: SalesHeader; readonly lines: readonly SalesLine[] } => {
  const lines = known ?? salesLinesOf(ctx, header);
  const { lines: amounts, totals } = documentAmounts(lines);
  const current = lines.map((line, at) => {
    const now = amounts[at]!;
    const isSame =
      line.amount === now.amount && line.amountIncludingVat === now.amountIncludingVat && line.lineDiscountAmount === now.lineDiscountAmount;
    return isSame ? line : ctx.records.of(salesLine).update(line, now);
  });
  const completelyShipped = lines.length > 0 && lines.every((line) => decimal(line.outstandingQuantity).isZero());
  const isSame =
    header.amount === totals.amount && header.amountIncludingVat === totals.amountIncludingVat && header.completelyShipped === completelyShipped;
  return {
    header: isSame && known === undefined ? header : ctx.records.of(salesHeader).update(header, { ...totals, completelyShipped }),
    lines: current,
  };
};

const seriesFor = (ctx: ErpContext, type: SalesDocumentType): string => {
  const { quoteNos, orderNos, invoiceNos, creditMemoNos } = ctx.setup.sales;
  return { Quote: quoteNos, Order: orderNos, Invoice: invoiceNos, 'Credit Memo': creditMemoNos }[type];
};

const insertLine = (ctx: ErpContext, header: SalesHeader, line: { input: SalesLineInput; lineNo: number }): SalesLine =>
  ctx.records.of(salesLine).insert(salesLineValues(ctx, header, { input: line.input, place: { documentNo: header.no, lineNo: line.lineNo } }));

/** Creates a draft sales document, with lines if given; the number comes from the series of its type. */
export const createSalesDocument = (
  ctx: ErpContext,
  type: SalesDocumentType,
  input: SalesHeaderInput & { readonly lines?: readonly SalesLineInput[] },
): SalesHeader => {
  const values = salesHeaderValues(ctx, input);
  const noSeries = seriesFor(ctx, type);
  const header = completeValues(salesHeader, { ...values, documentType: type, no: nextNo(ctx, noSeries, ctx.workDate), noSeries });
  const lines = (input.lines ?? []).map((line, at) =>
    completeValues(salesLine, salesLineValues(ctx, header, { input: line, place: { documentNo: header.no, lineNo: (at + 1) * 10000 } })),
  );
  const { lines: amounts, totals } = documentAmounts(lines);
  lines.forEach((line, at) => ctx.records.of(salesLine).add({ ...line, ...amounts[at] }));
  return ctx.records.of(salesHeader).insert({ ...header, ...totals });
};

/** Changes an open document; due date and dimensions follow. The customer may not be changed. */
export const changeSalesDocument = (ctx: ErpContext, header: SalesHeader, changes: Omit<SalesHeaderInput, 'customerNo'>): SalesHeader => {
  checkSalesOpen(header);
  checkSalesDates(changes);
  const merged = { ...header, ...changes };
  const isDueMoved = changes.documentDate !== undefined || changes.paymentTermsCode !== undefined;
  const dueDate = changes.dueDate ?? (isDueMoved ? salesDueDate(ctx, merged.paymentTermsCode, merged.documentDate) : header.dueDate);
  const dimensions = changedDimensions(ctx, header, changes);
  if (dimensions.dimensionSetId !== header.dimensionSetId) {
    for (const line of salesLinesOf(ctx, header)) ctx.records.of(salesLine).update(line, changedDimensions(ctx, line, changes));
  }
  return ctx.records.of(salesHeader).update(header, { ...changes, dueDate, ...dimensions });
};

/** Deletes an open document and its lines; refused once something was shipped that is not invoiced. */
export const deleteSalesDocument = (ctx: ErpContext, header: SalesHeader): void => {
  checkSalesOpen(header);
  const lines = salesLinesOf(ctx, header);
  for (const line of lines) testField({ table: salesLine, record: line, field: 'qtyShippedNotInvoiced' }, '0');
  for (const line of lines) ctx.records.of(salesLine).delete(line);
  ctx.records.of(salesHeader).delete(header);
};

/** Adds a line at the end of an open document and brings its totals up to date. */
export const addSalesLine = (ctx: ErpContext, header: SalesHeader, input: SalesLineInput): SalesLine => {
  checkSalesOpen(header);
  const last = salesLinesOf(ctx, header).at(-1)?.lineNo ?? 0;
  const line = insertLine(ctx, header, { input, lineNo: last + 10000 });
  recalculateSales(ctx, header, salesLinesOf(ctx, header));
  return ctx.records.of(salesLine).require(line.documentType, line.documentNo, line.lineNo);
};

/** Changes a line of an open document. A new item or quantity brings a new price unless one is given. */
export const changeSalesLine = (ctx: ErpContext, line: SalesLine, changes: Partial<SalesLineInput>): SalesLine => {
  const header = ctx.records.of(salesHeader).require(line.documentType, line.documentNo);
  checkSalesOpen(header);
  const isSameItem = changes.no === undefined || changes.no === line.no;
  const isRepriced = !isSameItem || changes.quantity !== undefined;
  const input: SalesLineInput = {
    type: line.type === 'G/L Account' ? 'G/L Account' : 'Item',
    no: line.no,
    quantity: line.quantity,
    ...(isRepriced && line.type === 'Item' ? {} : { unitPrice: line.unitPrice, lineDiscountPercent: line.lineDiscountPercent }),
    ...(isSameItem ? { description: line.description, shipmentDate: line.shipmentDate } : {}),
    ...changes,
  };
  const values = salesLineValues(ctx, header, { input, place: { documentNo: line.documentNo, lineNo: line.lineNo } });
  if (!isSameItem || input.type !== line.type) testField({ table: salesLine, record: line, field: 'quantityShipped' }, '0');
  if (decimal(input.quantity).lt(line.quantityShipped)) {
    throw fieldProblem(
      { table: salesLine, record: { ...line, quantity: input.quantity }, field: 'quantity' },
      `must not be less than Quantity Shipped (${line.quantityShipped})`,
    );
  }
  const outstandingQuantity = decimal(input.quantity).minus(line.quantityShipped).toFixed();
  const qtyToInvoice = decimal(input.quantity).minus(line.quantityInvoiced).toFixed();
  ctx.records.of(salesLine).update(line, { ...values, outstandingQuantity, qtyToShip: outstandingQuantity, qtyToInvoice });
  recalculateSales(ctx, header, salesLinesOf(ctx, header));
  return ctx.records.of(salesLine).require(line.documentType, line.documentNo, line.lineNo);
};

/** Deletes a line of an open document unless something of it was shipped and not invoiced. */
export const deleteSalesLine = (ctx: ErpContext, line: SalesLine): void => {
  const header = ctx.records.of(salesHeader).require(line.documentType, line.documentNo);
  checkSalesOpen(header);
  testField({ table: salesLine, record: line, field: 'qtyShippedNotInvoiced' }, '0');
  ctx.records.of(salesLine).delete(line);
  recalculateSales(ctx, header, salesLinesOf(ctx, header));
};
