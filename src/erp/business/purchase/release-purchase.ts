import { purchaseHeader } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { purchaseLinesOf, type PurchaseHeader } from './purchase-documents.ts';

/** Releases an open document: the vendor may be told. One under approval must be approved first. */
export const releasePurchaseDocument = (ctx: ErpContext, header: PurchaseHeader): PurchaseHeader => {
  if (header.status === 'Released') return header;
  if (header.status !== 'Open') throw dialogError('This document can only be released when the approval process is complete.');
  if (purchaseLinesOf(ctx, header).length === 0) {
    throw dialogError(`There is nothing to release for the document of type ${header.documentType} with the number ${header.no}.`);
  }
  return ctx.records.of(purchaseHeader).update(header, { status: 'Released' });
};

/** Opens a released document again, so that it can be changed. */
export const reopenPurchaseDocument = (ctx: ErpContext, header: PurchaseHeader): PurchaseHeader => {
  if (header.status === 'Open') return header;
  if (header.status !== 'Released') throw dialogError('The approval process must be cancelled or completed to reopen this document.');
  return ctx.records.of(purchaseHeader).update(header, { status: 'Open' });
};
