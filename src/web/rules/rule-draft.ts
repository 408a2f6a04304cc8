import type { ApprovalRuleInput, ApprovalRuleView } from '../../contracts/approval-rules.ts';
import type { ApprovalLimitKind } from '../../domain/approval-setup.ts';
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
  /** Which limits of the ERP's approval user setup count, and who decides where it names nobody. */
  readonly amounts: ApprovalLimitKind;
  readonly otherwise: readonly string[];
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
  amounts: 'purchase',
  otherwise: [],
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

const approverOf = ({ approver, people, amounts, otherwise }: RuleDraft): ApprovalRuleInput['approver'] => {
  switch (approver) {
    case 'responsible':
      return { kind: approver };
    case 'second-person':
      return { kind: approver, people: [...people] };
    case 'approval-user-setup':
      return { kind: approver, amounts, otherwise: [...otherwise] };
  }
};

/** The rule as it is sent. */
export const ruleOf = (draft: RuleDraft): ApprovalRuleInput => ({
  name: draft.name.trim(),
  actions: [...draft.actions],
  when: whenOf(draft),
  approver: approverOf(draft),
});

const oidsOf = (people: readonly { readonly oid: string }[]): string[] => people.map(({ oid }) => oid);

/** A rule that stands, to be changed. */
export const draftOf = ({ name, actions, when, approver }: ApprovalRuleView): RuleDraft => ({
  ...newRule,
  ...{ name, actions, when: when.kind, approver: approver.kind },
  ...(when.kind === 'amount-above' ? { amount: when.amount, currency: when.currency } : {}),
  ...(when.kind === 'condition' ? { condition: when.condition } : {}),
  people: approver.kind === 'second-person' ? oidsOf(approver.people) : [],
  ...(approver.kind === 'approval-user-setup' ? { amounts: approver.amounts, otherwise: oidsOf(approver.otherwise) } : {}),
});

/** Whether everything that the choices need is there; what it says is checked by the server. */
export const isWholeRule = ({ name, actions, when, amount, currency, condition }: RuleDraft): boolean => {
  if (name.trim() === '' || actions.length === 0) return false;
  if (when === 'amount-above') return amount.trim() !== '' && currency.trim() !== '';
  return when === 'always' || condition !== '';
};
