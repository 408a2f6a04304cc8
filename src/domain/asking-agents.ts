import type { Basis, ToolCallFacts } from './tool-call-facts.ts';

/**
 * When one agent may ask another. The one that is asked works for the same user with the stricter autonomy of all; it is
 * never wider than the delegation. Who asked must still stand while the other works, nobody is asked by whom it asked,
 * and a question goes through two agents at most. A link to asking may name the agents that may be asked: one that names none in
 * particular leaves it to the user's own list, one with an empty list lets nobody be asked. Of several links each has to name it.
 */

/** So many agents may stand between the user's agent and one that is asked, itself included. */
export const maxAgentDepth = 2;

/** Whether a link lets an agent be asked: it names its id, or the key of its template. `named` left out: any. */
export const namesAgent = (named: readonly string[] | undefined, agent: { readonly id: string; readonly templateKey: string | undefined }): boolean =>
  named === undefined || named.includes(agent.id) || (agent.templateKey !== undefined && named.includes(agent.templateKey));

/** A reason against, and what would help. */
interface Objection {
  readonly basis: Basis;
  readonly remedy: string;
}

const objection = (rule: string, setting: string, message: string, remedy: string): Objection => ({
  basis: { layer: 'agent', rule, setting, message },
  remedy,
});

/** Whoever asked may still act for this user, and may still ask. */
export const askingAgentsStand = ({ agent }: ToolCallFacts): Objection | null => {
  const isStanding = (agent.parents ?? []).every((parent) => parent.lifecycle === 'active' && parent.userMayUse && parent.mayAsk);
  return isStanding
    ? null
    : objection(
        'asking-agent-stopped',
        'agent that asked',
        'The agent that asked this one may not act or ask any more.',
        'Ask an admin about the agent that asked, or talk to this agent directly.',
      );
};

/** The agent that is to be asked can be, and the question does not go round in a circle or too far. */
export const mayAskAgent = ({ agent, call }: ToolCallFacts): Objection | null => {
  if (call.asks === undefined) return null;
  const parents = agent.parents ?? [];
  if (parents.length >= maxAgentDepth) {
    return objection(
      'agent-depth',
      'agents that ask agents',
      `A question goes through ${maxAgentDepth} agents at most.`,
      'Answer with what you have, or let the user talk to that agent directly.',
    );
  }
  const { agentId, isAvailable, notNamedBy } = call.asks;
  if (agentId !== null && (agentId === agent.id || parents.some((parent) => parent.agentId === agentId))) {
    return objection(
      'agent-cycle',
      'agents that ask agents',
      'This agent is part of the question already, so it cannot be asked.',
      'Answer with what you have.',
    );
  }
  if (!isAvailable) return unknownAgent;
  return notNamedBy === undefined ? null : notNamed(notNamedBy);
};

const notNamed = (setting: string): Objection => ({
  basis: { layer: 'tool-scoping', rule: 'agent-not-named', setting, message: 'This agent may ask others, but not this one.' },
  remedy: 'Answer with what you have, or have an admin name that agent on the link to this tool.',
});

const unknownAgent = objection(
  'asked-agent-unavailable',
  'agent allow list',
  'There is no active agent of that name that this user may use.',
  'Use one of the names you were given, or have an admin add the user to that agent.',
);
