import { approverObstacle, requiredApprover, type Decider, type MatchedRule } from './approval-rule.ts';
import type { Stake } from './stake.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';

/**
 * A proposal waits under the rules it was shown with. Where a rule came since, and because of it somebody who was asked may not
 * decide any more, it is put before people anew with the rule, so that whoever decides now finds it waiting. Who was not asked
 * in the first place changes nothing by trying.
 */

/** The rules of a proposal as it was shown, those that ask at this moment, and who wants to confirm it. */
export interface AskedAgain {
  readonly shown: readonly MatchedRule[];
  readonly now: readonly MatchedRule[];
  readonly stake: Stake | null;
  readonly decider: Decider;
}

const textOf = ({ layer, setting, name, when, approver }: MatchedRule): string =>
  canonicalJson({ layer, setting, name, when: { ...when }, approver: { ...approver } });

/** The rules that came since a proposal was shown and take the decision from whoever was asked; none where nothing did. */
export const rulesAskingAnew = ({ shown, now, stake, decider }: AskedAgain): readonly MatchedRule[] => {
  const wasAsked = approverObstacle(requiredApprover(shown, stake), decider) === null;
  const isAskedNow = approverObstacle(requiredApprover(now, stake), decider) === null;
  if (!wasAsked || isAskedNow) return [];
  const known = new Set(shown.map(textOf));
  return now.filter((rule) => !known.has(textOf(rule)));
};
