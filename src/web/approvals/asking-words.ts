import type { ApprovalOverview } from '../../contracts/approvals.ts';
import type { ProposalDecisionKind } from '../../domain/deciding.ts';

/** What the words about who asked and who decides are made from. */
export type Asking = Pick<ApprovalOverview, 'requestedBy' | 'approver' | 'mayDecide' | 'mayWithdraw'>;

/** Names as a choice: `Ben Okafor`, `Ben Okafor or Marta Lindqvist`. */
const oneOf = (people: readonly string[]): string =>
  people.length < 2 ? people.join('') : `${people.slice(0, -1).join(', ')} or ${people.at(-1) ?? ''}`;

/** Who decides, in words; `viewer` is who looks, by the name that proposals carry. */
export const deciderWords = ({ approver }: Pick<Asking, 'approver'>, viewer: string): string => {
  const named = oneOf(approver.people.map((name) => (name === viewer ? 'you' : name)));
  if (approver.kind === 'responsible') return named;
  return `a second person: ${named === '' ? 'anyone who may approve' : named}`;
};

/** For whom a proposal waits, as its tag says. */
export const waitsForWords = ({ mayDecide }: Pick<Asking, 'mayDecide'>): string => (mayDecide ? 'Waits for you' : 'Waits for others');

/** Whom a proposal waits for that somebody else decides on, in a sentence. */
export const waitingSentence = (asking: Asking, viewer: string): string => `Waits for ${deciderWords(asking, viewer)}`;

/** Who asked, and who decides, in one line. */
export const askedByWords = (asking: Asking, viewer: string): string =>
  `Asked for by ${asking.requestedBy === viewer ? 'you' : asking.requestedBy}, decided by ${deciderWords(asking, viewer)}`;

/** What a person can do with a proposal that waits, in the order of the buttons. */
export const choicesOf = ({ mayDecide, mayWithdraw }: Pick<Asking, 'mayDecide' | 'mayWithdraw'>): readonly ProposalDecisionKind[] => [
  ...(mayDecide ? (['confirm', 'reject'] as const) : []),
  ...(mayWithdraw ? (['withdraw'] as const) : []),
];
