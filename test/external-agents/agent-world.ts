import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import type { AgentView, TemplateView } from '../../src/contracts/admin.ts';
import type { NewCredential } from '../../src/contracts/agent-credentials.ts';
import { readConfig } from '../../src/config.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { SignedInClient } from '../../src/demo/signed-in-client.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { copySeededErp } from '../support/seeded-erp.ts';
import { startProgram, type Program } from '../../src/wiring/start-program.ts';

/** The machine's clock, which a test may put forward. */
export class ShiftedClock implements Clock {
  shiftMillis = 0;

  now(): Date {
    return new Date(Date.now() + this.shiftMillis);
  }
}

/** An answer of the token endpoint or the agent API. */
export interface AgentAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test knows what it expects
}

const answered = async (response: Response): Promise<AgentAnswer> => {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
};

const noErp = async (): Promise<Server> => {
  const server = createServer((_req, res) => void res.writeHead(200, { 'content-type': 'application/json' }).end('{"value":[]}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

/** The real program in this process, with the demo organisations, an ERP that is empty, a clock of ours and a log that is kept. */
export class AgentWorld {
  private constructor(
    public program: Program,
    readonly clock: ShiftedClock,
    readonly logged: string[],
    private readonly outside: { readonly folder: string; readonly erp: Server; readonly start: (port: string) => Promise<Program> },
  ) {}

  /** With the embedded ERP and its demo data, in place of one that is empty. */
  static async startWithErp(environment: Readonly<Record<string, string>> = {}): Promise<AgentWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'smart-agents-external-'));
    await copySeededErp(folder);
    const outside = { folder, erp: await noErp() };
    return AgentWorld.#start(outside, environment);
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<AgentWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'smart-agents-external-'));
    const erp = await noErp();
    const erpUrl = `http://127.0.0.1:${(erp.address() as AddressInfo).port}`;
    return AgentWorld.#start({ folder, erp }, { BC_BASE_URL: erpUrl, ...environment });
  }

  static async #start(
    outside: { readonly folder: string; readonly erp: Server },
    environment: Readonly<Record<string, string>>,
  ): Promise<AgentWorld> {
    const clock = new ShiftedClock();
    const logged: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) });
    const start = (port: string): Promise<Program> =>
      startProgram(readConfig({ DATA_DIR: outside.folder, PORT: port, ...environment }), undefined, { clock, logger });
    return new AgentWorld(await start('0'), clock, logged, { ...outside, start });
  }

  /** Stops the program and starts it anew, on the same data and port. */
  async restart(): Promise<void> {
    const { port } = new URL(this.url);
    await this.program.stop();
    this.program = await this.outside.start(port);
  }

  /** Where its data is. */
  get folder(): string {
    return this.outside.folder;
  }

  get url(): string {
    return this.program.url;
  }

  signIn(email: string): Promise<SignedInClient> {
    return SignedInClient.signIn(this.url, email, 'demo');
  }

  /** Registers an external agent and brings it through review; `admins`: who registers, who reviews. */
  async register(registrar: SignedInClient, name = `Agent ${randomUUID().slice(0, 8)}`): Promise<AgentView> {
    const { value: templates } = await registrar.get<{ value: TemplateView[] }>('/api/v1/admin/templates');
    const wanted = { templateId: templates[0]?.id, name, kind: 'external', clientApplication: 'Renewals by Example Software' };
    const agent = await registrar.post<AgentView>('/api/v1/admin/agents', wanted);
    await this.move(registrar, agent, 'in-review');
    return this.move(registrar, agent, 'active');
  }

  move(admin: SignedInClient, agent: Pick<AgentView, 'id'>, to: AgentView['lifecycle']): Promise<AgentView> {
    return admin.post<AgentView>(`/api/v1/admin/agents/${agent.id}/lifecycle`, { to, reason: 'Looked at.' });
  }

  /** Makes a credential; by default a secret. */
  credential(admin: SignedInClient, agent: Pick<AgentView, 'id'>, wanted: object = { kind: 'secret' }): Promise<NewCredential> {
    return admin.post<NewCredential>(`/api/v1/admin/agents/${agent.id}/credentials`, wanted);
  }

  /** Asks for a token with the client secret in the header, and whatever else a test sends. */
  async token({ credential, secret }: NewCredential, parameters: Readonly<Record<string, string>> = {}): Promise<AgentAnswer> {
    const basic = Buffer.from(`${credential.clientId}:${secret ?? ''}`).toString('base64');
    return this.tokenRequest(parameters, { authorization: `Basic ${basic}` });
  }

  /** Any request to the token endpoint. */
  async tokenRequest(parameters: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<AgentAnswer> {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...parameters });
    return answered(await fetch(`${this.url}/oauth/token`, { method: 'POST', body, headers: { accept: 'application/json', ...headers } }));
  }

  /** A token that must be had. */
  async accessToken(credential: NewCredential, parameters: Readonly<Record<string, string>> = {}): Promise<string> {
    const { status, body } = await this.token(credential, parameters);
    if (status !== 200) throw new Error(`no token: ${JSON.stringify(body)}`);
    return body.access_token as string;
  }

  /** Asks the agent API for something. */
  async ask(token: string, path: string, init: { readonly body?: object; readonly key?: string } = {}): Promise<AgentAnswer> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (init.key !== undefined) headers['idempotency-key'] = init.key;
    if (init.body === undefined) return answered(await fetch(this.url + path, { headers }));
    const body = JSON.stringify(init.body);
    return answered(await fetch(this.url + path, { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } }));
  }

  /** A token under a delegation. */
  tokenFor(credential: NewCredential, delegationId: string): Promise<string> {
    const details = [{ type: 'urn:smart-agents:delegation', identifier: delegationId }];
    return this.accessToken(credential, { authorization_details: JSON.stringify(details) });
  }

  /** Asks the agent API who it takes the bearer for. */
  async me(token: string | null): Promise<AgentAnswer> {
    return answered(await fetch(`${this.url}/agent/v1/me`, { headers: token === null ? {} : { authorization: `Bearer ${token}` } }));
  }

  /** Writes a delegation to an agent into the database, and returns its id. */
  delegate(agentId: string, otherwise: Readonly<Record<string, string | null>> = {}): string {
    const start = '2026-01-01T00:00:00.000Z';
    const row = {
      ...{ id: randomUUID(), tenantId: alderFinchTenant, agentId, delegatorSubjectId: randomUUID(), kind: 'standing', workflow: 'renewals' },
      ...{ actions: '["*"]', companies: '[]', validFrom: start, validTo: null, revokedAt: null, createdAt: start },
      ...otherwise,
    };
    const names = Object.keys(row);
    const database = new Database(join(this.outside.folder, 'smart-agents.sqlite'), { timeout: 5000 });
    try {
      database
        .prepare(
          `INSERT INTO SmartAgentDelegation (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
        )
        .run(row);
    } finally {
      database.close();
    }
    return row.id;
  }

  /** Everything the program has written to its folder. */
  stored(): string {
    return readdirSync(this.outside.folder)
      .map((name) => readFileSync(join(this.outside.folder, name)).toString('latin1'))
      .join('\n');
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await new Promise((resolve) => this.outside.erp.close(resolve));
    rmSync(this.outside.folder, { recursive: true, force: true });
  }
}
