import { completeValues, salesHeader, salesInvoiceHeader, salesLine } from '../../tables/index.ts';
import { notInRelatedTable, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { changedDimensions } from '../dimension-set.ts';
import { documentAmounts } from '../document-amounts.ts';
import { nextNo } from '../no-series.ts';
import { checkSalesHeader, salesDueDate, salesHeaderValues, type SalesDocumentType, type SalesHeaderInput } from './sales-header.ts';
import { newSalesLine, type SalesLineInput } from './sales-line.ts';
import { recalculateSales, salesLinesOf, type SalesHeader, type SalesLine } from './sales-totals.ts';

/** Throws unless the document is open: released or pending ones must be reopened first. */
export const checkSalesOpen = (header: SalesHeader): void => testField({ table: salesHeader, record: header, field: 'status' }, 'Open');

/** The number of a new document, from the series of its type. */
export const nextSalesNo = (ctx: ErpContext, type: SalesDocumentType): { readonly no: string; readonly noSeries: string } => {
  const { quoteNos, orderNos, invoiceNos, creditMemoNos } = ctx.setup.sales;
  const noSeries = { Quote: quoteNos, Order: orderNos, Invoice: invoiceNos, 'Credit Memo': creditMemoNos }[type];
  return { no: nextNo(ctx, noSeries, ctx.workDate), noSeries };
};

/** The posted invoice that a credit memo will settle must be the payer's; a blank number names none. */
const appliesTo = (ctx: ErpContext, billToCustomerNo: string, no: string): Pick<SalesHeader, 'appliesToDocType' | 'appliesToDocNo'> => {
  if (no === '') return { appliesToDocType: ' ', appliesToDocNo: '' };
  const invoice = ctx.records.of(salesInvoiceHeader).get(no);
  if (invoice?.billToCustomerNo !== billToCustomerNo) {
    throw notInRelatedTable(salesHeader, 'appliesToDocNo', { value: no, table: salesInvoiceHeader });
  }
  return { appliesToDocType: 'Invoice', appliesToDocNo: no };
};

/** Creates a draft sales document, with lines if given; the number comes from the series of its type. */
export const createSalesDocument = (
  ctx: ErpContext,
  type: SalesDocumentType,
  input: SalesHeaderInput & { readonly lines?: readonly SalesLineInput[] },
): SalesHeader => {
  const values = salesHeaderValues(ctx, type, input);
  const applied = appliesTo(ctx, values.billToCustomerNo ?? '', input.appliesToDocNo ?? '');
  const invoiceDiscountAmount = input.invoiceDiscountAmount ?? '0';
  const header = completeValues(salesHeader, { ...values, ...applied, ...nextSalesNo(ctx, type), invoiceDiscountAmount });
  const lines = (input.lines ?? []).map((line, at) =>
    newSalesLine(ctx, header, { input: line, place: { documentNo: header.no, lineNo: line.lineNo ?? (at + 1) * 10000 } }),
  );
  const { lines: amounts, totals } = documentAmounts(lines);
  lines.forEach((line, at) => ctx.records.of(salesLine).add({ ...line, ...amounts[at] }));
  const stored = ctx.records.of(salesHeader).insert({ ...header, ...totals });
  return input.invoiceDiscountAmount === undefined ? stored : recalculateSales(ctx, stored, salesLinesOf(ctx, stored)).header;
};

/** What may be changed on an open document; the customers may not (make a new document). */
export type SalesHeaderChanges = Omit<SalesHeaderInput, 'customerNo' | 'billToCustomerNo'>;

/** What lines take over when the header changes: the requested date and the dimensions. */
const carryToLines = (ctx: ErpContext, header: SalesHeader, changes: SalesHeaderChanges): void => {
  const { requestedDeliveryDate: shipmentDate = '', shortcutDimension1Code, shortcutDimension2Code } = changes;
  const changesDimensions = shortcutDimension1Code !== undefined || shortcutDimension2Code !== undefined;
  if (shipmentDate === '' && !changesDimensions) return;
  for (const line of salesLinesOf(ctx, header)) {
    ctx.records.of(salesLine).update(line, {
      ...(shipmentDate === '' ? {} : { shipmentDate }),
      ...(changesDimensions ? changedDimensions(ctx, line, changes) : {}),
    });
  }
};

/** Changes an open document; due date, dimensions, dates of lines and the discount's shares follow. */
export const changeSalesDocument = (ctx: ErpContext, header: SalesHeader, changes: SalesHeaderChanges): SalesHeader => {
  checkSalesOpen(header);
  checkSalesHeader(ctx, changes);
  const merged = { ...header, ...changes };
  const isDueMoved = changes.documentDate !== undefined || changes.paymentTermsCode !== undefined;
  const dueDate = changes.dueDate ?? (isDueMoved ? salesDueDate(ctx, merged.paymentTermsCode, merged.documentDate) : header.dueDate);
  const dimensions = changedDimensions(ctx, header, changes);
  const applied = changes.appliesToDocNo === undefined ? {} : appliesTo(ctx, header.billToCustomerNo, changes.appliesToDocNo);
  const changed = ctx.records.of(salesHeader).update(header, { ...changes, ...applied, ...dimensions, dueDate });
  carryToLines(ctx, changed, changes);
  if (changes.invoiceDiscountAmount === undefined) return changed;
  const lines = salesLinesOf(ctx, changed);
  for (const line of lines) testField({ table: salesLine, record: line, field: 'quantityInvoiced' }, '0');
  return recalculateSales(ctx, changed, lines).header;
};

/** Takes a document away with its lines, after it was posted or became another. */
export const removeSalesDocument = (ctx: ErpContext, header: SalesHeader, lines: readonly SalesLine[]): void => {
  for (const line of lines) ctx.records.of(salesLine).delete(line);
  ctx.records.of(salesHeader).delete(header);
};

/** Deletes an open document and its lines; refused once something was shipped that is not invoiced. */
export const deleteSalesDocument = (ctx: ErpContext, header: SalesHeader): void => {
  checkSalesOpen(header);
  const lines = salesLinesOf(ctx, header);
  for (const line of lines) testField({ table: salesLine, record: line, field: 'qtyShippedNotInvoiced' }, '0');
  removeSalesDocument(ctx, header, lines);
};
