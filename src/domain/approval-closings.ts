import { refusal, type Refusal } from './tool-call-refusals.ts';
import type { ApprovalFacts } from './tool-call-facts.ts';

/**
 * How a proposal ends without being carried out. Rejected, expired, cancelled and withdrawn are never
 * mixed up, and whoever decides a second time is told that it was decided before.
 */

/** The states of an approval in which nothing may run any more. */
export type ApprovalClosing = Exclude<ApprovalFacts['state'], 'none' | 'confirmed'>;

const askAgain = 'Ask for it again if it is still needed.';

const closings: Readonly<Record<ApprovalClosing, { readonly message: string; readonly remedy: string }>> = {
  rejected: { message: 'The person who was asked rejected it; nothing was done.', remedy: askAgain },
  expired: { message: 'Nobody decided in time; nothing was done.', remedy: askAgain },
  cancelled: { message: 'The turn was stopped before it was decided; nothing was done.', remedy: askAgain },
  withdrawn: { message: 'The proposal was withdrawn; nothing was done.', remedy: askAgain },
  undecryptable: { message: 'The content of this proposal cannot be opened any more; nothing was done.', remedy: askAgain },
  decided: { message: 'This proposal had been decided already; nothing was done again.', remedy: 'Look at what came of the first decision.' },
};

/** Why a proposal in this state is not carried out, or null where its state does not forbid it. */
export const closingOf = (approval: ApprovalFacts): Refusal | null => {
  if (approval.state === 'none' || approval.state === 'confirmed') return null;
  const { message, remedy } = closings[approval.state];
  return refusal({ layer: 'approval', rule: approval.state, setting: `approval ${approval.id}`, message }, remedy);
};
