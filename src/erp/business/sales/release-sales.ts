import { salesHeader } from '../../tables/index.ts';
import { checkApprovalForRelease, reopenDocument } from '../approvals/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { salesLinesOf, type SalesHeader } from './sales-totals.ts';

/** Releases an open document: it goes on to shipping. One under approval must be approved first. */
export const releaseSalesDocument = (ctx: ErpContext, header: SalesHeader): SalesHeader => {
  if (header.status === 'Released') return header;
  checkApprovalForRelease(ctx, header);
  if (!salesLinesOf(ctx, header).some((line) => line.type !== ' ')) {
    throw dialogError(`There is nothing to release for the document of type ${header.documentType} with the number ${header.no}.`);
  }
  return ctx.records.of(salesHeader).update(header, { status: 'Released' });
};

/** Opens a released document again, so that it can be changed. */
export const reopenSalesDocument = (ctx: ErpContext, header: SalesHeader): SalesHeader => {
  reopenDocument(ctx, header);
  return ctx.records.of(salesHeader).require(header.documentType, header.no);
};
