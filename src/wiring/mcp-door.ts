import type { Router } from 'express';
import { OfferedActions } from '../features/agent-actions/index.ts';
import { assertNamesAreFree, mcpRouter, OpenCalls, ToolCalls } from '../features/mcp/index.ts';
import { randomIds } from '../kernel/ids.ts';
import { agentActing, type AuthorityWiring } from './authority.ts';
import type { ExternalAgents } from './external-agents.ts';

/** What the MCP door is wired to. */
export interface McpDoorWiring extends Pick<AuthorityWiring, 'core' | 'ids' | 'companiesUnder'> {
  readonly externalAgents: ExternalAgents;
  readonly publicUrl: string;
}

/** Serves `/mcp`: the same actions as the agent API, for clients that speak MCP. Ahead of sessions and body parsers. */
export const mcpDoor = (wiring: McpDoorWiring): Router => {
  const { core, companiesUnder, externalAgents, publicUrl } = wiring;
  const { settings, delegations, tools, programVersion } = core.parts;
  const { database, scopes, clock } = core.outside;
  assertNamesAreFree(tools.list);
  const offers = new OfferedActions({ database, settings, delegations, scopes, tools, clock, companiesOf: companiesUnder });
  return mcpRouter({
    calls: new ToolCalls({ offers, ...agentActing(wiring) }),
    open: new OpenCalls(),
    noteMissing: (missed) => core.missed.note(missed),
    guard: externalAgents.guard,
    scopeGuard: externalAgents.scopeGuard,
    // The program's name is told beside it.
    version: programVersion.split(' ').at(-1) ?? programVersion,
    ...{ publicUrl, ids: randomIds, tracing: core.parts.tracing },
  });
};
