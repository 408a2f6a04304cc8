import type { ChangedThing } from '../change-log/index.ts';
import type { Settings } from '../settings/index.ts';

/** Whoever has credentials: an external agent, or a log reader. */
export interface CredentialHolder {
  readonly id: string;
  readonly name: string;
  /** What it is in the change log. */
  readonly entity: ChangedThing['entity'];
  /** Why it gets no new credentials; null where it does. */
  readonly obstacle: { readonly message: string; readonly remedy: string } | null;
}

/** Where the holders of one kind are found. */
export interface CredentialHolders {
  /** What one is called: `agent`. */
  readonly what: string;
  /** One of a tenant, or null. */
  find(tenantId: string, id: string): Promise<CredentialHolder | null>;
}

const obstacleOf = ({ kind, lifecycle }: { readonly kind: string; readonly lifecycle: string }): CredentialHolder['obstacle'] => {
  if (kind !== 'external')
    return {
      message: 'This agent works in the panel, for people who are signed in.',
      remedy: 'Register an external agent for software of your own.',
    };
  return lifecycle === 'retired' ? { message: 'A retired agent gets no credentials.', remedy: 'Register a new agent.' } : null;
};

/** Agents as holders of credentials; only external ones that are not retired get new ones. */
export const agentHolders = (settings: Settings): CredentialHolders => ({
  what: 'agent',
  find: async (tenantId, id) => {
    const agent = (await settings.current(tenantId)).agents.get(id);
    return agent ? { id: agent.id, name: agent.name, entity: 'agent', obstacle: obstacleOf(agent) } : null;
  },
});
