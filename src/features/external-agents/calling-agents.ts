import type { CallingAgentView } from '../../contracts/agent-api.ts';
import { agentObstacle, credentialObstacle, credentialState } from '../../domain/agent-token.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { Settings, TenantSettings } from '../settings/index.ts';
import type { CredentialRow, CredentialStore } from './credential-store.ts';
import type { TokenClaims } from './token-claims.ts';

/** An external agent that was let in: who it is, and what its token is bound to. */
export interface ExternalAgent {
  readonly tenantId: string;
  readonly agentId: string;
  readonly clientId: string;
  /** Null where another issuer checked it. */
  readonly credentialId: string | null;
  /** The delegation the token is bound to. With another issuer's token, which cannot name one, it is null and the request says which. */
  readonly delegationId: string | null;
  readonly scopes: readonly string[];
}

/** What comes of looking up who a token's bearer is now. */
export type Standing =
  | { readonly kind: 'admitted'; readonly agent: ExternalAgent; readonly requestsPerMinute: number }
  | { readonly kind: 'refused'; readonly reason: string };

/** What the standing is looked up in. */
export interface CallingAgentParts {
  readonly store: CredentialStore;
  readonly settings: Settings;
  readonly clock: Clock;
}

const refused = (reason: string): Standing => ({ kind: 'refused', reason });

/** Agents as they stand at this moment, whatever their token said when it was issued. */
export class CallingAgents {
  constructor(private readonly parts: CallingAgentParts) {}

  /** Whether the bearer of these claims is heard now: its agent is active and its credential neither revoked nor expired. */
  async standing(claims: TokenClaims): Promise<Standing> {
    const { tenantId, clientId } = claims;
    const settings = await this.#settings(tenantId);
    if (!settings) return refused('There is no such organisation.');
    const agentId = claims.agentId ?? (await this.parts.store.agentOfApplication(tenantId, clientId));
    const obstacle = (await this.#credentialObstacle(claims)) ?? agentObstacle(settings.agents.get(agentId ?? '') ?? null);
    if (agentId === null || obstacle !== null) return refused(obstacle ?? 'There is no such agent.');
    const { credentialId, delegationId, scopes } = claims;
    return {
      kind: 'admitted',
      agent: { tenantId, agentId, clientId, credentialId, delegationId, scopes },
      requestsPerMinute: settings.setup.agentRequestsPerMinute,
    };
  }

  /** Who an agent is, in its own organisation's words. Throws `not_found` where it is gone meanwhile. */
  async describe({ tenantId, agentId, clientId, credentialId, delegationId, scopes }: ExternalAgent): Promise<CallingAgentView> {
    const { store, settings, clock } = this.parts;
    const agent = (await settings.current(tenantId)).agents.get(agentId);
    if (!agent) throw notFound('agent');
    const credential = credentialId === null ? null : await store.find(tenantId, credentialId);
    const delegations = await store.delegations(tenantId, agentId, clock.now().toISOString());
    return {
      agent: { id: agent.id, name: agent.name, description: agent.description, lifecycle: agent.lifecycle, version: agent.current.number },
      tenant: { id: tenantId, name: await store.tenantName(tenantId) },
      clientId,
      credential: credential && { id: credential.id, kind: credential.kind === 'key' ? 'key' : 'secret', expiresAt: credential.expiresAt },
      scopes: [...scopes],
      delegation: delegationId,
      delegations: delegations.map(({ id, workflow, actions, companies, validFrom, validTo }) => ({
        ...{ id, workflow, validFrom, validTo },
        actions: JSON.parse(actions) as string[],
        companies: JSON.parse(companies) as string[],
      })),
    };
  }

  async #credentialObstacle({ tenantId, clientId, agentId, credentialId }: TokenClaims): Promise<string | null> {
    if (credentialId === null) return null;
    const row = await this.parts.store.find(tenantId, credentialId);
    const isTheirs = (one: CredentialRow): boolean => one.clientId === clientId && one.agentId === agentId;
    return credentialObstacle(row && isTheirs(row) ? credentialState(row, this.parts.clock.now().toISOString()) : null);
  }

  /** A tenant's settings; undefined for one that was never set up. */
  async #settings(tenantId: string): Promise<TenantSettings | undefined> {
    try {
      return await this.parts.settings.current(tenantId);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'not_found') return undefined;
      throw thrown;
    }
  }
}
