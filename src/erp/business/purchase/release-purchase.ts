import { purchaseHeader } from '../../tables/index.ts';
import { checkApprovalForRelease, reopenDocument } from '../approvals/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { purchaseLinesOf, type PurchaseHeader } from './purchase-documents.ts';

/** Releases an open document: the vendor may be told. One that needs an approval must be approved instead. */
export const releasePurchaseDocument = (ctx: ErpContext, header: PurchaseHeader): PurchaseHeader => {
  if (header.status === 'Released') return header;
  checkApprovalForRelease(ctx, header);
  if (purchaseLinesOf(ctx, header).length === 0) {
    throw dialogError(`There is nothing to release for the document of type ${header.documentType} with the number ${header.no}.`);
  }
  return ctx.records.of(purchaseHeader).update(header, { status: 'Released' });
};

/** Opens a released document again, so that it can be changed. */
export const reopenPurchaseDocument = (ctx: ErpContext, header: PurchaseHeader): PurchaseHeader => {
  reopenDocument(ctx, header);
  return ctx.records.of(purchaseHeader).require(header.documentType, header.no);
};
