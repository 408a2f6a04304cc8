import { canMove, lifecycleMoves, type Lifecycle } from './agent-lifecycle.ts';

/**
 * Who may move an agent along its lifecycle. Every admin may, with three conditions: what stops an agent or
 * sends it back says why; an agent is reviewed by somebody else than who registered it and who submitted it;
 * and an agent that somebody else suspended is not resumed by who owns or registered it. The last two hold
 * where the tenant has another admin; with one admin only it is done alone, and the change log says so.
 */

/** What the decision on a move depends on. People are subject ids. */
export interface MoveFacts {
  readonly from: Lifecycle;
  readonly to: Lifecycle;
  readonly mover: string;
  readonly registeredBy: string;
  readonly owner: string;
  /** Who brought the agent to where it is: in review, who submitted it; suspended, who suspended it. */
  readonly broughtHereBy: string;
  /** Everyone who is known as an admin of the tenant. */
  readonly admins: readonly string[];
  readonly hasReason: boolean;
}

/** The move happens, `alone` where it would have needed a second admin; or the rule that is against it, and who could. */
export type MoveDecision =
  | { readonly kind: 'move'; readonly alone: boolean }
  | {
      readonly kind: 'refuse';
      readonly rule: 'no-such-move' | 'needs-reason' | 'needs-reviewer' | 'suspended-by-another';
      readonly message: string;
      /** What would help, in a sentence; where `who` names people, it is they. */
      readonly remedy: string;
      /** The admins who could make this move. */
      readonly who: readonly string[];
    };

/** Whether the move has to say why: it stops the agent, or sends it back to its author. */
export const needsReason = (from: Lifecycle, to: Lifecycle): boolean =>
  to === 'suspended' || to === 'retired' || (from === 'in-review' && to === 'registered');

const isReview = ({ from, to }: MoveFacts): boolean => from === 'in-review' && to === 'active';
const isResumeOfAnothers = ({ from, to, mover, broughtHereBy }: MoveFacts): boolean =>
  from === 'suspended' && to === 'active' && broughtHereBy !== mover;

const without = (admins: readonly string[], people: readonly string[]): readonly string[] => admins.filter((admin) => !people.includes(admin));

const review = (facts: MoveFacts): MoveDecision => {
  const authors = [facts.registeredBy, facts.broughtHereBy];
  if (!authors.includes(facts.mover)) return { kind: 'move', alone: false };
  if (without(facts.admins, [facts.mover]).length === 0) return { kind: 'move', alone: true };
  const who = without(facts.admins, authors);
  return {
    kind: 'refuse',
    rule: 'needs-reviewer',
    message: 'Somebody else than who registered or submitted the agent has to review it.',
    remedy:
      who.length === 0
        ? 'Send it back; when the one who registered it submits it, the other admin can review it.'
        : 'Ask another admin to review it.',
    who,
  };
};

const resume = (facts: MoveFacts): MoveDecision => {
  const concerned = [facts.owner, facts.registeredBy];
  if (!concerned.includes(facts.mover)) return { kind: 'move', alone: false };
  const who = facts.admins.filter((admin) => admin === facts.broughtHereBy || !concerned.includes(admin));
  if (who.length === 0) return { kind: 'move', alone: true };
  return {
    kind: 'refuse',
    rule: 'suspended-by-another',
    message: 'Somebody else suspended this agent, so it is not resumed by who owns or registered it.',
    remedy: 'Ask another admin to resume it.',
    who,
  };
};

/** Whether this person may make this move now. */
export const decideMove = (facts: MoveFacts): MoveDecision => {
  const { from, to } = facts;
  if (!canMove(from, to)) {
    const moves = lifecycleMoves(from).join(' or ');
    return {
      kind: 'refuse',
      rule: 'no-such-move',
      message: `An agent that is ${from} cannot become ${to}.`,
      remedy: moves === '' ? 'A retired agent stays retired.' : `From here it can become ${moves}.`,
      who: [],
    };
  }
  if (needsReason(from, to) && !facts.hasReason)
    return { kind: 'refuse', rule: 'needs-reason', message: 'This move needs a reason.', remedy: 'Say why; it is kept in the change log.', who: [] };
  if (isReview(facts)) return review(facts);
  return isResumeOfAnothers(facts) ? resume(facts) : { kind: 'move', alone: false };
};
