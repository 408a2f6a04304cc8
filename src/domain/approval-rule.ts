import { decimal, money } from '../kernel/money.ts';
import { approversInSetup, type ApprovalLimitKind, type ApprovalSetupAnswer } from './approval-setup.ts';
import { coversAction } from './delegation.ts';
import type { Stake } from './stake.ts';

/**
 * When a change has to be looked at by a person, and by whom. Rules come with a delegation and from the tenant's own
 * policy; each that matches asks, and whoever decides has to satisfy all of them, so that one more rule never gives
 * more room. Amount bands are rules with growing amounts and ever fewer people.
 */

/** When a rule asks. */
export type ApprovalTrigger =
  | { readonly kind: 'always' }
  | { readonly kind: 'amount-above'; readonly amount: string; readonly currency: string }
  | { readonly kind: 'condition'; readonly condition: string };

/**
 * Who decides: `responsible`, the user of the conversation or the one the delegation names; `second-person`, never the
 * one whose authority is used: one of these people, or with an empty list anyone who may approve.
 */
export type RequiredApprover = { readonly kind: 'responsible' } | { readonly kind: 'second-person'; readonly people: readonly string[] };

/**
 * Whoever the ERP's approval user setup asks about an amount of this size: the user alone within her own limit, above it
 * her approver there. Where it names nobody, one of `otherwise` decides, and with an empty list the change is refused.
 */
export interface SetupApprover {
  readonly kind: 'approval-user-setup';
  readonly amounts: ApprovalLimitKind;
  readonly otherwise: readonly string[];
}

/** Whom a rule asks. */
export type RuleApprover = RequiredApprover | SetupApprover;

/** One rule. */
export interface ApprovalRule {
  readonly name: string;
  /** Tools, or `*`. */
  readonly actions: readonly string[];
  readonly when: ApprovalTrigger;
  readonly approver: RuleApprover;
}

/** Where a rule comes from, and the words for it. */
export interface RuleSource {
  readonly layer: 'delegation' | 'policy';
  readonly setting: string;
}

/** A rule that asks, and whose it is. */
export interface MatchedRule extends RuleSource {
  readonly name: string;
  readonly when: ApprovalTrigger;
  readonly approver: RuleApprover;
}

const asks = ({ actions, when }: ApprovalRule, { tool, stake }: { readonly tool: string; readonly stake: Stake }): boolean => {
  if (!coversAction(actions, tool)) return false;
  if (when.kind === 'always') return true;
  if (when.kind === 'condition') return stake.conditions.includes(when.condition);
  const { amount } = stake;
  // Without an amount, a rule that names the tool asks; what cannot be compared asks too.
  if (amount === null) return actions.includes(tool);
  return amount.currency !== when.currency || decimal(amount.value).greaterThan(when.amount);
};

/** The rules of one source that ask about a change. */
export const matchingRules = (
  source: RuleSource,
  rules: readonly ApprovalRule[],
  change: { readonly tool: string; readonly stake: Stake },
): readonly MatchedRule[] => rules.filter((rule) => asks(rule, change)).map(({ name, when, approver }) => ({ ...source, name, when, approver }));

/** Whether one of these rules asks the ERP's approval user setup about a tool's changes. */
export const asksApprovalSetup = (rules: readonly ApprovalRule[], tool: string): boolean =>
  rules.some(({ actions, approver }) => approver.kind === 'approval-user-setup' && coversAction(actions, tool));

/** Stands in a list that no person is on: no one person can satisfy the rules. */
const nobody = 'nobody';

/** Whom a rule asks about what is at stake; null where the ERP's setup names nobody and nobody is named otherwise. */
const resolved = (approver: RuleApprover, stake: Stake | null): RequiredApprover | null => {
  if (approver.kind !== 'approval-user-setup') return approver;
  const answer = setupAnswer(approver, stake);
  if (answer.kind === 'within') return { kind: 'responsible' };
  const people = answer.kind === 'approvers' ? answer.people : approver.otherwise;
  return people.length === 0 ? null : { kind: 'second-person', people };
};

const setupAnswer = ({ amounts }: SetupApprover, stake: Stake | null): ApprovalSetupAnswer => approversInSetup(stake ?? { amount: null }, amounts);

/** Why nobody can be asked by a rule, in half a sentence; null where somebody can. */
export const unresolvedRule = ({ approver }: Pick<MatchedRule, 'approver'>, stake: Stake | null): string | null => {
  if (approver.kind !== 'approval-user-setup' || approver.otherwise.length > 0) return null;
  const answer = setupAnswer(approver, stake);
  return answer.kind === 'nobody' ? answer.why : null;
};

/** Who has to decide on what is at stake so that every rule is satisfied. */
export const requiredApprover = (rules: readonly Pick<MatchedRule, 'approver'>[], stake: Stake | null): RequiredApprover => {
  const asked = rules.map(({ approver }) => resolved(approver, stake) ?? { kind: 'second-person' as const, people: [nobody] });
  const lists = asked.flatMap((approver) => (approver.kind === 'second-person' ? [approver.people] : []));
  if (lists.length === 0) return { kind: 'responsible' };
  const named = lists.filter((people) => people.length > 0);
  const [first = [], ...others] = named;
  const people = first.filter((person) => others.every((list) => list.includes(person)));
  return { kind: 'second-person', people: named.length > 0 && people.length === 0 ? [nobody] : people };
};

/** Who wants to decide, as she stands at that moment. */
export interface Decider {
  readonly subjectId: string;
  /** Holds the permission set SMART AGENTS APPROVER. */
  readonly mayApprove: boolean;
  /** It is her authority that is used. */
  readonly isRequester: boolean;
  readonly isResponsible: boolean;
  /** She edited it to more than was asked for; not known of decisions before proposals could be edited. */
  readonly hasRaised?: boolean;
  /** Her own rights in the ERP let her see every record the change rests on. */
  readonly mayReadRecords: boolean;
}

/** Why a person may not decide, in a sentence; null where she may. */
export const approverObstacle = (required: RequiredApprover, decider: Decider): string | null => {
  if (!decider.mayReadRecords) return 'It rests on records that you may not see in the ERP, so you cannot decide on it.';
  if (decider.hasRaised === true) return 'You changed it to more than was asked for, so somebody else has to decide on it.';
  if (required.kind === 'responsible') return decider.isResponsible ? null : 'Somebody else is asked to decide on this.';
  if (decider.isRequester) return 'A second person has to decide on this: it was asked for in your name.';
  if (!decider.mayApprove) return 'Deciding for others needs the permission set SMART AGENTS APPROVER.';
  return required.people.length === 0 || required.people.includes(decider.subjectId) ? null : 'Other people are named to decide on this.';
};

const because = (when: ApprovalTrigger): string => {
  switch (when.kind) {
    case 'always':
      return 'asks every time';
    case 'condition':
      return `asks where "${when.condition}" holds`;
    case 'amount-above':
      return `asks above ${when.amount} ${when.currency}`;
  }
};

/** Whether a proposal is shown to a person as one that waits for her. */
export const isAsked = (required: RequiredApprover, person: Omit<Decider, 'mayReadRecords'>): boolean =>
  approverObstacle(required, { ...person, mayReadRecords: true }) === null;

const mayApprove = (amounts: ApprovalLimitKind, limit: string | null, currency: string): string =>
  `may approve ${amounts} amounts ${limit === null ? 'of any size' : `up to ${money(limit)} ${currency}`}`;

const inSetup = (approver: SetupApprover, stake: Stake | null): string => {
  const answer = setupAnswer(approver, stake);
  if (answer.kind === 'nobody') return `; ${answer.why}, so a person whom the rule names decides`;
  const { currency } = answer;
  const own = `; whoever asks ${mayApprove(approver.amounts, answer.own, currency)} in the ERP`;
  return answer.kind === 'within'
    ? `${own}, so no second person decides`
    : `${own}, and this is more, so her approver there decides, who ${mayApprove(approver.amounts, answer.theirs, currency)}`;
};

const whoDecides = (approver: RuleApprover, stake: Stake | null): string => {
  switch (approver.kind) {
    case 'responsible':
      return '';
    case 'second-person':
      return '; a second person decides';
    case 'approval-user-setup':
      return inSetup(approver, stake);
  }
};

/** Why a rule asks about what is at stake, and who decides, in a sentence for people that names nobody. */
export const ruleMessage = ({ name, when, approver }: MatchedRule, stake: Stake | null): string =>
  `The rule "${name}" ${because(when)}${whoDecides(approver, stake)}.`;
