export { agentCredits, periodBegin, type AgentCredits } from './agent-credits.ts';
