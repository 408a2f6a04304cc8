import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { pino } from 'pino';
import { openDatabase, type OpenDatabase } from '../../src/adapters/database/database.ts';
import { createPdfRenderer } from '../../src/adapters/pdf/index.ts';
import { alderFinchTenant, birchHarbourTenant, demoAccounts, type DemoAccount } from '../../src/demo/accounts.ts';
import { Approvals, ErpApprovals } from '../../src/features/approvals/index.ts';
import { ReadNotes, SettingChanges } from '../../src/features/change-log/index.ts';
import { AuditLog, createLogSigner } from '../../src/features/audit/index.ts';
import { EvidenceExport, EvidenceStore, executionRoutes, Executions, ExecutionSearch, ExecutionStore } from '../../src/features/executions/index.ts';
import { agentHolders, CallRates, credentialRoutes, Credentials, CredentialStore } from '../../src/features/external-agents/index.ts';
import { Erasures } from '../../src/features/erasure/index.ts';
import { EffectSettlement, type GatewayParts } from '../../src/features/gateway/index.ts';
import { EmailLog, emailLogRoutes, EmailStore } from '../../src/features/email-log/index.ts';
import { FeedStore, LogFeed, logFeedRoutes } from '../../src/features/log-feed/index.ts';
import { logReaderRoutes, LogReaders, logReadersPath, readerHolders, ReaderStore } from '../../src/features/log-readers/index.ts';
import { logPageRoutes, LogStore, ToolCallLogPage } from '../../src/features/log-page/index.ts';
import { heldByLaw } from '../../src/features/legal-holds/index.ts';
import { MissedLookups, missedLookupRoutes } from '../../src/features/missed-lookups/index.ts';
import { createOutbox, Drafts, DraftStore, outboxRoutes } from '../../src/features/outbox/index.ts';
import { reportRoutes, Stops, StopsStore } from '../../src/features/reports/index.ts';
import { Retention, retentionRoutes, RetentionRuns } from '../../src/features/retention/index.ts';
import { Settings } from '../../src/features/settings/index.ts';
import { seedTenant, type AgentSeed, type TenantSeed } from '../../src/features/setup/index.ts';
import { Admins, Subjects, type Person, type Subject } from '../../src/features/subjects/index.ts';
import { loadTemplateFiles } from '../../src/features/templates/index.ts';
import { createToolRegistry, shippedTools } from '../../src/features/tools/index.ts';
import { unsettledEffectRoutes, UnsettledEffects } from '../../src/features/unsettled-effects/index.ts';
import { apiRouter, createApp, holdsAny, roles, type Route } from '../../src/http/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { createSecretBox, newSecretKey } from '../../src/kernel/secret-box.ts';
import { adminRoutes } from '../../src/wiring/admin-routes.ts';

const extra = (userName: string, ordinal: number, roles: readonly string[]): DemoAccount => ({
  oid: `00000000-0000-4000-8000-0000000000${ordinal}`,
  tid: alderFinchTenant,
  userName,
  displayName: userName.toLowerCase(),
  email: `${userName.toLowerCase()}@alderfinch.example`,
  erpRole: 'auditor',
  roles,
});

/** Everyone a test can be, by user name. */
export const accounts: readonly DemoAccount[] = [
  ...demoAccounts,
  extra('SIEM', 10, ['SMART AGENTS SIEM']),
  extra('SUPPORT', 11, ['SMART AGENTS SUPPORT']),
  extra('NOROLE', 12, []),
  // Known as an admin from her first request on; before it, Adele is the only one.
  extra('BEA', 13, ['SMART AGENTS ADMIN']),
];

/** The account of that user name. */
export const account = (userName: string): DemoAccount => {
  const found = accounts.find((candidate) => candidate.userName === userName);
  if (!found) throw new Error(`no account ${userName}`);
  return found;
};

const personOf = ({ tid, oid, displayName, email }: DemoAccount): Person => ({ tid, oid, displayName, email });

/** The companies the ERP shows everyone in these tests. */
export const companies = [
  { id: 'c-alder', name: 'Alder & Finch Ltd' },
  { id: 'c-finch', name: 'Finch Trading' },
] as const;

const demoAgents: readonly AgentSeed[] = [
  {
    name: 'Month-end statements',
    templateKey: 'sales-invoice-manager',
    tools: ['read_customer', 'format_statement', 'draft_email'],
    autonomy: 'ask',
    allowedUserOids: [account('CLARA').oid],
  },
  { name: 'Vendor 360', templateKey: 'vendor-360-view', autonomy: 'read-only', allowedUserOids: [account('BEN').oid] },
];

/** A request as a test makes it. */
export interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly revision?: number | string;
}

/** An answer, read to its end. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- each test knows what it expects
}

const fakeSignIn: RequestHandler = (req, _res, next) => {
  const found = accounts.find(({ userName }) => userName === req.get('x-test-user'));
  if (found)
    req.user = { tid: found.tid, oid: found.oid, userName: found.userName, displayName: found.displayName, email: found.email, roles: found.roles };
  next();
};

const fakeCsrf: RequestHandler = (req, _res, next) => {
  next(req.get('x-csrf-token') === 'good' ? undefined : new AppError('csrf', 'This request did not come from a page of this application.'));
};

/** No external agent is let in: how tokens are checked is not what is tested here. */
const noAgents = (): RequestHandler => (_req, _res, next) => next(new AppError('unauthenticated', 'No agent is let in.'));

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const open = async (folder: string) => {
  const database = await openDatabase(`sqlite:${join(folder, 'api.sqlite')}`);
  const clock = new ManualClock('2026-03-02T08:00:00.000Z');
  const subjects = new Subjects(database, randomIds, { clock, masterKey: newSecretKey() });
  const tools = createToolRegistry(shippedTools);
  const settings = new Settings(database);
  const changes = new SettingChanges({ database, clock, ids: randomIds });
  const admins = new Admins({ database, clock, subjects });
  const shared = { database, settings, tools, changes, ids: randomIds, clock, subjects, admins };
  const logPage = new ToolCallLogPage({ store: new LogStore(database), subjects });
  const hashKey = (tenantId: string): string => `key of ${tenantId}`;
  const drafts = new DraftStore(database);
  const outboxOf = createOutbox({ store: drafts, renderer: createPdfRenderer(), clock, ids: randomIds, hashKey });
  const signer = createLogSigner(generateKeyPairSync('ed25519').privateKey);
  const store = new ExecutionStore(database);
  const readers = new ReaderStore(database);
  const credentials = { ...shared, store: new CredentialStore(database), foreignIssuer: null };
  const notes = new ReadNotes(shared);
  const missed = new MissedLookups(shared);
  const approvals = new Approvals(database);
  const erpApprovals = new ErpApprovals(database);
  const executions = new Executions({
    ...{ store, search: new ExecutionSearch({ database, subjects }), approvals, erpApprovals, logPage, settings, subjects, tools },
  });
  const log = new AuditLog(database, () => undefined);
  // What asks the ERP is no part of these tests.
  const settlement = new EffectSettlement({ ...shared, approvals, log, effectHorizonMillis: 600_000 } as unknown as GatewayParts);
  const runs = new RetentionRuns(shared);
  const logger = pino({ level: 'silent' });
  const witness = { append: async () => undefined, state: async () => undefined };
  const retention = new Retention({ ...shared, runs, signer, witness, logger, holder: 'test', held: heldByLaw });
  const erasures = new Erasures({
    ...{ ...shared, hashKey, logger, holder: 'test', endSignIns: async () => 0, endWork: async () => undefined },
    compact: () => database.compact(),
  });
  const routes: readonly Route[] = [
    ...adminRoutes({
      ...shared,
      serviceBox: createSecretBox(newSecretKey()),
      companiesOf: async () => companies,
      companiesUnder: async () => companies,
      filterFaults: async () => [],
      erasures,
    }),
    ...reportRoutes({ stops: new Stops({ store: new StopsStore(database), clock }) }),
    ...logPageRoutes({ logPage, notes, clock, publicUrl: 'http://smart-agents.test' }),
    ...outboxRoutes({ drafts: new Drafts({ store: drafts, clock }) }),
    ...credentialRoutes({
      credentials: new Credentials({ ...credentials, holders: agentHolders(settings) }),
      ...{ below: '/api/v1/admin/agents', holder: 'an external agent' },
    }),
    ...logReaderRoutes({ readers: new LogReaders({ ...shared, store: readers }) }),
    ...credentialRoutes({
      credentials: new Credentials({ ...credentials, holders: readerHolders(readers) }),
      ...{ below: logReadersPath, holder: 'a log reader' },
    }),
    ...emailLogRoutes({
      emailLog: new EmailLog({ store: new EmailStore(database), subjects, hashKey }),
      ...{ notes, clock, publicUrl: 'http://smart-agents.test' },
    }),
    ...logFeedRoutes({
      feed: new LogFeed({ store: new FeedStore(database), subjects }),
      ...{ notes, rates: new CallRates(clock), requestsPerMinute: 60, publicUrl: 'http://smart-agents.test', program: 'smart-agents 1.2.3' },
    }),
    ...unsettledEffectRoutes({
      effects: new UnsettledEffects({ ...shared, approvals, settlement, deciding: { told: async () => undefined } }),
    }),
    ...missedLookupRoutes({ missed }),
    ...retentionRoutes({ retention, runs }),
    ...executionRoutes({
      executions,
      evidence: new EvidenceExport({
        executions,
        store,
        evidence: new EvidenceStore(database),
        signer,
        changes,
        clock,
        program: 'smart-agents test',
      }),
    }),
  ];
  return { ...shared, notes, missed, outboxOf, signer, retention, erasures, routes };
};

type Parts = Awaited<ReturnType<typeof open>>;

/** The API on a real database file and a real socket; only who is signed in is said by a header. */
export class ApiWorld {
  private constructor(
    readonly parts: Parts,
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  /** Opens an API with both demo tenants seeded from the shipped templates; `more` routes are served too. */
  static async open(more: readonly Route[] = []): Promise<ApiWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'smart-agents-api-'));
    const parts = await open(folder);
    const router = apiRouter([...parts.routes, ...more], {
      csrf: fakeCsrf,
      externalAgent: noAgents,
      serviceClient: noAgents(),
      subjectOf: (user) => parts.admins.arrive(user, holdsAny(user, [roles.admin])),
      signInOf: () => 'sign-in',
      noteMissing: (missed) => parts.missed.note(missed),
      version: '1.2.3',
    });
    const server = createApp({ logger: pino({ level: 'silent' }), ids: randomIds, handlers: [fakeSignIn, router] }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const world = new ApiWorld(parts, folder, server);
    for (const seed of await world.seeds()) await seedTenant(parts, seed);
    return world;
  }

  /** Where it is, without a trailing slash. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get database(): OpenDatabase {
    return this.parts.database;
  }

  /** What the two tenants are made of. */
  async seeds(): Promise<readonly TenantSeed[]> {
    const templates = await loadTemplateFiles('templates', new Set(shippedTools.map(({ name }) => name)));
    const people = (tid: string): Person[] => accounts.filter((one) => one.tid === tid).map(personOf);
    const tenant = (id: string, name: string) => ({ id, name, issuer: 'https://issuer.test', erpBaseUrl: 'https://erp.test' });
    return [
      {
        tenant: tenant(alderFinchTenant, 'Alder & Finch Supply'),
        owner: personOf(account('ADELE')),
        people: people(alderFinchTenant),
        templates,
        agents: demoAgents,
      },
      {
        tenant: tenant(birchHarbourTenant, 'Birch Harbour Trading'),
        owner: personOf(account('PAUL')),
        people: people(birchHarbourTenant),
        templates,
        agents: [],
      },
    ];
  }

  /** The records' subject of an account. */
  subject(userName: string): Promise<Subject> {
    return this.parts.subjects.of(personOf(account(userName)));
  }

  /** Makes a request as that person (null: not signed in), from our own pages. */
  async call(userName: string | null, path: string, { method = 'GET', body, headers = {}, revision }: Call = {}): Promise<Answered> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        'x-csrf-token': 'good',
        ...(userName === null ? {} : { 'x-test-user': userName }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(revision === undefined ? {} : { 'if-match': String(revision) }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString('utf8');
    return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
  }

  /** The tenant's change log as its admin sees it, newest first. */
  async changeLog(): Promise<
    { who: string; subjectType: string; subjectName: string; field: string; before: string | null; after: string | null }[]
  > {
    return (await this.call('ADELE', '/api/v1/admin/changeLog?limit=200')).json.value;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
    await this.parts.erasures.stop();
    await this.database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
