import type { ApprovalRuleInput, ApprovalRuleView } from '../../contracts/approval-rules.ts';
import { everyAction } from '../../domain/delegation.ts';

/** A rule while it is written: what is typed for one choice is kept when another is looked at. */
export interface RuleDraft {
  readonly name: string;
  readonly actions: readonly string[];
  readonly when: ApprovalRuleInput['when']['kind'];
  readonly amount: string;
  readonly currency: string;
  readonly condition: string;
  readonly approver: ApprovalRuleInput['approver']['kind'];
  readonly people: readonly string[];
}

/** A rule to start from: a second person looks at large amounts. */
export const newRule: RuleDraft = {
  name: 'Large amounts',
  actions: [everyAction],
  when: 'amount-above',
  amount: '5000',
  currency: 'EUR',
  condition: '',
  approver: 'second-person',
  people: [],
};

const whenOf = ({ when, amount, currency, condition }: RuleDraft): ApprovalRuleInput['when'] => {
  switch (when) {
    case 'always':
      return { kind: when };
    case 'amount-above':
      return { kind: when, amount: amount.trim(), currency: currency.trim() };
    case 'condition':
      return { kind: when, condition };
  }
};

/** The rule as it is sent. */
export const ruleOf = (draft: RuleDraft): ApprovalRuleInput => ({
  name: draft.name.trim(),
  actions: [...draft.actions],
  when: whenOf(draft),
  approver: draft.approver === 'responsible' ? { kind: draft.approver } : { kind: draft.approver, people: [...draft.people] },
});

/** A rule that stands, to be changed. */
export const draftOf = ({ name, actions, when, approver }: ApprovalRuleView): RuleDraft => ({
  ...newRule,
  ...{ name, actions, when: when.kind, approver: approver.kind },
  ...(when.kind === 'amount-above' ? { amount: when.amount, currency: when.currency } : {}),
  ...(when.kind === 'condition' ? { condition: when.condition } : {}),
  people: approver.kind === 'second-person' ? approver.people.map(({ oid }) => oid) : [],
});

/** Whether everything that the choices need is there; what it says is checked by the server. */
export const isWholeRule = ({ name, actions, when, amount, currency, condition }: RuleDraft): boolean => {
  if (name.trim() === '' || actions.length === 0) return false;
  if (when === 'amount-above') return amount.trim() !== '' && currency.trim() !== '';
  return when === 'always' || condition !== '';
};
