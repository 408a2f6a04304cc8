import { dialogError } from '../business-error.ts';
import { isSufficient, type ApprovalSubject, type ApprovalUser } from './approval-limits.ts';

/** A person's line in the Approval User Setup, or undefined if she has none. */
export type FindApprovalUser = (userId: string) => ApprovalUser | undefined;

/**
 * Who must approve, in this order: from the sender's approver upwards until someone whose limit suffices (approver
 * type Approver, limit type Approver Chain). Nobody if the sender's own limit does. Throws in Business Central's
 * words where the chain breaks off, or runs in a circle.
 */
export const approverChain = (sender: ApprovalUser, subject: ApprovalSubject, find: FindApprovalUser): readonly string[] => {
  const chain: string[] = [];
  let at = sender;
  while (!isSufficient(at, subject)) {
    const { userId, approverId } = at;
    if (approverId === '') throw dialogError('No qualified approver was found.');
    if (approverId === sender.userId || chain.includes(approverId)) throw dialogError('No sufficient approver was found in the approver chain.');
    const next = find(approverId);
    if (next === undefined) throw dialogError(`You must set up an approver for user ID ${userId} in the Approval User Setup window.`);
    chain.push(next.userId);
    at = next;
  }
  return chain;
};

/** The open request that is handed on, and whether it is the last one: whoever decides that one must have the authority. */
interface Handover {
  readonly subject: ApprovalSubject;
  readonly senderId: string;
  readonly isLast: boolean;
}

/**
 * Who takes an approver's place: her substitute, whom she has chosen for that; else her own approver or an approval
 * administrator, whose limit must suffice if nobody decides after them. Never the sender. Throws if there is nobody.
 */
export const delegateOf = (approver: ApprovalUser, request: Handover, all: readonly ApprovalUser[]): string => {
  const superiors = [...all.filter(({ userId }) => userId === approver.approverId), ...all.filter((user) => user.approvalAdministrator)];
  const candidates = [
    ...all.filter(({ userId }) => userId === approver.substitute),
    ...superiors.filter((user) => !request.isLast || isSufficient(user, request.subject)),
  ];
  const found = candidates.find(({ userId }) => userId !== approver.userId && userId !== request.senderId);
  if (found !== undefined) return found.userId;
  throw dialogError(
    `There is no substitute, direct approver, or approval administrator for user ID ${approver.userId} in the Approval User Setup window.`,
  );
};
