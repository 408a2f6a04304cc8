import { expect } from 'chai';
import { agentViewSchema, versionComparisonSchema, type AgentView } from '../../src/contracts/admin.ts';
import { account, ApiWorld, companies, type Answered } from '../http/api-world.ts';

describe('the identity of an agent', () => {
  let world: ApiWorld;
  beforeEach(async () => {
    world = await ApiWorld.open();
  });
  afterEach(() => world.close());

  const templateId = async (key: string): Promise<string> =>
    (await world.call('ADELE', '/api/v1/admin/templates')).json.value.find((one: { key: string }) => one.key === key).id;
  const register = async (body: object = {}, who = 'ADELE'): Promise<Answered> =>
    world.call(who, '/api/v1/admin/agents', {
      method: 'POST',
      body: { templateId: await templateId('purchase-planner'), name: 'Planner two', ...body },
    });
  const move = (who: string, id: string, body: object): Promise<Answered> =>
    world.call(who, `/api/v1/admin/agents/${id}/lifecycle`, { method: 'POST', body });
  const patch = (agent: AgentView, body: unknown, who = 'ADELE'): Promise<Answered> =>
    world.call(who, `/api/v1/admin/agents/${agent.id}`, { method: 'PATCH', body, revision: agent.revision });
  const seenBy = async (who: string, id: string): Promise<AgentView> =>
    agentViewSchema.parse((await world.call(who, `/api/v1/admin/agents/${id}`)).json);
  const fields = async (): Promise<(string | null)[][]> => (await world.changeLog()).map(({ who, field, after }) => [who, field, after]);

  it('names who owns it, who answers for it, and the software that acts as it; each change is in the change log', async () => {
    const agent = (await register({ sponsorOid: account('MARTA').oid })).json as AgentView;
    expect(agent).to.include({
      ...{ kind: 'assistant', owner: 'Adele Brandt', ownerOid: account('ADELE').oid, sponsor: 'Marta Lindqvist', sponsorOid: account('MARTA').oid },
      ...{ clientApplication: 'Smart Agents panel', authenticationMethod: 'OpenID Connect, on behalf of the user', businessUnitName: null },
    });
    const changed = await patch(agent, { ownerOid: account('BEN').oid, sponsorOid: account('ADELE').oid });
    expect(changed.json).to.include({ owner: 'Ben Okafor', sponsor: 'Adele Brandt', version: 1 });
    expect(await fields()).to.deep.include.members([
      ['Adele Brandt', 'sponsor', 'Marta Lindqvist'],
      ['Adele Brandt', 'owner', 'Ben Okafor'],
      ['Adele Brandt', 'sponsor', 'Adele Brandt'],
    ]);
  });

  it('of an external agent names its own software, of an assistant the panel', async () => {
    const external = { kind: 'external', clientApplication: 'Renewals by Contoso', authenticationMethod: 'private_key_jwt' };
    const agent = (await register(external)).json as AgentView;
    expect(agent).to.include(external);
    expect((await patch(agent, { authenticationMethod: 'client_secret_basic' })).json.authenticationMethod).to.equal('client_secret_basic');
    const nameless = await register({ kind: 'external' });
    expect([nameless.status, nameless.json.fields.map(({ field }: { field: string }) => field)]).to.deep.equal([422, ['clientApplication']]);
    expect((await register({ clientApplication: 'Something else' })).json.fields[0].field).to.equal('clientApplication');
    const assistant = (await register({ name: 'Third' })).json as AgentView;
    expect((await patch(assistant, { clientApplication: 'Something else' })).json.fields[0].field).to.equal('clientApplication');
  });

  it('may belong to a business unit: companies that the tenant names as one', async () => {
    const at = '/api/v1/admin/business-units';
    const make = (body: object): Promise<Answered> => world.call('ADELE', at, { method: 'POST', body });
    const unit = (await make({ name: 'North', companies: [companies[0].id] })).json;
    expect((await make({ name: 'North', companies: [] })).status).to.equal(409);
    expect((await make({ name: 'South', companies: ['nowhere'] })).json.fields[0].field).to.equal('companies[0]');
    const agent = (await register({ businessUnitId: unit.id })).json as AgentView;
    expect(agent).to.include({ businessUnitId: unit.id, businessUnitName: 'North' });
    expect((await world.call('ADELE', at)).json.value[0].agents).to.deep.equal([{ id: agent.id, name: 'Planner two' }]);
    expect((await patch(agent, { businessUnitId: '00000000-0000-4000-8000-00000000dead' })).json.fields[0].field).to.equal('businessUnitId');
    const renamed = await world.call('ADELE', `${at}/${unit.id}`, { method: 'PATCH', body: { name: 'Far north' }, revision: unit.revision });
    expect(renamed.json).to.deep.include({ name: 'Far north', companies: [companies[0].id] });
    expect((await seenBy('ADELE', agent.id)).businessUnitName).to.equal('Far north');
    expect((await world.call('PAUL', `${at}/${unit.id}`, { method: 'PATCH', body: { name: 'Mine' }, revision: 2 })).status).to.equal(404);
  });

  it('refuses people nobody knows and units there are none of', async () => {
    expect((await register({ sponsorOid: account('PAUL').oid })).json.fields[0].field).to.equal('sponsorOid');
    expect((await register({ businessUnitId: '00000000-0000-4000-8000-00000000dead' })).json.fields[0].field).to.equal('businessUnitId');
    const agent = (await register()).json as AgentView;
    expect((await patch(agent, { ownerOid: account('PAUL').oid })).json.fields[0].field).to.equal('ownerOid');
  });

  describe('is reviewed', () => {
    it('by the only admin alone, and the change log says so', async () => {
      const { id } = (await register()).json;
      await move('ADELE', id, { to: 'in-review' });
      expect((await move('ADELE', id, { to: 'active' })).json.lifecycle).to.equal('active');
      expect(await fields()).to.deep.include.members([['Adele Brandt', 'secondAdmin', 'There is no second admin, so one admin did this alone.']]);
    });

    it('by somebody else than who registered it, where the tenant has another admin, and the page can say who', async () => {
      const { id } = (await register()).json;
      await world.call('BEA', '/api/v1/admin/agents');
      await move('ADELE', id, { to: 'in-review' });
      const refused = await move('ADELE', id, { to: 'active' });
      expect(refused.json).to.include({
        status: 403,
        detail: 'Somebody else than who registered or submitted the agent has to review it.',
        remedy: 'Ask another admin to review it: bea.',
      });
      const activate = (view: AgentView) => view.moves.find(({ to }) => to === 'active')?.refusal;
      expect(activate(await seenBy('ADELE', id))).to.deep.equal({ message: refused.json.detail, remedy: refused.json.remedy });
      expect(activate(await seenBy('BEA', id))).to.equal(null);
      expect((await move('BEA', id, { to: 'registered' })).json.fields[0].field).to.equal('reason');
      expect((await move('BEA', id, { to: 'registered', reason: 'Too wide.' })).json.lifecycle).to.equal('registered');
      await move('ADELE', id, { to: 'in-review' });
      expect((await move('BEA', id, { to: 'active' })).json.lifecycle).to.equal('active');
      expect((await fields()).some(([, field]) => field === 'secondAdmin')).to.equal(false);
    });

    it('again by another, when who suspended it is not who wants it back', async () => {
      const { id } = (await register()).json;
      await world.call('BEA', '/api/v1/admin/agents');
      await move('ADELE', id, { to: 'in-review' });
      await move('BEA', id, { to: 'active' });
      await move('BEA', id, { to: 'suspended', reason: 'It wrote nonsense.' });
      expect((await move('ADELE', id, { to: 'active' })).status).to.equal(403);
      expect((await move('BEA', id, { to: 'active' })).json.lifecycle).to.equal('active');
    });

    it('so its settings may be anything before, and only what tightens applies at once from then on', async () => {
      await world.call('BEA', '/api/v1/admin/agents');
      const agent = (await register()).json as AgentView;
      const shared = await patch(agent, { allowedUsers: [account('BEN').oid] });
      expect([shared.status, shared.json.allowedUsers]).to.deep.equal([200, [account('BEN').oid]]);
      await move('ADELE', agent.id, { to: 'in-review' });
      expect((await patch(await seenBy('ADELE', agent.id), { autonomy: 'execute' })).status).to.equal(202);
    });
  });

  describe('has versions', () => {
    const changed = async (): Promise<AgentView> => {
      const agent = (await register()).json as AgentView;
      const toolLinks = agent.toolLinks.slice(1).map((link) => ({ ...link, rowLimit: 20 }));
      return (await patch(agent, { autonomy: 'read-only', toolLinks, instructions: 'Be brief.' })).json as AgentView;
    };
    const compare = async (id: string, from: number, to: number): Promise<Answered> =>
      world.call('ADELE', `/api/v1/admin/agents/${id}/versions/${from}/compare/${to}`);
    const rollBack = (agent: AgentView, version: number, who = 'ADELE'): Promise<Answered> =>
      world.call(who, `/api/v1/admin/agents/${agent.id}/versions/${version}/roll-back`, { method: 'POST', revision: agent.revision });

    it('that are compared field by field, tool links by tool, with what would widen', async () => {
      const agent = await changed();
      const there = versionComparisonSchema.parse((await compare(agent.id, 1, 2)).json);
      expect(there.changes.some(({ widens }) => widens)).to.equal(false);
      const back = versionComparisonSchema.parse((await compare(agent.id, 2, 1)).json);
      expect(back.to.version).to.equal(1);
      expect(back.changes.find(({ field }) => field === 'autonomy')).to.deep.equal({
        field: 'autonomy',
        before: 'read-only',
        after: 'ask',
        widens: true,
      });
      expect(back.changes.find(({ field }) => field === 'instructions')?.widens).to.equal(false);
      expect(back.changes.filter(({ field }) => field.startsWith('toolLinks/')).map(({ field }) => field)).to.have.length(agent.toolLinks.length + 1);
      expect((await compare(agent.id, 1, 1)).json.changes).to.deep.equal([]);
      expect((await compare(agent.id, 1, 9)).status).to.equal(404);
      expect((await world.call('PAUL', `/api/v1/admin/agents/${agent.id}/versions/1/compare/2`)).status).to.equal(404);
    });

    it('one of which it is brought back to, as a new version that says the same, with a fingerprint of its own', async () => {
      const agent = await changed();
      const back = (await rollBack(agent, 1)).json as AgentView;
      expect(back).to.include({ version: 3, autonomy: 'ask' });
      expect((await compare(agent.id, 1, 3)).json.changes).to.deep.equal([]);
      expect(await fields()).to.deep.include.members([['Adele Brandt', 'rolledBackTo', '1']]);
      expect((await rollBack(agent, 1)).status).to.equal(412);
      expect((await rollBack(back, 9)).status).to.equal(404);
      expect((await rollBack(back, 3)).json.version).to.equal(3);
    });

    it('to which it comes back as far as they give no more room, where a second admin is to agree', async () => {
      const agent = await changed();
      await world.call('BEA', '/api/v1/admin/agents');
      await move('ADELE', agent.id, { to: 'in-review' });
      await move('BEA', agent.id, { to: 'active' });
      const back = await rollBack(await seenBy('ADELE', agent.id), 1);
      expect([back.status, back.json.autonomy, back.json.instructions === 'Be brief.', back.json.version]).to.deep.equal([
        202,
        'read-only',
        false,
        3,
      ]);
      const [waiting] = (await world.call('BEA', '/api/v1/admin/pending-changes')).json.value;
      await world.call('BEA', `/api/v1/admin/pending-changes/${waiting.id}/decision`, { method: 'POST', body: { decision: 'approve' } });
      const now = await seenBy('BEA', agent.id);
      expect((await compare(agent.id, 1, now.version)).json.changes).to.deep.equal([]);
    });
  });
});
