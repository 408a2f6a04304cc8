import type { CallScope } from './call-scope.ts';

/** A question of one agent to another, within a turn. */
export interface AgentQuestion {
  readonly agentId: string;
  readonly question: string;
  /** The call that asks. */
  readonly callId: string;
}

/** A change that the agent proposed while it answered. */
export interface ProposedWithin {
  readonly toolCallId: string;
  readonly approvalId: string;
  readonly tool: string;
  readonly title: string;
}

/** What came of a question. */
export interface AgentAnswer {
  readonly kind: 'answered' | 'failed' | 'cancelled';
  readonly agentName: string;
  /** The answer, or why there is none. */
  readonly text: string;
  readonly remedy: string | null;
  readonly proposals: readonly ProposedWithin[];
  readonly mayBePartial: boolean;
  readonly truncated: boolean;
}

/** Lets another agent answer, in the same turn, for the same user, under the same execution. */
export interface AskedAgents {
  ask(asking: CallScope, question: AgentQuestion): Promise<AgentAnswer>;
}
