import { salesHeader } from '../../tables/index.ts';
import { releaseDocument, reopenDocument } from '../approvals/index.ts';
import type { ErpContext } from '../context.ts';
import type { SalesHeader } from './sales-totals.ts';

const reread = (ctx: ErpContext, { documentType, no }: SalesHeader): SalesHeader => ctx.records.of(salesHeader).require(documentType, no);

/** Releases an open document, as releaseDocument does; answers it as it is then. */
export const releaseSalesDocument = (ctx: ErpContext, header: SalesHeader): SalesHeader => {
  releaseDocument(ctx, header);
  return reread(ctx, header);
};

/** Opens a released document again, as reopenDocument does; answers it as it is then. */
export const reopenSalesDocument = (ctx: ErpContext, header: SalesHeader): SalesHeader => {
  reopenDocument(ctx, header);
  return reread(ctx, header);
};
