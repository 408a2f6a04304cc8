import type { AgentVersion } from '../settings/index.ts';
import type { AskedAgents } from './asked-agents.ts';
import type { ModelContext } from './model-context.ts';
import type { Person, Subject } from '../subjects/index.ts';

/** An agent that asked another, with the version it works with. */
export interface AskingAgent {
  readonly agentId: string;
  readonly version: AgentVersion;
}

/** The surroundings of a tool call: whose session, which agent, which execution. Made once per turn. */
export interface CallScope {
  readonly tenantId: string;
  readonly person: Person;
  readonly subject: Subject;
  readonly company: { readonly id: string; readonly name: string };
  /** The conversation and its turn; null where an external agent acts. */
  readonly sessionId: string | null;
  readonly turnId: string | null;
  readonly execution: { readonly id: string; readonly reference: string };
  /** The node at which it is made. */
  readonly node: string;
  readonly agentId: string;
  readonly agentName: string;
  /** The version the session started with. */
  readonly version: AgentVersion;
  readonly delegationId: string;
  readonly model: string;
  /** The sign-in under which ERP tokens are obtained. */
  readonly signIn: string;
  /** False where the person is away and her sign-in has ended: nothing can be done in her name. */
  readonly hasSignIn: boolean;
  /** Aborts when the turn is cancelled. */
  readonly signal: AbortSignal;
  /** Who asked this agent, the conversation's own agent first; empty where the user did. */
  readonly parents: readonly AskingAgent[];
  /** How other agents are asked; absent where none can be. */
  readonly agents?: AskedAgents;
  /** What the model has read. */
  readonly context: ModelContext;
}

/** The surroundings of a tool call of a conversation. */
export interface ConversationScope extends CallScope {
  readonly sessionId: string;
  readonly turnId: string;
}

/** One tool call as a model asked for it. */
export interface ToolCallRequest {
  /** Server-made id of the call; joins its attempts. */
  readonly id: string;
  readonly name: string;
  /** The arguments as the model wrote them. */
  readonly argumentsText: string;
  /** Which call of the turn this is, from 1. */
  readonly ordinal: number;
  /** This call's share of the model call that asked for it. */
  readonly share: { readonly inputTokens: number; readonly outputTokens: number; readonly credits: string };
}
