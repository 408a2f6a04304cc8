/* What customers' own agents have done: once for each key, under a delegation, through the gateway. */
export { ActionRequests } from './action-requests.ts';
export { AgentActions, delegationOf, type AgentActionParts, type GivenAnswer } from './agent-actions.ts';
export { BusyRuns } from './busy-runs.ts';
export { idempotencyKey } from './idempotency-key.ts';
export { OfferedActions, type Offer, type OfferedCompany } from './offered-actions.ts';
export { OutsideRuns } from './outside-runs.ts';
export { OutsideScopes } from './outside-scopes.ts';
export { agentActionRoutes } from './routes.ts';
export { RunViews } from './run-view.ts';
export { Withdrawals } from './withdrawals.ts';
