import { expect } from 'chai';
import { SmartAgentPendingChange, SmartAgentSetup, SmartAgentVersion } from '../../entities/index.ts';
import type { AgentView } from '../../src/contracts/admin.ts';
import { pendingChangeViewSchema, type PendingChangeView } from '../../src/contracts/pending-changes.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { account, ApiWorld, companies, type Answered } from '../http/api-world.ts';

const day = 86_400_000;
const waitsAt = '/api/v1/admin/pending-changes';

describe('where the tenant has a second admin, what widens', () => {
  let world: ApiWorld;
  beforeEach(async () => {
    world = await ApiWorld.open();
    // From her first request on, Bea is known.
    await world.call('BEA', '/api/v1/admin/setup');
  });
  afterEach(() => world.close());

  const agentNamed = async (name: string): Promise<AgentView> =>
    (await world.call('ADELE', '/api/v1/admin/agents')).json.value.find((one: AgentView) => one.name === name);
  const patch = (path: string, body: unknown, revision: number, who = 'ADELE'): Promise<Answered> =>
    world.call(who, `/api/v1/admin/${path}`, { method: 'PATCH', body, revision });
  const widen = async (body: object, name = 'Month-end statements'): Promise<Answered> => {
    const agent = await agentNamed(name);
    return patch(`agents/${agent.id}`, body, agent.revision);
  };
  const pending = async (who = 'BEA'): Promise<readonly PendingChangeView[]> =>
    (await world.call(who, `${waitsAt}?status=pending`)).json.value.map((one: unknown) => pendingChangeViewSchema.parse(one));
  const decide = (who: string, id: string, body: object): Promise<Answered> => world.call(who, `${waitsAt}/${id}/decision`, { method: 'POST', body });
  const only = async (): Promise<PendingChangeView> => {
    const all = await pending();
    expect(all).to.have.length(1);
    return all[0]!;
  };
  const rows = async (): Promise<(string | null)[][]> =>
    (await world.changeLog()).map(({ who, field, before, after }) => [who, field, before, after]);

  it('waits, while what tightens takes effect at once, and the answer says where it waits', async () => {
    const agent = await agentNamed('Month-end statements');
    const toolLinks = agent.toolLinks.filter(({ tool }) => tool !== 'read_customer');
    const answer = await widen({ autonomy: 'execute', toolLinks, description: 'Other words.', allowedUsers: [account('BEN').oid] });
    expect(answer.status).to.equal(202);
    expect(answer.json).to.deep.include({ autonomy: 'ask', description: 'Other words.', allowedUsers: [], version: 2 });
    expect(answer.json.toolLinks).to.deep.equal(toolLinks);
    const waiting = await only();
    expect(answer.headers.get('location')).to.equal(`${waitsAt}/${waiting.id}`);
    expect(waiting).to.deep.include({
      ...{ subjectType: 'agent', subjectId: agent.id, subjectName: 'Month-end statements', askedBy: 'Adele Brandt', status: 'pending' },
      changes: [
        { field: 'autonomy', before: 'ask', after: 'execute' },
        { field: 'allowedUsers', before: 'nobody', after: 'Ben Okafor' },
      ],
      decisions: ['approve', 'reject'],
    });
    expect((await pending('ADELE'))[0]?.decisions).to.deep.equal(['withdraw']);
    expect(await rows()).to.deep.include.members([
      ['Adele Brandt', 'allowedUsers', 'Clara Reyes', 'nobody'],
      ['Adele Brandt', 'asked/autonomy', 'ask', 'execute'],
      ['Adele Brandt', 'asked/allowedUsers', 'nobody', 'Ben Okafor'],
    ]);
  });

  it('is a larger budget of an agent too; a smaller one is in force at once', async () => {
    const first = await widen({ dailyCredits: '20', monthlyCredits: '100' });
    expect(first.json).to.include({ dailyCredits: '20', monthlyCredits: '100' });
    const answer = await widen({ dailyCredits: '5', monthlyCredits: null });
    expect([answer.status, answer.json.dailyCredits, answer.json.monthlyCredits]).to.deep.equal([202, '5', '100']);
    expect((await only()).changes).to.deep.equal([{ field: 'monthlyCredits', before: '100', after: null }]);
    await decide('BEA', (await only()).id, { decision: 'approve' });
    expect(await agentNamed('Month-end statements')).to.deep.include({
      ...{ dailyCredits: '5', monthlyCredits: null, creditsUsed: { day: '0.0000', month: '0.0000' } },
    });
    expect((await widen({ dailyCredits: '-1' })).status).to.equal(400);
  });

  it('takes effect when she approves, with both names in the change log and the author’s on the version', async () => {
    await widen({ autonomy: 'execute', executeGrants: [{ user: account('CLARA').oid, tool: 'draft_email' }] });
    const { id } = await only();
    const approved = await decide('BEA', id, { decision: 'approve' });
    expect(approved.json).to.include({ status: 'approved', decidedBy: 'bea' });
    const agent = await agentNamed('Month-end statements');
    expect(agent).to.deep.include({ autonomy: 'execute', version: 2, executeGrants: [{ user: account('CLARA').oid, tool: 'draft_email' }] });
    expect(await rows()).to.deep.include.members([
      ['bea', 'autonomy', 'ask', 'execute'],
      ['bea', 'executeGrants/draft_email', 'nobody', 'Clara Reyes'],
      ['bea', 'askedBy', null, 'Adele Brandt'],
    ]);
    const version = await world.database.reader.findOneByOrFail(SmartAgentVersion, { agentId: agent.id, number: 2 });
    expect(version.createdBySubjectId).to.equal((await world.subject('ADELE')).id);
    expect((await decide('BEA', id, { decision: 'approve' })).status).to.equal(409);
  });

  it('is decided by somebody else than who asked, whoever owns the agent', async () => {
    const agent = await agentNamed('Vendor 360');
    await patch(`agents/${agent.id}`, { autonomy: 'ask' }, agent.revision, 'BEA');
    const { id } = await only();
    expect((await decide('BEA', id, { decision: 'approve' })).json).to.include({
      status: 403,
      detail: 'You asked for this change, so somebody else has to decide on it.',
    });
    expect((await decide('ADELE', id, { decision: 'withdraw' })).status).to.equal(403);
    expect((await decide('ADELE', id, { decision: 'approve' })).json.status).to.equal('approved');
    expect((await agentNamed('Vendor 360')).autonomy).to.equal('ask');
  });

  it('never takes effect when it is rejected, with the reason, or withdrawn', async () => {
    await widen({ autonomy: 'execute' });
    const { id } = await only();
    expect((await decide('BEA', id, { decision: 'reject' })).json).to.include({ status: 403, detail: 'Rejecting needs a reason.' });
    expect((await decide('BEA', id, { decision: 'reject', reason: 'Not yet.' })).json).to.include({ status: 'rejected', reason: 'Not yet.' });
    await widen({ allowedUsers: [account('CLARA').oid, account('BEN').oid] });
    expect((await decide('ADELE', (await only()).id, { decision: 'withdraw' })).json.status).to.equal('withdrawn');
    expect(await agentNamed('Month-end statements')).to.deep.include({ autonomy: 'ask', allowedUsers: [account('CLARA').oid] });
    expect(await rows()).to.deep.include.members([
      ['bea', 'pendingChange', 'pending', 'rejected'],
      ['bea', 'pendingChangeReason', null, 'Not yet.'],
      ['Adele Brandt', 'pendingChange', 'pending', 'withdrawn'],
    ]);
  });

  it('is stale where the thing moved in what she was shown, and is not where it moved in something else', async () => {
    await widen({ autonomy: 'execute' });
    await widen({ name: 'Statements' });
    expect((await decide('BEA', (await only()).id, { decision: 'approve' })).json.status).to.equal('approved');
    const agent = await agentNamed('Statements');
    await patch(`agents/${agent.id}`, { allowedUsers: [account('CLARA').oid, account('BEN').oid] }, agent.revision);
    const { id } = await only();
    const now = await agentNamed('Statements');
    await patch(`agents/${agent.id}`, { allowedUsers: [] }, now.revision);
    const late = await decide('BEA', id, { decision: 'approve' });
    expect(late.json).to.include({ status: 409, detail: '"Statements" was changed since this was asked for, so nothing was applied.' });
    expect((await world.call('BEA', `${waitsAt}/${id}`)).json.status).to.equal('stale');
    expect((await agentNamed('Statements')).allowedUsers).to.deep.equal([]);
  });

  it('is decided once, whoever is quicker', async () => {
    await widen({ autonomy: 'execute' });
    const { id } = await only();
    const answers = await Promise.all([
      decide('BEA', id, { decision: 'approve' }),
      decide('BEA', id, { decision: 'reject', reason: 'No.' }),
      decide('ADELE', id, { decision: 'withdraw' }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    const isApproved = (await world.call('BEA', `${waitsAt}/${id}`)).json.status === 'approved';
    expect((await agentNamed('Month-end statements')).autonomy).to.equal(isApproved ? 'execute' : 'ask');
  });

  it('waits for every setting: tools, templates, the setup and business units', async () => {
    await patch('tools/draft_email', { enabled: false, rowLimit: 50 }, 1);
    expect(await pending()).to.have.length(0);
    expect((await patch('tools/draft_email', { enabled: true, rowLimit: 10 }, 2)).json).to.include({ enabled: false, rowLimit: 10 });
    const [template] = (await world.call('ADELE', '/api/v1/admin/templates')).json.value;
    const [first, ...others] = template.toolLinks;
    await patch(`templates/${template.id}`, { toolLinks: others }, template.revision);
    expect((await patch(`templates/${template.id}`, { toolLinks: [first, ...others] }, template.revision + 1)).status).to.equal(202);
    const setup = (await world.call('ADELE', '/api/v1/admin/setup')).json;
    const asked = await patch('setup', { approvalMinutes: setup.approvalMinutes + 1, maxToolCallsPerTurn: 5 }, setup.revision);
    expect(asked.json).to.include({ approvalMinutes: setup.approvalMinutes, maxToolCallsPerTurn: 5 });
    const body = { name: 'North', companies: [companies[0].id] };
    const unit = (await world.call('ADELE', '/api/v1/admin/business-units', { method: 'POST', body })).json;
    await patch(`business-units/${unit.id}`, { companies: companies.map(({ id }) => id) }, unit.revision);
    const waiting = await pending();
    expect(waiting.map(({ subjectType }) => subjectType)).to.have.members(['tool', 'template', 'setup', 'businessUnit']);
    for (const { id } of waiting) expect((await decide('BEA', id, { decision: 'approve' })).status).to.equal(200);
    expect(
      (await world.call('ADELE', '/api/v1/admin/tools')).json.value.find(({ tool }: { tool: string }) => tool === 'draft_email').enabled,
    ).to.equal(true);
    expect((await world.call('ADELE', `/api/v1/admin/templates/${template.id}`)).json.toolLinks).to.have.deep.members(template.toolLinks);
    expect((await world.call('ADELE', '/api/v1/admin/setup')).json.approvalMinutes).to.equal(setup.approvalMinutes + 1);
    expect((await world.call('ADELE', '/api/v1/admin/business-units')).json.value[0].companies).to.deep.equal(companies.map(({ id }) => id));
  });

  it('keeps no one’s object id or name, and is nobody else’s', async () => {
    await widen({ allowedUsers: [account('CLARA').oid, account('TOM').oid] });
    const kept = JSON.stringify(await world.database.reader.find(SmartAgentPendingChange));
    expect(kept).to.not.include(account('TOM').oid).and.not.include('Tom Fielding');
    const { id } = await only();
    expect((await world.call('PAUL', `${waitsAt}/${id}`)).status).to.equal(404);
    expect((await decide('PAUL', id, { decision: 'approve' })).status).to.equal(404);
    expect((await world.call('PAUL', waitsAt)).json.value).to.deep.equal([]);
  });

  it('is announced in the description of the API', async () => {
    const { paths } = (await world.call(null, '/api/openapi.json')).json;
    expect(Object.keys(paths['/api/v1/admin/agents/{id}'].patch.responses)).to.have.members(['200', '202', 'default']);
    expect(Object.keys(paths['/api/v1/admin/agents/{id}'].get.responses)).to.have.members(['200', 'default']);
  });

  it('sets nothing while it waits: the tenant’s revision stays', async () => {
    const revision = async (): Promise<number> =>
      (await world.database.reader.findOneByOrFail(SmartAgentSetup, { tenantId: alderFinchTenant })).revision;
    const before = await revision();
    await widen({ autonomy: 'execute' });
    expect(await revision()).to.equal(before);
  });

  it('waits no more for an admin who was not seen for 90 days, or who signs in without the permission set', async () => {
    world.parts.clock.advance(91 * day);
    expect((await widen({ autonomy: 'execute' })).status).to.equal(200);
    await world.call('BEA', '/api/v1/admin/setup');
    expect((await widen({ allowedUsers: [account('CLARA').oid, account('BEN').oid] })).status).to.equal(202);
    await world.parts.admins.arrive(account('BEA'), false);
    expect((await widen({ allowedUsers: [account('CLARA').oid, account('TOM').oid] })).status).to.equal(200);
  });
});
