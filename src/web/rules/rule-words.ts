import type { ApprovalRuleView } from '../../contracts/approval-rules.ts';
import { everyAction } from '../../domain/delegation.ts';
import { amount, inWords } from '../shared/format.ts';

/** Actions by their names: `Every action`, or `Create purchase order draft, Read vendor`. */
export const actionsWords = (actions: readonly string[]): string =>
  actions.includes(everyAction) ? 'Every action' : actions.map(inWords).join(', ');

/** When a rule asks. */
export const whenWords = ({ when }: Pick<ApprovalRuleView, 'when'>): string => {
  switch (when.kind) {
    case 'always':
      return 'Every time';
    case 'amount-above':
      return `Above ${amount(when.amount)} ${when.currency}`;
    case 'condition':
      return `Where "${when.condition}" holds`;
  }
};

const namesOf = (people: readonly { readonly name: string }[]): string => people.map(({ name }) => name).join(', ');

/** Who decides. */
export const approverWords = ({ approver }: Pick<ApprovalRuleView, 'approver'>): string => {
  switch (approver.kind) {
    case 'responsible':
      return 'The responsible user';
    case 'second-person':
      return `A second person: ${approver.people.length === 0 ? 'anyone who may approve' : namesOf(approver.people)}`;
    case 'approval-user-setup':
      return `By the ERP's approval user setup, ${approver.amounts} amounts; where it names nobody, ${approver.otherwise.length === 0 ? 'it is refused' : namesOf(approver.otherwise)}`;
  }
};
