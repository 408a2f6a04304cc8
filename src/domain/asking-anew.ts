import { approverObstacle, requiredApprover, type Decider, type MatchedRule } from './approval-rule.ts';
import type { Stake } from './stake.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';

/**
 * A proposal waits under the rules it was shown with. Where a rule came since, and because of it somebody who was asked may not
 * decide any more, it is put before people anew with the rule, so that whoever decides now finds it waiting. Who was not asked
 * in the first place changes nothing by trying.
 */

/** The rules that ask, and what they ask about. */
export interface Asked {
  readonly rules: readonly MatchedRule[];
  readonly stake: Stake | null;
}

/** A proposal as it was shown, as it is weighed at this moment, and who wants to confirm it. */
export interface AskedAgain {
  readonly shown: Asked;
  readonly now: Asked;
  readonly decider: Decider;
}

const isAsked = ({ rules, stake }: Asked, decider: Decider): boolean => approverObstacle(requiredApprover(rules, stake), decider) === null;

const textOf = ({ layer, setting, name, when, approver }: MatchedRule): string =>
  canonicalJson({ layer, setting, name, when: { ...when }, approver: { ...approver } });

/** The rules that came since a proposal was shown and take the decision from whoever was asked; none where nothing did. */
export const rulesAskingAnew = ({ shown, now, decider }: AskedAgain): readonly MatchedRule[] => {
  if (!isAsked(shown, decider) || isAsked(now, decider)) return [];
  const known = new Set(shown.rules.map(textOf));
  return now.rules.filter((rule) => !known.has(textOf(rule)));
};
