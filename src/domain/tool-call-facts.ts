import type { Lifecycle } from './agent-lifecycle.ts';
import type { Decider, MatchedRule } from './approval-rule.ts';
import type { BudgetFacts } from './budget.ts';
import type { LimitFacts } from './delegation.ts';
import type { Stake } from './stake.ts';
import type { Autonomy, Commitment, Operation, Phase } from './vocabulary.ts';

/** What the decision on a tool call depends on. Values only; the rules are beside it. */

/** The layers a call passes, in the order in which they are asked. */
export type Layer =
  'turn' | 'tool-scoping' | 'arguments' | 'agent' | 'tool-config' | 'delegation' | 'budget' | 'autonomy' | 'policy' | 'trust' | 'approval' | 'effect';

/** One link to the tool: of the pinned version, of the agent's current version, of its template. */
export interface LinkFacts {
  /** Whose link this is, in words. */
  readonly source: string;
  /** False where this source has no link to the tool. */
  readonly linked: boolean;
  readonly ask: boolean;
  readonly allowedOperations: readonly Operation[];
}

/** The consent at hand when a write is to be committed, or what ended the proposal instead. */
export interface ApprovalFacts {
  readonly id: string;
  readonly state: 'confirmed' | 'none' | 'rejected' | 'expired' | 'cancelled' | 'withdrawn' | 'undecryptable' | 'decided';
  readonly expiresAt: string;
  /** The outcome that was agreed to is the outcome that would happen now. */
  readonly sameOutcome: boolean;
  /** Who decided, as she stands now; null where nobody did. */
  readonly decider: Decider | null;
}

/**
 * Everything the decision depends on, as derived values; never raw arguments. Stored with the decision,
 * so that running the function again gives the same answer years later.
 */
export interface ToolCallFacts {
  /** Version of these rules. */
  readonly ruleSet: 2;
  readonly now: string;
  readonly phase: Phase;
  readonly call: {
    readonly tool: string;
    readonly known: boolean;
    readonly argumentsValid: boolean;
    readonly operation: Operation | null;
    readonly commitment: Commitment | null;
    /** Which call of the turn this is, from 1. */
    readonly ordinal: number;
    readonly maxPerTurn: number;
  };
  readonly agent: {
    readonly lifecycle: Lifecycle;
    /** The pinned version's, the current version's and, under a parent agent, the parent's. */
    readonly autonomies: readonly Autonomy[];
    readonly userMayUse: boolean;
  };
  readonly links: readonly LinkFacts[];
  readonly config: { readonly enabled: boolean; readonly allowedOperations: readonly Operation[] } | null;
  readonly delegation: {
    readonly id: string;
    readonly state: 'active' | 'revoked' | 'expired' | 'not-yet-valid' | 'needs-sign-in';
    readonly coversTool: boolean;
    readonly coversCompany: boolean;
  };
  /** What the prepared change puts at stake; null before it was prepared. */
  readonly stake: Stake | null;
  /** The amounts that the delegation bounds the change to. */
  readonly limits: readonly LimitFacts[];
  /** The approval rules that ask about the change. */
  readonly rules: readonly MatchedRule[];
  readonly executeGrant: boolean;
  /** The setup allows this binding tool on this agent to run without asking. */
  readonly bindingMayRun: boolean;
  readonly budget: BudgetFacts;
  readonly untrustedText: boolean;
  readonly approval: ApprovalFacts | null;
  readonly priorEffect: 'none' | 'pending' | 'done' | 'unknown';
}

/** Why: which layer, which rule, whose setting, and the sentence for people. */
export interface Basis {
  readonly layer: Layer;
  readonly rule: string;
  readonly setting: string;
  readonly message: string;
}
