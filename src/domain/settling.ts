import { isFinal, type ApprovalState } from './approval.ts';

/**
 * A change of which nobody knows whether it was made is settled by a person who looked in the ERP (invariant 8): by the
 * one for whom it was to be made, or by an approver. Not while the ERP may still be at it: what is not there yet may
 * come, and what is there may not be whole. Once settled, it stays settled.
 */

/** What a person found in the ERP. */
export type EffectFound = 'done' | 'not_done';

/** Everything the decision rests on; instants are ISO 8601 in UTC. */
export interface SettlingFacts {
  readonly state: ApprovalState;
  /** When the ERP was asked to make the change. */
  readonly attemptedAt: string;
  /** How long the ERP may be at a request, in milliseconds. */
  readonly horizonMillis: number;
  readonly now: string;
  readonly isRequester: boolean;
  readonly isApprover: boolean;
}

/** Whether a person may settle a change now, or which rule stands against it and what would help. */
export type SettlingDecision =
  | { readonly kind: 'settle' }
  | { readonly kind: 'refuse'; readonly rule: 'not-asked' | 'settled-already' | 'too-early'; readonly message: string; readonly remedy: string };

/** From when on the ERP cannot be at the change any more. */
export const settleableFrom = ({ attemptedAt, horizonMillis }: Pick<SettlingFacts, 'attemptedAt' | 'horizonMillis'>): string =>
  new Date(Date.parse(attemptedAt) + horizonMillis).toISOString();

/** Whether this person may settle this change at this moment. */
export const decideSettling = (facts: SettlingFacts): SettlingDecision => {
  if (!facts.isRequester && !facts.isApprover) {
    const message = 'This change was to be made for somebody else.';
    return { kind: 'refuse', rule: 'not-asked', message, remedy: 'Ask her, or somebody with the permission set SMART AGENTS APPROVER.' };
  }
  if (isFinal(facts.state)) {
    const message = 'It is known already whether this change was made.';
    return { kind: 'refuse', rule: 'settled-already', message, remedy: 'Look at its execution; it says what came of it.' };
  }
  const from = settleableFrom(facts);
  if (facts.state !== 'unknown' || facts.now < from) {
    const message = 'The ERP may still be making this change.';
    return { kind: 'refuse', rule: 'too-early', message, remedy: `Look again in the ERP from ${from} on, and settle it then.` };
  }
  return { kind: 'settle' };
};
