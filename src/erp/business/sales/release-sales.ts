import { salesHeader } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkSalesPostable } from './sales-postable.ts';
import { salesLinesOf, type SalesHeader } from './sales-totals.ts';

/** Releases an open document: it goes on to shipping. One under approval must be approved first. */
export const releaseSalesDocument = (ctx: ErpContext, header: SalesHeader): SalesHeader => {
  if (header.status === 'Released') return header;
  if (header.status !== 'Open') throw dialogError('This document can only be released when the approval process is complete.');
  checkSalesPostable(ctx, header);
  if (!salesLinesOf(ctx, header).some((line) => line.type !== ' ')) {
    throw dialogError(`There is nothing to release for the document of type ${header.documentType} with the number ${header.no}.`);
  }
  return ctx.records.of(salesHeader).update(header, { status: 'Released' });
};

/** Opens a released document again, so that it can be changed. */
export const reopenSalesDocument = (ctx: ErpContext, header: SalesHeader): SalesHeader => {
  if (header.status === 'Open') return header;
  if (header.status !== 'Released') throw dialogError('The approval process must be cancelled or completed to reopen this document.');
  return ctx.records.of(salesHeader).update(header, { status: 'Open' });
};
