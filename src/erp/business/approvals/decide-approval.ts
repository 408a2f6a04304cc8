import { approvalEntry, userSetup } from '../../tables/index.ts';
import { dialogError, testField } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { requireStatus, setStatus, type ApprovalDocument } from './approval-document.ts';
import { isSufficient } from './approval-limits.ts';
import { addApprovalComment, approvalDocument, ownApprovalSetup, type ApprovalEntry } from './approval-requests.ts';
import { subjectOf } from './approval-check.ts';
import { delegateOf } from './approver-chain.ts';

type Status = ApprovalEntry['status'];

const update = (ctx: ErpContext, entry: ApprovalEntry, changes: Partial<Pick<ApprovalEntry, 'status' | 'approverId'>>): void => {
  const lastDateTimeModified = ctx.records.scope.clock.now().toISOString();
  ctx.records.of(approvalEntry).update(entry, { ...changes, lastDateTimeModified, lastModifiedByUserId: ctx.userName });
};

/** The entries of the request that an entry belongs to, in sequence. */
const requestOf = (ctx: ErpContext, { workflowStepInstanceId }: ApprovalEntry): readonly ApprovalEntry[] =>
  ctx.records.of(approvalEntry).find({ workflowStepInstanceId }, ['sequenceNo', 'entryNo']);

const documentOf = (ctx: ErpContext, entry: ApprovalEntry): ApprovalDocument => approvalDocument(ctx, { systemId: entry.recordIdToApprove });

const requireAdministrator = (ctx: ErpContext): void =>
  testField({ table: userSetup, record: ownApprovalSetup(ctx), field: 'approvalAdministrator' }, true);

/** Closes what is not closed yet, and opens the document again. */
const close = (ctx: ErpContext, entry: ApprovalEntry, status: Extract<Status, 'Rejected' | 'Canceled'>): void => {
  const document = documentOf(ctx, entry);
  requireStatus(document, 'Pending Approval');
  for (const one of requestOf(ctx, entry)) if (one.status !== 'Rejected' && one.status !== 'Canceled') update(ctx, one, { status });
  setStatus(ctx, document, 'Open');
};

/**
 * The approver of the entry may decide. Where Business Central lets an approval administrator approve whatever there
 * is, here her own limit must suffice; and nobody approves what she herself has sent.
 */
const requireApprover = (ctx: ErpContext, entry: ApprovalEntry, document: ApprovalDocument): void => {
  const user = ownApprovalSetup(ctx);
  if (user.userId === entry.senderId) throw dialogError('You cannot approve your own approval request.');
  if (user.userId === entry.approverId) return;
  requireAdministrator(ctx);
  if (!isSufficient(user, subjectOf(document))) throw dialogError('No qualified approver was found.');
};

/** Approves an open entry: the next in sequence opens; after the last one the document is released. */
export const approveRequest = (ctx: ErpContext, entry: ApprovalEntry, comment = ''): void => {
  if (entry.status !== 'Open') throw dialogError('You can only approve open approval requests.');
  const document = documentOf(ctx, entry);
  requireStatus(document, 'Pending Approval');
  requireApprover(ctx, entry, document);
  testField({ table: approvalEntry, record: entry, field: 'amount' }, document.amount);
  update(ctx, entry, { status: 'Approved' });
  addApprovalComment(ctx, entry, comment);
  const next = requestOf(ctx, entry).find(({ status }) => status === 'Created');
  if (next === undefined) setStatus(ctx, document, 'Released');
  else update(ctx, next, { status: 'Open' });
};

/** Rejects an open entry and with it the whole request: the document is open again. */
export const rejectRequest = (ctx: ErpContext, entry: ApprovalEntry, comment = ''): void => {
  if (entry.status !== 'Open') throw dialogError('You can only reject open approval entries.');
  if (ownApprovalSetup(ctx).userId !== entry.approverId) requireAdministrator(ctx);
  close(ctx, entry, 'Rejected');
  addApprovalComment(ctx, entry, comment);
};

/** Takes the request back: its sender or an approval administrator may, as long as it is pending. */
export const cancelRequest = (ctx: ErpContext, entry: ApprovalEntry, comment = ''): void => {
  if (ownApprovalSetup(ctx).userId !== entry.senderId) requireAdministrator(ctx);
  const isPending = requestOf(ctx, entry).some(({ status }) => status === 'Open');
  if (!isPending) throw dialogError('No approval requests exist.');
  close(ctx, entry, 'Canceled');
  addApprovalComment(ctx, entry, comment);
};

/** Hands an open entry to the approver's substitute; sender, approver and administrators may do so. */
export const delegateRequest = (ctx: ErpContext, entry: ApprovalEntry, comment = ''): void => {
  if (entry.status !== 'Open') throw dialogError('You can only delegate open approval requests.');
  const user = ownApprovalSetup(ctx);
  const isConcerned = user.userId === entry.approverId || user.userId === entry.senderId || user.approvalAdministrator;
  if (!isConcerned) throw dialogError('You do not have permission to delegate one or more of the selected approval requests.');
  const setups = ctx.records.of(userSetup);
  const approver = setups.get(entry.approverId);
  if (approver === undefined) throw dialogError(`You must set up an approver for user ID ${entry.senderId} in the Approval User Setup window.`);
  const handover = {
    subject: subjectOf(documentOf(ctx, entry)),
    senderId: entry.senderId,
    isLast: requestOf(ctx, entry).every(({ status }) => status !== 'Created'),
  };
  update(ctx, entry, { approverId: delegateOf(approver, handover, setups.find({})) });
  addApprovalComment(ctx, entry, comment);
};
