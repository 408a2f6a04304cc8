import { decimal } from '../kernel/money.ts';
import { isAsked, type RequiredApprover } from './approval-rule.ts';
import { mayWithdraw, type Standing } from './deciding.ts';
import type { Stake } from './stake.ts';

/**
 * A person changes what a waiting proposal asks for. It becomes another outcome, so it is prepared, weighed and decided
 * anew, by whomever the rules name for it. Whoever is asked may edit, and so may whoever it is asked for. An approver
 * consents to what was asked: who edits it to more than that does not decide on it herself.
 */

/** Whether a person may change what a proposal asks for. */
export const mayEdit = (required: RequiredApprover, person: Standing): boolean => isAsked(required, person) || mayWithdraw(person);

/** Whether an edited change puts more at stake than the one that was asked for; what cannot be compared counts as more. */
export const asksForMore = (asked: Stake['amount'], edited: Stake['amount']): boolean => {
  if (edited === null) return false;
  return asked === null || asked.currency !== edited.currency || decimal(edited.value).greaterThan(asked.value);
};
