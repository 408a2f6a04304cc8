import type { ToolCallFacts } from './tool-call-facts.ts';

/** The facts of an approval as rule set 1 kept them. */
interface FirstApprovalFacts {
  readonly approverMayDecide: boolean;
}

/**
 * The facts on a log row, as the rules of today read them; rows of earlier rule sets get what those did not know.
 * Deciding on them gives the decision that the row tells.
 */
export const storedFacts = (text: string): ToolCallFacts => {
  const stored = JSON.parse(text) as ToolCallFacts | FirstFacts;
  if (stored.ruleSet === 2) return stored;
  const { approval, ...facts } = stored;
  return { ...facts, ruleSet: 2, stake: null, limits: [], rules: [], approval: approval && withDecider(approval) };
};

type FirstFacts = Omit<ToolCallFacts, 'ruleSet' | 'stake' | 'limits' | 'rules' | 'approval'> & {
  readonly ruleSet: 1;
  readonly approval: (Omit<NonNullable<ToolCallFacts['approval']>, 'decider'> & FirstApprovalFacts) | null;
};

const withDecider = ({ approverMayDecide, ...approval }: NonNullable<FirstFacts['approval']>): NonNullable<ToolCallFacts['approval']> => ({
  ...approval,
  decider: { subjectId: '', mayApprove: false, isRequester: approverMayDecide, isResponsible: approverMayDecide, mayReadRecords: true },
});
