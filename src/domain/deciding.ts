import { isAsked, type Decider, type RequiredApprover } from './approval-rule.ts';

/**
 * What a person may do with a proposal that waits. Whoever is asked rejects it; whoever asked, or answers for what is
 * asked in her name, takes it back. The two are never mixed up: a withdrawal says nothing of what the approver thinks
 * of it. Confirming is weighed with everything else that a commit is weighed with.
 */

/** What may be decided on a proposal. */
export const proposalDecisions = ['confirm', 'reject', 'withdraw'] as const;
export type ProposalDecisionKind = (typeof proposalDecisions)[number];

/** A person before a proposal, without the question of which records she may see. */
export type Standing = Omit<Decider, 'mayReadRecords'>;

const obstacles = {
  notHerOwn: 'It was not asked for in your name, so it is not yours to withdraw.',
  somebodyElse: 'Somebody else is asked to decide on this.',
  notAsked: 'You are not asked to decide on this.',
} as const;

/** Why somebody may not do it, and what would help. */
export interface DecidingObstacle {
  readonly message: (typeof obstacles)[keyof typeof obstacles];
  readonly remedy: string;
}

/** Whether a proposal is a person's to take back: it is her authority that is used, or she answers for it. */
export const mayWithdraw = ({ isRequester, isResponsible }: Standing): boolean => isRequester || isResponsible;

/** What stands against ending a proposal this way; null where nothing does. */
export const closingObstacle = (
  decision: Exclude<ProposalDecisionKind, 'confirm'>,
  required: RequiredApprover,
  person: Standing,
): DecidingObstacle | null => {
  if (decision === 'withdraw') {
    return mayWithdraw(person) ? null : { message: obstacles.notHerOwn, remedy: 'Reject it instead.' };
  }
  if (isAsked(required, person)) return null;
  return mayWithdraw(person)
    ? { message: obstacles.somebodyElse, remedy: 'Withdraw it instead.' }
    : { message: obstacles.notAsked, remedy: 'Leave it to those who are.' };
};
