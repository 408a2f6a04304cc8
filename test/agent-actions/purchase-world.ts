import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AgentView } from '../../src/contracts/admin.ts';
import type { NewCredential } from '../../src/contracts/agent-credentials.ts';
import type { DelegationView } from '../../src/contracts/delegations.ts';
import { alderFinchTenant, demoAccounts } from '../../src/demo/accounts.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';
import { AgentWorld, type AgentAnswer } from '../external-agents/agent-world.ts';

/** Object id of a demo person, by user name. */
export const oidOf = (userName: string): string => demoAccounts.find((account) => account.userName === userName)?.oid ?? '';

/** An external purchasing agent that Ben may delegate to, in the demo company. */
export class PurchaseWorld {
  readonly world: AgentWorld;
  readonly people: { readonly adele: SignedInClient; readonly ben: SignedInClient; readonly marta: SignedInClient };
  readonly agent: AgentView;
  readonly credential: NewCredential;
  readonly company: string;

  private constructor(made: Pick<PurchaseWorld, 'world' | 'people' | 'agent' | 'credential' | 'company'>) {
    ({ world: this.world, people: this.people, agent: this.agent, credential: this.credential, company: this.company } = made);
  }

  static async start(templateKey = 'purchase-planner', environment: Readonly<Record<string, string>> = {}): Promise<PurchaseWorld> {
    const world = await AgentWorld.startWithErp(environment);
    const [adele, ben, marta] = await Promise.all(['adele', 'ben', 'marta'].map((name) => world.signIn(`${name}@alderfinch.example`)));
    if (!adele || !ben || !marta) throw new Error('nobody signed in');
    const { value: templates } = await adele.get<{ value: { id: string; key: string }[] }>('/api/v1/admin/templates');
    const wanted = { templateId: templates.find(({ key }) => key === templateKey)?.id, name: 'Example buyer', kind: 'external' };
    const made = await adele.post<AgentView>('/api/v1/admin/agents', { ...wanted, clientApplication: 'Example Software' });
    await world.move(adele, made, 'in-review');
    await world.move(adele, made, 'active');
    const current = await adele.get<AgentView>(`/api/v1/admin/agents/${made.id}`);
    const shared = await adele.request(`/api/v1/admin/agents/${made.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ allowedUsers: [oidOf('BEN'), oidOf('MARTA')] }),
      headers: { 'content-type': 'application/json', 'if-match': `"${current.revision}"` },
    });
    if (!shared.ok) throw new Error(await shared.text());
    const company = (await ben.me()).companies[0]?.id ?? '';
    return new PurchaseWorld({ world, people: { adele, ben, marta }, agent: made, credential: await world.credential(adele, made), company });
  }

  /** What Ben gives, unless a test wants it otherwise. */
  terms(otherwise: object = {}): object {
    return {
      agentId: this.agent.id,
      workflow: 'Reordering',
      actions: ['*'],
      companies: [this.company],
      validTo: new Date(Date.now() + 86_400_000).toISOString(),
      reason: 'I am away this week.',
      ...otherwise,
    };
  }

  delegate(otherwise: object = {}, by = this.people.ben): Promise<DelegationView> {
    return by.post<DelegationView>('/api/v1/delegations', this.terms(otherwise));
  }

  /** Sets how many requests an agent may make in a minute. */
  async allowRequests(agentRequestsPerMinute: number): Promise<void> {
    const { adele } = this.people;
    const { revision } = await adele.get<{ revision: number }>('/api/v1/admin/setup');
    const changed = await adele.request('/api/v1/admin/setup', {
      method: 'PATCH',
      body: JSON.stringify({ agentRequestsPerMinute }),
      headers: { 'content-type': 'application/json', 'if-match': `"${revision}"` },
    });
    if (!changed.ok) throw new Error(await changed.text());
  }

  /** A token under a new delegation. */
  async under(otherwise: object = {}): Promise<{ delegation: DelegationView; token: string }> {
    const delegation = await this.delegate(otherwise);
    return { delegation, token: await this.world.tokenFor(this.credential, delegation.id) };
  }

  act(token: string, action: string, args: object, key: string = randomUUID()): Promise<AgentAnswer> {
    return this.world.ask(token, '/agent/v1/actions', { key, body: { action, arguments: args } });
  }

  execution(token: string, reference: string, wait = 0): Promise<AgentAnswer> {
    return this.world.ask(token, `/agent/v1/executions/${reference}?wait=${wait}`);
  }

  withdraw(token: string, reference: string, body: object = {}): Promise<AgentAnswer> {
    return this.world.ask(token, `/agent/v1/executions/${reference}/withdraw`, { body });
  }

  /** Changes a person's line in the ERP's approval user setup, in its own database. Amounts in cents. */
  setUpApproval(userId: string, changes: Readonly<Record<string, string | number>>): void {
    const db = new Database(join(this.world.folder, `erp-${alderFinchTenant}.sqlite`), { timeout: 5000 });
    try {
      const set = Object.keys(changes).map((column) => `"${column}" = @${column}`);
      db.prepare(`UPDATE UserSetup SET systemRowVersion = systemRowVersion + 1, ${set.join(', ')} WHERE "userId" = @userId`).run({
        ...changes,
        userId,
      });
    } finally {
      db.close();
    }
  }

  stop(): Promise<void> {
    return this.world.stop();
  }
}
