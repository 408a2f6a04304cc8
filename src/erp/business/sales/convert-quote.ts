import { salesHeader, salesLine } from '../../tables/index.ts';
import type { ErpContext } from '../context.ts';
import { checkCustomerBlocked } from './customer-blocked.ts';
import { nextSalesNo, removeSalesDocument } from './sales-documents.ts';
import { customerOf } from './sales-header.ts';
import { checkSalesPostable } from './sales-postable.ts';
import { salesLinesOf, type SalesHeader } from './sales-totals.ts';

/**
 * Makes an order or an invoice of a quote (codeunits 86 and 1305): lines and agreed prices stay as they are, the quote
 * goes and its number is kept. Throws if the customer is blocked for the new document or the quote waits for an
 * approval. A quote past its validity is taken all the same: Business Central shows it as expired and refuses nothing.
 */
export const convertQuote = (ctx: ErpContext, quote: SalesHeader, type: 'Order' | 'Invoice'): SalesHeader => {
  checkSalesPostable(ctx, quote);
  for (const no of new Set([quote.sellToCustomerNo, quote.billToCustomerNo])) checkCustomerBlocked(customerOf(ctx, no), type, 'create');
  const { no, noSeries } = nextSalesNo(ctx, type);
  const lines = salesLinesOf(ctx, quote);
  removeSalesDocument(ctx, quote, lines);
  for (const line of lines) ctx.records.of(salesLine).add({ ...line, documentType: type, documentNo: no });
  return ctx.records
    .of(salesHeader)
    .insert({ ...quote, documentType: type, no, noSeries, quoteNo: quote.no, status: 'Open', createdByClient: ctx.client });
};
