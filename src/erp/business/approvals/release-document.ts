import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { checkApprovalForRelease } from './approval-check.ts';
import { hasLines, setStatus, type ApprovalDocument } from './approval-document.ts';

/** Releases an open document with lines: the other side may be told. One that needs an approval must be approved instead. */
export const releaseDocument = (ctx: ErpContext, document: ApprovalDocument): void => {
  if (document.status === 'Released') return;
  checkApprovalForRelease(ctx, document);
  if (!hasLines(ctx, document)) {
    throw dialogError(`There is nothing to release for the document of type ${document.documentType} with the number ${document.no}.`);
  }
  setStatus(ctx, document, 'Released');
};

/** Opens a released document again, so that it can be changed; above the limit it then needs another approval. */
export const reopenDocument = (ctx: ErpContext, document: ApprovalDocument): void => {
  if (document.status === 'Open') return;
  if (document.status !== 'Released') throw dialogError('The approval process must be cancelled or completed to reopen this document.');
  setStatus(ctx, document, 'Open');
};
