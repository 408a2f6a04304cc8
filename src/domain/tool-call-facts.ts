import type { Lifecycle } from './agent-lifecycle.ts';
import type { Decider, MatchedRule } from './approval-rule.ts';
import type { BudgetFacts } from './budget.ts';
import type { LimitFacts } from './delegation.ts';
import type { DelegationState } from './delegation-standing.ts';
import type { Stake } from './stake.ts';
import type { Autonomy, Commitment, Operation, Phase } from './vocabulary.ts';

/** What the decision on a tool call depends on. Values only; the rules are beside it. */

/** The layers a call passes, in the order in which they are asked. */
export const layers = [
  'turn',
  'tool-scoping',
  'arguments',
  'agent',
  'tool-config',
  'delegation',
  'budget',
  'autonomy',
  'policy',
  'trust',
  'approval',
  'effect',
] as const;
export type Layer = (typeof layers)[number];

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

/** An agent that asked the one at hand, directly or through another. */
export interface AskingAgentFacts {
  readonly agentId: string;
  /** The version it was asked to work with, or the session's. */
  readonly versionId: string;
  readonly lifecycle: Lifecycle;
  readonly userMayUse: boolean;
  /** It is still linked to the tool by which it asked, and the tenant still has the tool. */
  readonly mayAsk: boolean;
}

/** The agent that a call asks. */
export interface AskedAgentFacts {
  /** Null where there is none of the name that was given, and where no name was given yet. */
  readonly agentId: string | null;
  /** An active one that this user may use; true where no name was given yet. */
  readonly isAvailable: boolean;
  /** Whose link does not name it; left out where each does, or names nobody in particular. */
  readonly notNamedBy?: string;
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
    /** Only of a call that asks another agent. */
    readonly asks?: AskedAgentFacts;
  };
  readonly agent: {
    /** Not known of calls before agents could ask each other. */
    readonly id?: string;
    /** Who asked it, the conversation's own agent first; left out where nobody did. */
    readonly parents?: readonly AskingAgentFacts[];
    readonly lifecycle: Lifecycle;
    /** The pinned version's, the current version's and, under a parent agent, the parent's. */
    readonly autonomies: readonly Autonomy[];
    readonly userMayUse: boolean;
    /** False where its business unit does not hold the company; not known of calls before units bound their agents. */
    readonly isInUnit?: boolean;
  };
  readonly links: readonly LinkFacts[];
  readonly config: { readonly enabled: boolean; readonly allowedOperations: readonly Operation[] } | null;
  readonly delegation: {
    readonly id: string;
    /** `delegator-inactive`: given by a service that is not active. */
    readonly state: DelegationState | 'needs-sign-in' | 'delegator-inactive';
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
  /** Free text that the tenant did not write is in the model's context (invariant 12). */
  readonly untrustedText: boolean;
  /** The fields it stood in, e.g. `supportCases.description`; not known of calls before this was observed. */
  readonly untrustedFields?: readonly string[];
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
