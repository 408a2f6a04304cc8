/* Customers' own agents: what they prove themselves with, the tokens they get for it, and who is let in by one. */
export { AgentClients } from './agent-clients.ts';
export { CallRates } from './call-rates.ts';
export { CallingAgents, type ExternalAgent } from './calling-agents.ts';
export { agentHolders, type CredentialHolders } from './credential-holders.ts';
export { CredentialStore, type CredentialRow } from './credential-store.ts';
export { Credentials } from './credentials.ts';
export { externalAgentGuard, scopeGuard, type AgentAccess, type ExternalAgentGuard } from './external-agent-guard.ts';
export { delegationType } from './named-delegation.ts';
export { protectedResourceRoutes } from './protected-resource.ts';
export { callingAgentRoutes, credentialRoutes } from './routes.ts';
export { agentClaims, entraClaims } from './token-claims.ts';
export { agentResources, issuerKeys, resourceUrl, type AgentResource, type TokenIssuer } from './token-issuer.ts';
export { tokenVerifier, type VerifyToken } from './token-verifier.ts';
