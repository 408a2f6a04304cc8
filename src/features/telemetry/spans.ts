import type { Attributes, SpanSpec } from '../../kernel/telemetry.ts';

/*
 * Spans as OpenTelemetry's GenAI conventions name them (open-telemetry/semantic-conventions-genai, `invoke_agent`,
 * `chat`, `execute_tool`). What the conventions have no word for is named `smart_agents.…`.
 */

/** Who acts, for whom, in which run: ids, and the name an admin gave the agent. */
export interface ActingAgent {
  readonly tenantId: string;
  readonly agentId: string;
  readonly agentName: string;
  readonly version: { readonly id: string };
  readonly sessionId: string | null;
  readonly turnId: string | null;
  readonly execution: { readonly id: string; readonly reference: string };
}

const whereOf = (agent: ActingAgent): Attributes => ({
  'gen_ai.agent.id': agent.agentId,
  'gen_ai.conversation.id': agent.sessionId ?? undefined,
  'smart_agents.tenant.id': agent.tenantId,
  'smart_agents.execution.reference': agent.execution.reference,
});

/** An agent at work: a turn, or its answer to another agent. */
export const invokeAgentSpan = (agent: ActingAgent, model: string): SpanSpec => ({
  name: `invoke_agent ${agent.agentName}`,
  attributes: {
    'gen_ai.operation.name': 'invoke_agent',
    'gen_ai.agent.name': agent.agentName,
    'gen_ai.agent.version': agent.version.id,
    'gen_ai.request.model': model,
    'smart_agents.turn.id': agent.turnId ?? undefined,
    ...whereOf(agent),
  },
});

/** One question to a model. */
export const chatSpan = (asked: { readonly model: string; readonly provider: string }): SpanSpec => ({
  name: `chat ${asked.model}`,
  kind: 'client',
  attributes: { 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': asked.model, 'gen_ai.provider.name': asked.provider },
});

/** Stands for the name of a tool that is none: a model made it up, and may have put anything there. */
export const unknownTool = 'unknown_tool';

/** One tool call on its way through the gateway. `link`: the call that proposed it, where a person confirms it later. */
export const executeToolSpan = (
  agent: ActingAgent,
  call: { readonly tool: string | undefined; readonly callId: string; readonly link?: string | undefined },
): SpanSpec => {
  const tool = call.tool ?? unknownTool;
  return {
    name: `execute_tool ${tool}`,
    link: call.link,
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': tool,
      'gen_ai.tool.type': 'function',
      'gen_ai.tool.call.id': call.callId,
      'gen_ai.agent.name': agent.agentName,
      ...whereOf(agent),
    },
  };
};

/** Outcomes that are nobody's fault, so that no span is marked as failed for them. */
const expected: ReadonlySet<string> = new Set([
  ...['ok', 'answered', 'prepared', 'awaiting_approval', 'committed', 'refused', 'denied', 'replayed'],
  ...['cancelled', 'rejected', 'moved', 'expired', 'withdrawn', 'already_decided'],
]);

/** How a call ended, and the kind of its error where it failed. */
export const endAttributes = (outcome: string, layer: string | null): Attributes => ({
  'smart_agents.outcome': outcome,
  'smart_agents.layer': layer ?? undefined,
  'error.type': expected.has(outcome) ? undefined : outcome,
});
