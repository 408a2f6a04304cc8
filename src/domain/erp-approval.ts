/**
 * What has become of a document that the ERP's own approval workflow took over. A request asks one approver after another;
 * it is rejected or cancelled as a whole by any of them, and approved by all. It is looked at ever more seldom, until it
 * has ended, its document is gone, or so much time has passed that nobody expects an end any more.
 */

/** How a handed-over document stands. */
export const erpApprovalStates = ['waiting', 'approved', 'rejected', 'cancelled', 'gone', 'lapsed'] as const;
export type ErpApprovalState = (typeof erpApprovalStates)[number];

/** One approver's part of a request, as the ERP has it. */
export interface ErpApprovalPart {
  readonly status: string;
}

/** What the ERP shows of a request: its parts in order, and whether the document is still there. */
export interface ErpRequestFacts {
  readonly parts: readonly ErpApprovalPart[];
  readonly hasDocument: boolean;
}

/** How a request stands. A request that is not shown, and a document that is not there while somebody is still to decide, end without a decision. */
export const erpApprovalState = ({ parts, hasDocument }: ErpRequestFacts): Exclude<ErpApprovalState, 'lapsed'> => {
  const has = (status: string): boolean => parts.some((part) => part.status === status);
  if (has('Rejected')) return 'rejected';
  if (has('Canceled')) return 'cancelled';
  if (parts.length > 0 && parts.every(({ status }) => status === 'Approved')) return 'approved';
  return hasDocument ? 'waiting' : 'gone';
};

const firstPauseMillis = 15_000;
const longestPauseMillis = 15 * 60_000;
const followedMillis = 90 * 86_400_000;

/** When a request that was looked at so many times is looked at again: after 15 seconds at first, then twice as long each time, up to a quarter of an hour. */
export const nextLookAt = (looks: number, now: Date): string =>
  new Date(now.getTime() + Math.min(longestPauseMillis, firstPauseMillis * 2 ** Math.min(looks, 10))).toISOString();

/** Whether a request has waited for so long, 90 days, that it is followed no more. */
export const hasLapsed = (since: string, now: Date): boolean => now.getTime() - Date.parse(since) >= followedMillis;

/** What is told of the end, for people and agents; `by` null where it is not known who decided, or nobody did. */
export const erpApprovalLine = (documentName: string, state: Exclude<ErpApprovalState, 'waiting'>, by: string | null): string => {
  const who = by === null ? '' : ` by ${by}`;
  switch (state) {
    case 'approved':
    case 'rejected':
    case 'cancelled':
      return `${documentName} was ${state} in the ERP${who}.`;
    case 'gone':
      return `${documentName} is not there any more in the ERP: it was posted or deleted before its approval ended.`;
    case 'lapsed':
      return `${documentName} still waits for an approval in the ERP; it is followed no more.`;
  }
};
