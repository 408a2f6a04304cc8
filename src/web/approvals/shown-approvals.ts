import type { ApprovalView } from '../../contracts/approvals.ts';

/** What the page shows, oldest first: what waits now, and what was decided here, in its place, so that its result can be read. */
export const shownApprovals = (waiting: readonly ApprovalView[], decided: Readonly<Record<string, ApprovalView>>): readonly ApprovalView[] => {
  const newest = waiting.map((approval) => {
    const answered = decided[approval.id];
    return answered && (answered.status !== 'pending' || answered.version > approval.version) ? answered : approval;
  });
  const gone = Object.values(decided).filter(({ id, status }) => status !== 'pending' && waiting.every((approval) => approval.id !== id));
  return [...newest, ...gone].sort((one, other) => one.requestedAt.localeCompare(other.requestedAt));
};
