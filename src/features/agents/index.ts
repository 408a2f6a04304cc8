/* Agents: registered, configured, shared and moved along their lifecycle by admins. */
export { newAgentWrites, type NewAgent } from './agent-rows.ts';
export { AgentStore } from './agent-store.ts';
export { Agents, type AgentParts } from './agents.ts';
export { People } from './people.ts';
export { agentRoutes, type AgentRouteParts } from './routes.ts';
