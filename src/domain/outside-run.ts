import { isFinal, type ApprovalState } from './approval.ts';
import type { ErpApprovalState } from './erp-approval.ts';

/** How a run of an external agent stands. */
export type OutsideRunStatus = 'running' | 'waiting' | 'completed';

/**
 * A run of an external agent runs while an action of it is not answered, waits while a proposal of it is open or the ERP's own
 * approval of a change is, and is through otherwise.
 */
export const outsideRunStatus = (run: {
  readonly isAnswered: readonly boolean[];
  readonly proposals: readonly ApprovalState[];
  readonly inErp: readonly ErpApprovalState[];
}): OutsideRunStatus => {
  if (run.isAnswered.includes(false)) return 'running';
  return run.proposals.every(isFinal) && !run.inErp.includes('waiting') ? 'completed' : 'waiting';
};
