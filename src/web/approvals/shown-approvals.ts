import type { ApprovalView } from '../../contracts/approvals.ts';

/** What was decided on the page, and whether it had waited for whoever decided; not so for one she took back. */
export type DecidedHere = Readonly<Record<string, { readonly approval: ApprovalView; readonly waitedForYou: boolean }>>;

/** What the page shows, each oldest first. */
export interface ShownApprovals {
  readonly forYou: readonly ApprovalView[];
  readonly forOthers: readonly ApprovalView[];
}

/** What waits now, and what was decided here, in its place, so that its result can be read; what waits for the viewer apart from the rest. */
export const shownApprovals = (waiting: readonly ApprovalView[], decided: DecidedHere): ShownApprovals => {
  const newest = waiting.map((approval) => {
    const answered = decided[approval.id]?.approval;
    return answered && (answered.status !== 'pending' || answered.version > approval.version) ? answered : approval;
  });
  const gone = Object.values(decided).flatMap(({ approval }) =>
    approval.status !== 'pending' && waiting.every(({ id }) => approval.id !== id) ? [approval] : [],
  );
  const all = [...newest, ...gone].sort((one, other) => one.requestedAt.localeCompare(other.requestedAt));
  const isForYou = ({ id, mayDecide, status }: ApprovalView) => (status === 'pending' ? mayDecide : (decided[id]?.waitedForYou ?? mayDecide));
  return { forYou: all.filter(isForYou), forOthers: all.filter((approval) => !isForYou(approval)) };
};
