import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { AgentView, TemplateView } from '../../src/contracts/admin.ts';
import type { ActionAnswer, AgentExecution } from '../../src/contracts/agent-actions.ts';
import type { NewCredential } from '../../src/contracts/agent-credentials.ts';
import type { DelegationView } from '../../src/contracts/delegations.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { SignedInClient, type Conversation } from '../../src/demo/signed-in-client.ts';
import { oidOf } from '../agent-actions/purchase-world.ts';
import { ProgramProcess, type KillMoment } from '../support/program-process.ts';
import { ScriptedEndpoint } from '../support/scripted-endpoint.ts';
import { copySeededErp } from '../support/seeded-erp.ts';

/** Which authority an agent has: it asks before each change, or makes it without asking. */
export type Authority = 'asks' | 'executes';

interface OutsideAgent {
  readonly credential: NewCredential;
  readonly delegationId: string;
}

/** What the agent API answered. */
export interface OutsideAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

const template = 'purchase-planner';
/** Longer than the ERP may be at a request. */
const laterMillis = 11 * 60_000;
const lookMillis = 20;

/** The built program on a folder of its own, killed and started again many times; nothing is ever tidied up in between. */
export class CrashWorld {
  #ahead = 0;
  ben!: SignedInClient;
  outside!: Readonly<Record<Authority, OutsideAgent>>;

  private constructor(
    private readonly folder: string,
    readonly endpoint: ScriptedEndpoint,
    public program: ProgramProcess,
  ) {}

  static async start(): Promise<CrashWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'smart-agents-crash-'));
    const endpoint = await ScriptedEndpoint.start();
    await copySeededErp(folder);
    const program = await ProgramProcess.start({ dataDir: folder, hasKillPoints: true, environment: environmentOf(endpoint) });
    const world = new CrashWorld(folder, endpoint, program);
    const adele = await SignedInClient.signIn(program.url, 'adele@alderfinch.example', 'demo');
    world.ben = await SignedInClient.signIn(program.url, 'ben@alderfinch.example', 'demo');
    const { id, toolLinks } = await planner(adele);
    // The one that ships always asks before an order, whatever was granted.
    await change(adele, `/api/v1/admin/templates/${id}`, { toolLinks: toolLinks.map((link) => ({ ...link, ask: false })) });
    for (const authority of ['asks', 'executes'] as const) await world.#agent(adele, authority, { name: chatAgent(authority) });
    const [asks, executes] = [await world.#outside(adele, 'asks'), await world.#outside(adele, 'executes')];
    world.outside = { asks, executes };
    return world;
  }

  /** Starts it again on the same data and port, after it was killed; `killAt`: it is killed again while it starts. */
  async restart(killAt: readonly KillMoment[] = []): Promise<void> {
    const { port } = this.program;
    const environment = { ...environmentOf(this.endpoint), CLOCK_AHEAD_MILLIS: String(this.#ahead), KILL_AT: JSON.stringify(killAt) };
    const starting = ProgramProcess.start({ dataDir: this.folder, port, environment, hasKillPoints: true });
    if (killAt.length === 0) this.program = await starting;
    else await starting.then((program) => program.gone(), died);
  }

  /** The same once the ERP cannot be at anything any more. */
  async restartLater(killAt: readonly KillMoment[] = []): Promise<void> {
    this.#ahead += laterMillis;
    await this.program.kill();
    await this.restart(killAt);
  }

  open(authority: Authority): Promise<Conversation> {
    return this.ben.open(chatAgent(authority));
  }

  /** A token of the external agent with this authority, under Ben's delegation. */
  async token(authority: Authority): Promise<string> {
    const { credential, delegationId } = this.outside[authority];
    const basic = Buffer.from(`${credential.credential.clientId}:${credential.secret ?? ''}`).toString('base64');
    const details = [{ type: 'urn:smart-agents:delegation', identifier: delegationId }];
    const body = new URLSearchParams({ grant_type: 'client_credentials', authorization_details: JSON.stringify(details) });
    const answer = await fetch(`${this.program.url}/oauth/token`, { method: 'POST', body, headers: { authorization: `Basic ${basic}` } });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  act(token: string, key: string, { action, args }: { readonly action: string; readonly args: object }): Promise<OutsideAnswer<ActionAnswer>> {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/json' };
    return this.#ask('/agent/v1/actions', { method: 'POST', headers, body: JSON.stringify({ action, arguments: args }) });
  }

  execution(token: string, reference: string): Promise<OutsideAnswer<AgentExecution>> {
    return this.#ask(`/agent/v1/executions/${reference}`, { headers: { authorization: `Bearer ${token}` } });
  }

  /** Rows of the program's own database. */
  rows<Row>(sql: string, ...values: readonly unknown[]): Row[] {
    return this.#reading('smart-agents.sqlite', (db) => db.prepare(sql).all(...values) as Row[]);
  }

  /** Effect keys of the orders that agents made in the ERP, each as often as it is there. */
  effects(): string[] {
    const sql = `SELECT description FROM PurchaseLine WHERE description LIKE '%[EX-%'`;
    const comments = this.#reading(`erp-${alderFinchTenant}.sqlite`, (db) => db.prepare(sql).pluck().all() as string[]);
    return comments.map((comment) => /\[(EX-[^\]]+)\]/.exec(comment)?.[1] ?? comment).sort();
  }

  /** Looks until something is so. */
  async until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const until = performance.now() + 20_000;
    while (!(await isSo())) {
      if (performance.now() > until) throw new Error(`It did not come to this: ${what}`);
      await pause(lookMillis);
    }
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await this.endpoint.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #reading<Result>(file: string, work: (db: Database.Database) => Result): Result {
    const db = new Database(join(this.folder, file), { readonly: true, timeout: 5000 });
    try {
      return work(db);
    } finally {
      db.close();
    }
  }

  async #ask<Body>(path: string, init: RequestInit): Promise<OutsideAnswer<Body>> {
    const answer = await fetch(this.program.url + path, init);
    return { status: answer.status, body: (await answer.json()) as Body };
  }

  async #agent(
    adele: SignedInClient,
    authority: Authority,
    more: { readonly name: string; readonly kind?: string; readonly clientApplication?: string },
  ) {
    const { id: templateId } = await planner(adele);
    const made = await adele.post<AgentView>('/api/v1/admin/agents', { templateId, ...more });
    for (const to of ['in-review', 'active']) await adele.post(`/api/v1/admin/agents/${made.id}/lifecycle`, { to, reason: 'Looked at.' });
    const granted = { autonomy: 'execute', executeGrants: [{ user: oidOf('BEN'), tool: 'create_purchase_order_draft' }] };
    await change(adele, `/api/v1/admin/agents/${made.id}`, { allowedUsers: [oidOf('BEN')], ...(authority === 'executes' ? granted : {}) });
    return made;
  }

  async #outside(adele: SignedInClient, authority: Authority): Promise<OutsideAgent> {
    const agent = await this.#agent(adele, authority, { name: `Buyer that ${authority}`, kind: 'external', clientApplication: 'Example Software' });
    const credential = await adele.post<NewCredential>(`/api/v1/admin/agents/${agent.id}/credentials`, { kind: 'secret' });
    const delegation = await this.ben.post<DelegationView>('/api/v1/delegations', {
      ...{ agentId: agent.id, workflow: 'Reordering', actions: ['*'], companies: [(await this.ben.me()).companies[0]?.id] },
      ...{ validTo: new Date(Date.now() + 5 * 86_400_000).toISOString(), reason: 'I am away this week.' },
    });
    return { credential, delegationId: delegation.id };
  }
}

const planner = async (adele: SignedInClient): Promise<TemplateView> => {
  const { value } = await adele.get<{ value: TemplateView[] }>('/api/v1/admin/templates');
  const found = value.find(({ key }) => key === template);
  if (!found) throw new Error(`There is no template ${template}.`);
  return found;
};

const change = async (adele: SignedInClient, path: string, body: object): Promise<void> => {
  const { revision } = await adele.get<{ revision: number }>(path);
  const headers = { 'content-type': 'application/json', 'if-match': `"${revision}"` };
  const changed = await adele.request(path, { method: 'PATCH', body: JSON.stringify(body), headers });
  if (!changed.ok) throw new Error(await changed.text());
};

/** A key for a request. */
export const newKey = (): string => randomUUID();

const chatAgent = (authority: Authority): string => `Planner that ${authority}`;
const environmentOf = ({ baseUrl }: ScriptedEndpoint): Record<string, string> => ({ OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: 'test' });

/** That it did not get as far as being ready is what was wanted, unless it said why. */
const died = (error: unknown): void => {
  if (!(error instanceof Error) || !error.message.includes('ended with null')) throw error;
};
