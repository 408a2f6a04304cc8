import { approvalCommentLine, approvalEntry, purchaseHeader, salesHeader, userSetup, type RowOf } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { nextEntryNo } from '../ledger/entry-numbers.ts';
import { subjectOf } from './approval-check.ts';
import { enabledWorkflowOf, hasLines, headerTableOf, personCodeOf, requireStatus, setStatus, type ApprovalDocument } from './approval-document.ts';
import { approverChain } from './approver-chain.ts';

/** A stored request to one approver. */
export type ApprovalEntry = RowOf<typeof approvalEntry>;

type Common = Omit<ApprovalEntry, 'entryNo' | 'sequenceNo' | 'approverId' | 'status' | `system${string}` | 'company'>;

const nowOf = (ctx: ErpContext): string => ctx.records.scope.clock.now().toISOString();

/** The setup line of the context's user; without one she takes no part in approvals. */
export const ownApprovalSetup = (ctx: ErpContext): RowOf<typeof userSetup> => {
  const found = ctx.records.of(userSetup).get(ctx.userName);
  if (found === undefined) throw dialogError(`User ID ${ctx.userName} does not exist in the Approval User Setup window.`);
  return found;
};

/** Keeps what someone says about a request; blank text is not kept. */
export const addApprovalComment = (ctx: ErpContext, entry: ApprovalEntry, comment: string): void => {
  if (comment.trim() === '') return;
  const { tableId, documentType, documentNo, recordIdToApprove, workflowStepInstanceId } = entry;
  ctx.records.of(approvalCommentLine).add({
    entryNo: nextEntryNo(ctx, approvalCommentLine),
    ...{ tableId, documentType, documentNo, recordIdToApprove, workflowStepInstanceId },
    userId: ctx.userName,
    dateAndTime: nowOf(ctx),
    comment,
  });
};

const commonValues = (ctx: ErpContext, document: ApprovalDocument, request: { senderId: string; approvalCode: string }): Common => ({
  ...request,
  tableId: headerTableOf(document).id,
  documentType: document.documentType,
  documentNo: document.no,
  salespersPurchCode: personCodeOf(document),
  dateTimeSentForApproval: nowOf(ctx),
  lastDateTimeModified: nowOf(ctx),
  lastModifiedByUserId: ctx.userName,
  dueDate: ctx.workDate,
  amount: document.amount,
  amountLcy: document.amount,
  currencyCode: document.currencyCode,
  approvalType: 'Approver',
  limitType: 'Approval Limits',
  availableCreditLimitLcy: '0',
  recordIdToApprove: document.systemId,
  workflowStepInstanceId: ctx.records.scope.ids.next(),
});

/**
 * Sends an open document for approval: an entry of the sender herself, approved, then one per approver up the chain,
 * the first of them open. Within her own limit the document is released at once, otherwise it is pending. Answers the
 * entry that is to be decided next, or the sender's own if nobody has to.
 */
export const sendApprovalRequest = (ctx: ErpContext, document: ApprovalDocument, comment = ''): ApprovalEntry => {
  const approvalCode = enabledWorkflowOf(ctx, document);
  if (approvalCode === '') throw dialogError('No approval workflow for this record type is enabled.');
  if (!hasLines(ctx, document)) throw dialogError('There is nothing to approve.');
  requireStatus(document, 'Open');
  const sender = ownApprovalSetup(ctx);
  const setups = ctx.records.of(userSetup);
  const approvers = approverChain(sender, subjectOf(document), (userId) => setups.get(userId));
  const entries = ctx.records.of(approvalEntry);
  const common = commonValues(ctx, document, { senderId: sender.userId, approvalCode });
  const add = (values: Pick<ApprovalEntry, 'sequenceNo' | 'approverId' | 'status'>): ApprovalEntry =>
    entries.insert({ ...common, ...values, entryNo: nextEntryNo(ctx, approvalEntry) });
  const own = add({ sequenceNo: 1, approverId: sender.userId, status: 'Approved' });
  const asked = approvers.map((approverId, at) => add({ sequenceNo: at + 2, approverId, status: at === 0 ? 'Open' : 'Created' }));
  setStatus(ctx, document, asked.length === 0 ? 'Released' : 'Pending Approval');
  const next = asked[0] ?? own;
  addApprovalComment(ctx, next, comment);
  return next;
};

/** A document as requests name it: by its SystemId, or by its table, type and number. */
export type DocumentName =
  | { readonly systemId: string }
  | { readonly side: 'Sales' | 'Purchase'; readonly documentType: ApprovalDocument['documentType']; readonly no: string };

/** The unposted document with that name; one that is not there throws in Business Central's words. */
export const approvalDocument = (ctx: ErpContext, name: DocumentName): ApprovalDocument => {
  if ('systemId' in name) {
    const { systemId } = name;
    const found = ctx.records.of(purchaseHeader).bySystemId(systemId) ?? ctx.records.of(salesHeader).bySystemId(systemId);
    if (found !== undefined) return found;
    throw dialogError('No document with the specified ID exists.');
  }
  const { side, documentType, no } = name;
  return side === 'Sales' ? ctx.records.of(salesHeader).require(documentType, no) : ctx.records.of(purchaseHeader).require(documentType, no);
};
