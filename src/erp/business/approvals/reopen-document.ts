import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { setStatus, type ApprovalDocument } from './approval-document.ts';

/** Opens a released document again, so that it can be changed; above the limit it then needs another approval. */
export const reopenDocument = (ctx: ErpContext, document: ApprovalDocument): void => {
  if (document.status === 'Open') return;
  if (document.status !== 'Released') throw dialogError('The approval process must be cancelled or completed to reopen this document.');
  setStatus(ctx, document, 'Open');
};
