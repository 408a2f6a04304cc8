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

/** Who decides. */
export const approverWords = ({ approver }: Pick<ApprovalRuleView, 'approver'>): string => {
  if (approver.kind === 'responsible') return 'The responsible user';
  return `A second person: ${approver.people.length === 0 ? 'anyone who may approve' : approver.people.map(({ name }) => name).join(', ')}`;
};
