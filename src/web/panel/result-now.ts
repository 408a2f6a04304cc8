import type { ApprovalStatus } from '../../contracts/approvals.ts';
import type { ToolCallResult } from '../../contracts/panel-events.ts';

const byStatus: Readonly<Record<ApprovalStatus, ToolCallResult>> = {
  pending: 'awaiting_approval',
  committing: 'awaiting_approval',
  committed: 'committed',
  failed: 'failed',
  unknown: 'unknown',
  rejected: 'rejected',
  expired: 'expired',
  withdrawn: 'withdrawn',
  cancelled: 'cancelled',
  superseded: 'withdrawn',
  undecryptable: 'failed',
};

/** How a tool call stands now: one that ended by waiting for a person follows its proposal, every other stays as it ended. */
export const resultNow = (result: ToolCallResult, status: ApprovalStatus | undefined): ToolCallResult =>
  result === 'awaiting_approval' && status !== undefined ? byStatus[status] : result;
