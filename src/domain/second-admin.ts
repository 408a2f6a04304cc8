/**
 * What widens waits for a second admin where the tenant has one. Whoever asks for more room is its author,
 * whoever owns the thing: so nobody widens anything alone, and nobody approves what she asked for herself.
 */

/** What became of a change that waits. */
export const pendingChangeStatuses = ['pending', 'approved', 'rejected', 'withdrawn', 'stale'] as const;
export type PendingChangeStatus = (typeof pendingChangeStatuses)[number];

/** What can be done with a change that waits. */
export const pendingChangeDecisions = ['approve', 'reject', 'withdraw'] as const;
export type PendingChangeDecision = (typeof pendingChangeDecisions)[number];

/** Whether what widens has to wait: somebody else is there who could look at it. */
export const needsSecondAdmin = (asker: string, admins: readonly string[]): boolean => admins.some((admin) => admin !== asker);

/** Why a decision on a waiting change cannot be made by this person; null where it can. */
export const decisionRefusal = (
  change: { readonly status: PendingChangeStatus; readonly askedBy: string },
  { by, decision, hasReason }: { readonly by: string; readonly decision: PendingChangeDecision; readonly hasReason: boolean },
): { readonly message: string; readonly remedy: string } | null => {
  if (change.status !== 'pending')
    return { message: `This change is ${change.status} already.`, remedy: 'Ask for the change again if it is still wanted.' };
  const isAsker = change.askedBy === by;
  if (decision === 'withdraw') return isAsker ? null : { message: 'A change is withdrawn by who asked for it.', remedy: 'Reject it instead.' };
  if (isAsker) return { message: 'You asked for this change, so somebody else has to decide on it.', remedy: 'Ask another admin, or withdraw it.' };
  if (decision === 'reject' && !hasReason) return { message: 'Rejecting needs a reason.', remedy: 'Say why; it is kept in the change log.' };
  return null;
};
