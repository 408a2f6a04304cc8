/* Agents: registered, reviewed, configured, shared and moved along their lifecycle by admins. */
export { AgentMoves } from './agent-moves.ts';
export { assistant, newAgentWrites, type NewAgent } from './agent-rows.ts';
export { AgentStore } from './agent-store.ts';
export { AgentVersions } from './agent-versions.ts';
export { Agents } from './agents.ts';
export { People } from './people.ts';
export { agentRoutes, type AgentRouteParts } from './routes.ts';
