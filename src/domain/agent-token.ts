import type { Lifecycle } from './agent-lifecycle.ts';

/**
 * What a customer's own agent proves itself with, and what a token of its may say. A credential counts
 * while it is neither revoked nor past its end, and only for an active external agent. A token without a
 * delegation may look around; acting needs the authority that one delegation gives, so a token for that
 * names it. All of it is asked again on every call: a token never outlives what it was issued for.
 */

/** Scopes of the agent API. `read`: who am I, what is there. `act`: have something done, under the token's delegation. */
export const agentScopes = { read: 'agent.read', act: 'agent.act' } as const;
export type AgentScope = (typeof agentScopes)[keyof typeof agentScopes];

/** How a credential stands. */
export type CredentialState = 'live' | 'expired' | 'revoked';

/** The state of a credential at an instant; both ISO 8601 in UTC. From its end on it is expired. */
export const credentialState = (credential: { readonly expiresAt: string; readonly revokedAt: string | null }, now: string): CredentialState => {
  if (credential.revokedAt !== null) return 'revoked';
  return credential.expiresAt <= now ? 'expired' : 'live';
};

/** What is known of the agent behind a credential; null: there is none in the tenant. */
export type CallingAgent = { readonly kind: string; readonly lifecycle: Lifecycle } | null;

/** Why this agent is not heard at all, in a sentence; null where it is. */
export const agentObstacle = (agent: CallingAgent): string | null => {
  if (agent === null) return 'There is no such agent.';
  if (agent.kind !== 'external') return 'The agent works in the panel only.';
  return agent.lifecycle === 'active' ? null : `The agent is ${agent.lifecycle}.`;
};

/** Why a credential is not taken, in a sentence; null where it is. */
export const credentialObstacle = (state: CredentialState | null): string | null => {
  if (state === null) return 'The credential is not known.';
  return state === 'live' ? null : `The credential is ${state}.`;
};

/** How a delegation that a request names stands. */
export type NamedDelegation = 'usable' | 'unusable' | 'none';

/** What a token request is decided on. */
export interface TokenFacts {
  readonly agent: CallingAgent;
  /** The scopes asked for; empty: whatever there is. */
  readonly requested: readonly string[];
  readonly delegation: NamedDelegation;
}

/** What comes of a token request, with OAuth's error codes (RFC 6749, 5.2; RFC 9396, 5). */
export type TokenDecision =
  | { readonly kind: 'granted'; readonly scopes: readonly AgentScope[] }
  | {
      readonly kind: 'refused';
      readonly error: 'unauthorized_client' | 'invalid_scope' | 'invalid_authorization_details';
      readonly reason: string;
    };

const isScope = (scope: string): scope is AgentScope => scope === agentScopes.read || scope === agentScopes.act;

/** Decides a token request of an agent that has proved itself. */
export const decideToken = ({ agent, requested, delegation }: TokenFacts): TokenDecision => {
  const obstacle = agentObstacle(agent);
  if (obstacle !== null) return { kind: 'refused', error: 'unauthorized_client', reason: obstacle };
  if (delegation === 'unusable') {
    return { kind: 'refused', error: 'invalid_authorization_details', reason: 'The delegation does not exist, is not this agent’s, or has ended.' };
  }
  const available: readonly AgentScope[] = delegation === 'usable' ? [agentScopes.read, agentScopes.act] : [agentScopes.read];
  const unknown = requested.find((scope) => !isScope(scope));
  if (unknown !== undefined) return { kind: 'refused', error: 'invalid_scope', reason: `The scopes are ${agentScopes.read} and ${agentScopes.act}.` };
  const scopes = available.filter((scope) => requested.length === 0 || requested.includes(scope));
  return scopes.length < new Set(requested).size
    ? { kind: 'refused', error: 'invalid_scope', reason: `${agentScopes.act} needs a delegation, named in authorization_details.` }
    : { kind: 'granted', scopes };
};
