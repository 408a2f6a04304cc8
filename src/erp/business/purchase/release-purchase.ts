import { purchaseHeader } from '../../tables/index.ts';
import { releaseDocument, reopenDocument } from '../approvals/index.ts';
import type { ErpContext } from '../context.ts';
import type { PurchaseHeader } from './purchase-documents.ts';

const reread = (ctx: ErpContext, { documentType, no }: PurchaseHeader): PurchaseHeader => ctx.records.of(purchaseHeader).require(documentType, no);

/** Releases an open document, as releaseDocument does; answers it as it is then. */
export const releasePurchaseDocument = (ctx: ErpContext, header: PurchaseHeader): PurchaseHeader => {
  releaseDocument(ctx, header);
  return reread(ctx, header);
};

/** Opens a released document again, as reopenDocument does; answers it as it is then. */
export const reopenPurchaseDocument = (ctx: ErpContext, header: PurchaseHeader): PurchaseHeader => {
  reopenDocument(ctx, header);
  return reread(ctx, header);
};
