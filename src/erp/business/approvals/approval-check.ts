import { userSetup } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { enabledWorkflowOf, sideOf, type ApprovalDocument } from './approval-document.ts';
import { isSufficient } from './approval-limits.ts';

/** What an approval of the document is about: its amount without VAT, as Business Central takes it. */
export const subjectOf = (document: ApprovalDocument) => ({ side: sideOf(document), amount: document.amount });

/**
 * True while the document waits for approvers, or is open, under an enabled workflow, and above the limit of the
 * context's user: she may then neither post nor release it. A released document has been approved, or was released
 * by someone whose limit sufficed, and cannot have changed since.
 */
const isApprovalMissing = (ctx: ErpContext, document: ApprovalDocument): boolean => {
  if (document.status === 'Pending Approval') return true;
  if (document.status !== 'Open' || enabledWorkflowOf(ctx, document) === '') return false;
  const user = ctx.setup.find(userSetup, ctx.userName);
  return user === undefined || !isSufficient(user, subjectOf(document));
};

/** Throws unless the context's user may post, ship, receive or invoice the document as far as approvals go. */
export const checkApprovalForPosting = (ctx: ErpContext, document: ApprovalDocument): void => {
  if (!isApprovalMissing(ctx, document)) return;
  throw dialogError(`${sideOf(document)} ${document.documentType} ${document.no} must be approved and released before you can perform this action.`);
};

/** Throws unless the context's user may release the document as far as approvals go. */
export const checkApprovalForRelease = (ctx: ErpContext, document: ApprovalDocument): void => {
  if (isApprovalMissing(ctx, document)) throw dialogError('This document can only be released when the approval process is complete.');
};
