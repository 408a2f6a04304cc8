import { credentialState, decideToken, type NamedDelegation } from '../../domain/agent-token.ts';
import type { MachineClient, MachineClients, MachineGrant, MachineTokenRequest } from '../../identity-provider/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { JWK } from 'jose';
import type { Settings } from '../settings/index.ts';
import type { CredentialRow, CredentialStore } from './credential-store.ts';
import { delegationShape, delegationType, namedDelegation } from './named-delegation.ts';
import { isSecretOf, prefixOf } from './secret.ts';

/** What the clients are told from. */
export interface AgentClientParts {
  readonly store: CredentialStore;
  readonly settings: Settings;
  readonly clock: Clock;
}

const clientOf = (rows: readonly CredentialRow[]): MachineClient | undefined => {
  const [first] = rows;
  if (!first) return undefined;
  return {
    clientId: first.clientId,
    name: first.agentId,
    proof: first.kind === 'key' ? 'key' : 'secret',
    keys: rows.flatMap(({ id, publicKey }) => (publicKey === null ? [] : [{ credential: id, jwk: JSON.parse(publicKey) as JWK }])),
  };
};

/** External agents as OAuth clients: found by their live credentials, and given what the rules in the domain allow. */
export class AgentClients implements MachineClients {
  constructor(private readonly parts: AgentClientParts) {}

  async find(clientId: string): Promise<MachineClient | undefined> {
    return clientOf(await this.#live(clientId));
  }

  async credentialOfSecret(clientId: string, secret: string): Promise<string | undefined> {
    const row = (await this.#live(clientId)).find(({ secretPrefix }) => secretPrefix === prefixOf(secret));
    return row?.secretHash && (await isSecretOf(secret, row.secretHash)) ? row.id : undefined;
  }

  async grant(request: MachineTokenRequest): Promise<MachineGrant> {
    const row = (await this.#live(request.clientId)).find(({ id }) => id === request.credential);
    if (!row) return { kind: 'refused', error: 'unauthorized_client', reason: 'The credential ended meanwhile.' };
    const named = namedDelegation(request.details);
    if (named === undefined) return { kind: 'refused', error: 'invalid_authorization_details', reason: delegationShape };
    const { agents } = await this.parts.settings.current(row.tenantId);
    const delegation = await this.#standing(row, named);
    const decision = decideToken({ agent: agents.get(row.agentId) ?? null, requested: request.scopes, delegation });
    if (decision.kind === 'refused') return decision;
    await this.parts.store.used(row.id, this.#now());
    return {
      kind: 'granted',
      scopes: decision.scopes,
      claims: { tid: row.tenantId, agent_id: row.agentId, credential_id: row.id },
      details: named === null ? [] : [{ type: delegationType, identifier: named }],
    };
  }

  async #standing({ tenantId, agentId }: CredentialRow, named: string | null): Promise<NamedDelegation> {
    if (named === null) return 'none';
    const inForce = await this.parts.store.delegations(tenantId, agentId, this.#now());
    return inForce.some(({ id }) => id === named) ? 'usable' : 'unusable';
  }

  async #live(clientId: string): Promise<readonly CredentialRow[]> {
    const now = this.#now();
    return (await this.parts.store.ofClient(clientId)).filter((row) => credentialState(row, now) === 'live');
  }

  #now(): string {
    return this.parts.clock.now().toISOString();
  }
}
