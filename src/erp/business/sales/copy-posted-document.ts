import { completeValues, salesHeader, salesLine, type salesInvoiceHeader, type salesInvoiceLine, type RowOf } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { nextSalesNo } from './sales-documents.ts';
import type { SalesHeader } from './sales-totals.ts';

/** A posted document with its lines; invoices and credit memos have what is copied in common. */
export interface PostedDocument {
  readonly kind: 'Invoice' | 'Credit Memo';
  readonly header: Omit<RowOf<typeof salesInvoiceHeader>, 'orderDate' | 'quoteNo'>;
  readonly lines: readonly Omit<RowOf<typeof salesInvoiceLine>, 'orderNo' | 'orderLineNo'>[];
}

/**
 * Drafts the document that takes a posted one back: a credit memo for an invoice and the other way round, with the same
 * dates, parties, lines and amounts, and the posted one in Applies-to Doc. No. Line numbers stay, because they say which
 * goods are moved back.
 */
export const draftReversal = (ctx: ErpContext, posted: PostedDocument): SalesHeader => {
  const type = posted.kind === 'Invoice' ? 'Credit Memo' : 'Invoice';
  const { no, noSeries } = nextSalesNo(ctx, type);
  for (const line of posted.lines) {
    const { quantity } = line;
    const open = { outstandingQuantity: quantity, qtyToShip: quantity, qtyToInvoice: quantity };
    ctx.records.of(salesLine).add(completeValues(salesLine, { ...line, ...open, documentType: type, documentNo: no }));
  }
  return ctx.records.of(salesHeader).insert({
    ...posted.header,
    documentType: type,
    no,
    noSeries,
    status: 'Open',
    orderNo: '',
    appliesToDocType: posted.kind,
    appliesToDocNo: posted.header.no,
    createdByClient: ctx.client,
  });
};
