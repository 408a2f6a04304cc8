import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { AgentView, TemplateView } from '../../src/contracts/admin.ts';
import type { NewCredential } from '../../src/contracts/agent-credentials.ts';
import { alderFinchTenant, demoAccounts } from '../../src/demo/accounts.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';
import { dataOf, lastProposal, type ProgramWorld } from '../support/program-world.ts';
import { purchaseOrderScript } from '../support/purchase-order-script.ts';

/** One of every thing that has an id, in one organisation. */
export interface Things {
  readonly agent: string;
  readonly externalAgent: string;
  readonly template: string;
  readonly credential: string;
  readonly logReader: string;
  readonly businessUnit: string;
  readonly session: string;
  readonly approval: string;
  readonly reference: string;
  readonly toolCall: string;
  readonly draft: string;
  readonly file: string;
  readonly pendingChange: string;
  readonly change: string;
  readonly missedLookup: string;
  readonly person: string;
  readonly company: string;
  readonly delegation: string;
  readonly condition: string;
  readonly policy: string;
  readonly service: string;
  readonly legalHold: string;
  readonly erasure: string;
}

/** Works on the program's own database, behind its back. */
export const inDatabase = <Result>(world: ProgramWorld, work: (db: Database.Database) => Result): Result => {
  const db = new Database(join(world.folder, 'smart-agents.sqlite'), { timeout: 5000 });
  try {
    return work(db);
  } finally {
    db.close();
  }
};

/** Everything that is kept of a tenant, table by table, without what the program writes of its own accord. */
export const dataOfTenant = (world: ProgramWorld, tenantId: string): Readonly<Record<string, unknown>> =>
  inDatabase(world, (db) => {
    const tables = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[];
    const ofTenant = tables.filter((table) => db.prepare(`SELECT 1 FROM pragma_table_info(?) WHERE name = 'tenantId'`).get(table) !== undefined);
    const own = ofTenant.filter((table) => !['SmartAgentLogOutbox', 'SmartAgentLogChain', 'SmartAgentLogHead', 'SmartAgentLogSeal'].includes(table));
    return Object.fromEntries(own.map((table) => [table, db.prepare(`SELECT * FROM "${table}" WHERE tenantId = ? ORDER BY 1`).all(tenantId)]));
  });

/** An external agent that may work, and a credential of its. */
export const externalAgent = async (admin: SignedInClient): Promise<{ agent: AgentView; credential: NewCredential; template: string }> => {
  const { value: templates } = await admin.get<{ value: TemplateView[] }>('/api/v1/admin/templates');
  const template = templates[0]?.id ?? '';
  const wanted = { templateId: template, name: `Renewals ${randomUUID().slice(0, 8)}`, kind: 'external', clientApplication: 'Renewals' };
  const agent = await admin.post<AgentView>('/api/v1/admin/agents', wanted);
  for (const to of ['in-review', 'active']) await admin.post(`/api/v1/admin/agents/${agent.id}/lifecycle`, { to, reason: 'Looked at.' });
  return { agent, template, credential: await admin.post(`/api/v1/admin/agents/${agent.id}/credentials`, { kind: 'secret' }) };
};

/** Shares an external agent with a person, who gives it authority of her own. */
export const delegateTo = async (agent: AgentView, admin: SignedInClient, person: { client: SignedInClient; oid: string }): Promise<string> => {
  const { revision } = await admin.get<AgentView>(`/api/v1/admin/agents/${agent.id}`);
  const shared = await admin.request(`/api/v1/admin/agents/${agent.id}`, {
    ...{ method: 'PATCH', body: JSON.stringify({ allowedUsers: [person.oid] }) },
    headers: { 'content-type': 'application/json', 'if-match': `"${revision}"` },
  });
  if (!shared.ok) throw new Error(await shared.text());
  const [company] = (await person.client.me()).companies;
  const wanted = { agentId: agent.id, workflow: 'renewals', actions: ['*'], companies: [company?.id], reason: 'Renewals.' };
  const validTo = new Date(Date.now() + 86_400_000).toISOString();
  return (await person.client.post<{ id: string }>('/api/v1/delegations', { ...wanted, validTo })).id;
};

/** The object id of a demo person. */
export const oidOf = (userName: string): string => demoAccounts.find((one) => one.userName === userName)?.oid ?? '';

const waitingOrder = async (world: ProgramWorld, ben: SignedInClient) => {
  const conversation = await ben.open('Purchase planner');
  world.endpoint.script(...purchaseOrderScript);
  await conversation.say('Prepare an order for what is running short.');
  const { id: approval, executionReference: reference, toolCallId: toolCall } = lastProposal(conversation);
  conversation.close();
  return { session: conversation.session.id, approval, reference, toolCall };
};

const draftWithFile = async (world: ProgramWorld, clara: SignedInClient) => {
  const conversation = await clara.open('Sales invoice manager');
  const args = { customerNumber: 'C-10001', subject: 'Your account', message: 'Hello' };
  world.endpoint.script({ calls: [['draft_email', args]] }, { text: 'That is the email.' });
  await conversation.say('Write to C-10001.');
  const shown = conversation.events.length;
  const proposal = lastProposal(conversation);
  await conversation.decide(proposal, 'confirm');
  await conversation.settled(proposal.turnId, shown);
  conversation.close();
  const { value } = await clara.get<{ value: { id: string; attachments: { fileId: string }[] }[] }>('/api/v1/outbox');
  const draft = value[0];
  if (!draft) throw new Error(`No draft was made: ${JSON.stringify(dataOf(conversation.events, 'tool.finished'))}`);
  return { draft: draft.id, file: draft.attachments[0]?.fileId ?? '' };
};

/** A change as it waits where a tenant has two admins; the demo's has one. */
const pendingChange = (world: ProgramWorld, agent: string): string =>
  inDatabase(world, (db) => {
    const id = randomUUID();
    const row = {
      id,
      tenantId: alderFinchTenant,
      entity: 'agent',
      entityId: agent,
      entityName: 'Month-end statements',
      at: new Date().toISOString(),
    };
    db.prepare(
      `INSERT INTO SmartAgentPendingChange (id, tenantId, entity, entityId, entityName, changes, request, askedBySubjectId, askedAt, status)
       VALUES (@id, @tenantId, @entity, @entityId, @entityName, '[]', '{}', @id, @at, 'pending')`,
    ).run(row);
    return id;
  });

/** Makes one of everything in the larger of the demo's organisations. */
export const makeThings = async (
  world: ProgramWorld,
  people: { adele: SignedInClient; ben: SignedInClient; clara: SignedInClient },
): Promise<Things> => {
  const { adele, ben, clara } = people;
  const hold = await adele.post<{ id: string }>('/api/v1/legal-holds', { kind: 'user', personOid: oidOf('TOM'), reason: 'Case 17' });
  // Deferred by the hold, so that everybody stays.
  const erasure = await adele.post<{ id: string }>('/api/v1/erasures', { personOid: oidOf('TOM'), reason: 'He asked for it' });
  const external = await externalAgent(adele);
  const { value: agents } = await adele.get<{ value: AgentView[] }>('/api/v1/admin/agents');
  const agent = agents.find(({ kind }) => kind === 'assistant')?.id ?? '';
  const [company] = (await ben.me()).companies;
  const unit = await adele.post<{ id: string }>('/api/v1/admin/business-units', { name: 'Supply', companies: [company?.id] });
  const delegation = await delegateTo(external.agent, adele, { client: ben, oid: oidOf('BEN') });
  const condition = await adele.post<{ id: string }>('/api/v1/admin/conditions', { name: 'Goods', entitySet: 'items', filter: "number eq '1000'" });
  const logReader = await adele.post<{ id: string }>('/api/v1/admin/log-readers', { name: 'SIEM' });
  const rule = { name: 'Always', actions: ['draft_email'], when: { kind: 'always' }, approver: { kind: 'responsible' } };
  const policy = await adele.post<{ id: string }>('/api/v1/admin/policies', { rule });
  await adele.request(`/api/v1/admin/agents/${randomUUID()}`);
  const { value: services } = await adele.get<{ value: { id: string }[] }>('/api/v1/service-principals');
  const newest = async (list: string) => (await adele.get<{ value: { id: string }[] }>(`/api/v1/admin/${list}`)).value[0]?.id ?? '';
  return {
    ...{ agent, externalAgent: external.agent.id, template: external.template, credential: external.credential.credential.id },
    logReader: logReader.id,
    ...{ delegation, condition: condition.id, policy: policy.id, service: services[0]?.id ?? '' },
    ...{ legalHold: hold.id, erasure: erasure.id },
    ...{ company: company?.id ?? '' },
    ...{ businessUnit: unit.id, pendingChange: pendingChange(world, agent), change: await newest('changeLog') },
    ...{ missedLookup: await newest('missedLookups'), person: oidOf('BEN') },
    ...(await waitingOrder(world, ben)),
    ...(await draftWithFile(world, clara)),
  };
};
