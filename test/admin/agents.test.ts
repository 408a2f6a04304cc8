import { expect } from 'chai';
import { SmartAgentChangeLog, SmartAgentExecuteGrant, SmartAgentSetup, SmartAgentVersion } from '../../entities/index.ts';
import { agentViewSchema, type AgentView } from '../../src/contracts/admin.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { sha256 } from '../../src/kernel/canonical-json.ts';
import { account, ApiWorld } from '../http/api-world.ts';

describe('agents, as an admin has them', () => {
  let world: ApiWorld;
  beforeEach(async () => {
    world = await ApiWorld.open();
  });
  afterEach(() => world.close());

  const agentNamed = async (name: string): Promise<AgentView> => {
    const { json } = await world.call('ADELE', '/api/v1/admin/agents');
    return agentViewSchema.parse(json.value.find((one: AgentView) => one.name === name));
  };
  const templateId = async (key: string): Promise<string> => {
    const { json } = await world.call('ADELE', '/api/v1/admin/templates');
    return json.value.find((one: { key: string }) => one.key === key).id;
  };
  const patch = (agent: Pick<AgentView, 'id' | 'revision'>, body: unknown) => {
    world.parts.clock.advance(1000);
    return world.call('ADELE', `/api/v1/admin/agents/${agent.id}`, { method: 'PATCH', body, revision: agent.revision });
  };
  const revision = async (): Promise<number> =>
    (await world.database.reader.findOneByOrFail(SmartAgentSetup, { tenantId: alderFinchTenant })).revision;

  it('are registered from a template with the setup’s defaults, inactive and for nobody', async () => {
    const { status, json, headers } = await world.call('ADELE', '/api/v1/admin/agents', {
      method: 'POST',
      body: { templateId: await templateId('purchase-planner'), name: ' Planner two ' },
    });
    const agent = agentViewSchema.parse(json);
    expect(status).to.equal(201);
    expect(headers.get('location')).to.equal(`/api/v1/admin/agents/${agent.id}`);
    expect(agent).to.deep.include({
      ...{ name: 'Planner two', lifecycle: 'registered', autonomy: 'ask', tier: 'smart', allowedUsers: [], executeGrants: [] },
      ...{ version: 1, revision: 1, owner: 'Adele Brandt', templateName: 'Purchase planner' },
    });
    expect(agent.toolLinks.map(({ tool }) => tool)).to.include('create_purchase_order_draft');
    const fields = (await world.changeLog()).filter(({ subjectName }) => subjectName === 'Planner two');
    expect(fields.find(({ field }) => field === 'lifecycle')).to.deep.include({
      who: 'Adele Brandt',
      subjectType: 'agent',
      before: null,
      after: 'registered',
    });
  });

  it('get a new immutable version with every change of their configuration, and only then', async () => {
    const before = await agentNamed('Vendor 360');
    const named = (await patch(before, { name: 'Vendor view', description: 'Looks.' })).json;
    expect(named).to.include({ version: 1, versionHash: before.versionHash, revision: 2 });
    const changed = agentViewSchema.parse((await patch(named, { instructions: 'Be brief.', tier: 'expert' })).json);
    expect(changed).to.include({ version: 2, revision: 3, instructions: 'Be brief.', tier: 'expert' });
    const { json } = await world.call('ADELE', `/api/v1/admin/agents/${before.id}/versions`);
    expect(
      json.value.map((one: { version: number; isCurrent: boolean; createdBy: string }) => [one.version, one.isCurrent, one.createdBy]),
    ).to.deep.equal([
      [2, true, 'Adele Brandt'],
      [1, false, 'Adele Brandt'],
    ]);
    expect(json.value[1].instructions).to.equal(before.instructions);
    const rows = await world.database.reader.findBy(SmartAgentVersion, { agentId: before.id });
    for (const row of rows) {
      expect(row.salt).to.match(/^[\w-]{43}$/);
      expect(row.hash).to.equal(sha256((row.salt ?? '') + row.configuration));
    }
    expect(new Set(rows.map(({ salt }) => salt)).size).to.equal(2);
    const rewrite = world.database.transaction((manager) =>
      manager.query(`UPDATE "SmartAgentVersion" SET "hash" = 'x' WHERE "id" = ?`, [rows[0]?.id]),
    );
    expect(
      await rewrite.then(
        () => 'done',
        () => 'refused',
      ),
    ).to.equal('refused');
  });

  it('write down each field that changed, from what to what, with the tenant’s revision in the same step', async () => {
    const agent = await agentNamed('Month-end statements');
    const at = await revision();
    const toolLinks = agent.toolLinks.filter(({ tool }) => tool !== 'read_customer').map((link) => ({ ...link, ask: true }));
    await patch(agent, { autonomy: 'read-only', toolLinks, allowedUsers: [account('BEN').oid, account('CLARA').oid] });
    expect(await revision()).to.equal(at + 1);
    const rows = (await world.changeLog()).map(({ field, before, after }) => [field, before, after]);
    expect(rows).to.have.deep.members([
      ['autonomy', 'ask', 'read-only'],
      ['toolLinks/read_customer', '{"allowedOperations":["read"],"ask":false,"rowLimit":null}', null],
      [
        'toolLinks/format_statement',
        '{"allowedOperations":["read"],"ask":false,"rowLimit":null}',
        '{"allowedOperations":["read"],"ask":true,"rowLimit":null}',
      ],
      [
        'toolLinks/draft_email',
        '{"allowedOperations":["create"],"ask":false,"rowLimit":null}',
        '{"allowedOperations":["create"],"ask":true,"rowLimit":null}',
      ],
      ['allowedUsers', 'Clara Reyes', 'Ben Okafor, Clara Reyes'],
      ['secondAdmin', null, 'There is no second admin, so what widens took effect at once.'],
    ]);
  });

  it('take effect on the settings every tool call is decided by', async () => {
    const { settings } = world.parts;
    const agent = await agentNamed('Month-end statements');
    expect((await settings.current(alderFinchTenant)).agents.get(agent.id)?.current.configuration.autonomy).to.equal('ask');
    await patch(agent, { autonomy: 'read-only', allowedUsers: [] });
    const now = (await settings.current(alderFinchTenant)).agents.get(agent.id);
    expect([now?.current.number, now?.current.configuration.autonomy, now?.allowedUsers.size]).to.deep.equal([2, 'read-only', 0]);
  });

  it('keep the change log free of anything that tells who somebody is', async () => {
    await patch(await agentNamed('Vendor 360'), { allowedUsers: [account('TOM').oid] });
    const rows = await world.database.reader.find(SmartAgentChangeLog);
    expect(JSON.stringify(rows)).to.not.include(account('TOM').oid).and.not.include('Tom Fielding');
    expect((await world.changeLog()).find(({ field }) => field === 'allowedUsers')).to.include({ before: 'Ben Okafor', after: 'Tom Fielding' });
  });

  it('change nothing and write nothing down where the patch changes nothing', async () => {
    const agent = await agentNamed('Vendor 360');
    const at = await revision();
    const { status, json } = await patch(agent, { name: agent.name, toolLinks: [...agent.toolLinks].reverse(), allowedUsers: agent.allowedUsers });
    expect([status, json.revision, json.version, await revision()]).to.deep.equal([200, agent.revision, agent.version, at]);
    expect(await world.changeLog()).to.deep.equal([]);
  });

  it('refuse a change that was made on an old revision, or on none, and leave everything as it was', async () => {
    const agent = await agentNamed('Vendor 360');
    await patch(agent, { name: 'Quicker' });
    const late = await patch(agent, { name: 'Slower', autonomy: 'ask' });
    expect(late.json).to.include({ status: 412, code: 'precondition_failed' });
    const none = await world.call('ADELE', `/api/v1/admin/agents/${agent.id}`, { method: 'PATCH', body: { name: 'Blind' } });
    expect(none.status).to.equal(412);
    expect(await agentNamed('Quicker')).to.include({ version: 1, autonomy: 'read-only' });
  });

  it('let one of two changes made at the same moment win, whole', async () => {
    const agent = await agentNamed('Vendor 360');
    const answers = await Promise.all(['One', 'Two', 'Three', 'Four'].map((name) => patch(agent, { name, instructions: `I am ${name}.` })));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412, 412, 412]);
    const { json } = await world.call('ADELE', `/api/v1/admin/agents/${agent.id}`);
    expect(json).to.include({ instructions: `I am ${json.name}.`, version: 2, revision: 2 });
    expect(await world.changeLog()).to.have.length(2);
  });

  const link = (tool: string, more: object = {}) => ({ tool, ask: false, rowLimit: null, allowedOperations: ['read'], ...more });
  const nobody = '00000000-0000-4000-8000-0000000000ff';
  const refusals: readonly (readonly [string, (agent: AgentView) => unknown, string])[] = [
    ['a link to a tool that does not exist', () => ({ toolLinks: [link('read_minds')] }), 'toolLinks[0].tool'],
    [
      'an operation the tool does not offer',
      () => ({ toolLinks: [link('read_customer', { allowedOperations: ['read', 'delete'] })] }),
      'toolLinks[0].allowedOperations',
    ],
    ['a tool linked twice', () => ({ toolLinks: [link('read_customer'), link('read_customer', { ask: true })] }), 'toolLinks[1].tool'],
    ['a tool the template does not link', () => ({ toolLinks: [link('read_vendor')] }), 'toolLinks[0].tool'],
    ['a row limit above the tool’s', () => ({ toolLinks: [link('read_customer', { rowLimit: 201 })] }), 'toolLinks[0].rowLimit'],
    ['a user nobody knows', () => ({ allowedUsers: [account('CLARA').oid, nobody] }), 'allowedUsers[1]'],
    ['a user of another tenant', () => ({ allowedUsers: [account('PAUL').oid] }), 'allowedUsers[0]'],
    ['a grant for somebody nobody knows', () => ({ executeGrants: [{ user: nobody, tool: 'draft_email' }] }), 'executeGrants[0]'],
    [
      'a grant for a tool that is not linked',
      () => ({ executeGrants: [{ user: account('CLARA').oid, tool: 'create_purchase_order_draft' }] }),
      'executeGrants[0]',
    ],
    ['a grant for a tool that only reads', () => ({ executeGrants: [{ user: account('CLARA').oid, tool: 'read_customer' }] }), 'executeGrants[0]'],
  ];
  for (const [what, body, field] of refusals) {
    it(`refuse ${what}, and nothing else of the same patch happens`, async () => {
      const agent = await agentNamed('Month-end statements');
      const { json } = await patch(agent, { name: 'Half written', ...(body(agent) as object) });
      expect([json.status, json.fields[0].field]).to.deep.equal([422, field]);
      expect(await agentNamed('Month-end statements')).to.deep.equal(agent);
      expect(await world.changeLog()).to.deep.equal([]);
    });
  }

  it('lose the grants on a tool that is taken off, so that linking it again grants nothing', async () => {
    const agent = await agentNamed('Month-end statements');
    const granted = (await patch(agent, { executeGrants: [{ user: account('CLARA').oid, tool: 'draft_email' }] })).json;
    expect(granted.executeGrants).to.deep.equal([{ user: account('CLARA').oid, tool: 'draft_email' }]);
    expect(granted.version).to.equal(1);
    const without = (await patch(granted, { toolLinks: agent.toolLinks.filter(({ tool }) => tool !== 'draft_email') })).json;
    expect(without.executeGrants).to.deep.equal([]);
    const again = (await patch(without, { toolLinks: agent.toolLinks })).json;
    expect([again.executeGrants, again.version]).to.deep.equal([[], 3]);
    expect(await world.database.reader.count(SmartAgentExecuteGrant)).to.equal(0);
    const grants = (await world.changeLog()).filter(({ field }) => field === 'executeGrants/draft_email').map(({ before, after }) => [before, after]);
    expect(grants).to.deep.equal([
      ['Clara Reyes', 'nobody'],
      ['nobody', 'Clara Reyes'],
    ]);
  });

  it('move along their lifecycle only, each move with its reason in the change log', async () => {
    const { json } = await world.call('ADELE', '/api/v1/admin/agents', {
      method: 'POST',
      body: { templateId: await templateId('vendor-360-view'), name: 'New' },
    });
    const move = (to: string, more: object = {}, sent?: number) =>
      world.call('ADELE', `/api/v1/admin/agents/${json.id}/lifecycle`, {
        method: 'POST',
        body: { to, ...more },
        ...(sent === undefined ? {} : { revision: sent }),
      });
    const early = await move('active');
    expect(early.json).to.include({ status: 409, code: 'conflict', remedy: 'From here it can become in-review or retired.' });
    expect((await move('in-review', {}, 1)).json).to.include({ lifecycle: 'in-review', revision: 2 });
    expect((await move('active', {}, 1)).status).to.equal(412);
    expect((await move('active')).json.lifecycle).to.equal('active');
    expect((await move('suspended', { reason: 'It wrote nonsense.' })).json.lifecycle).to.equal('suspended');
    expect((await move('retired')).json).to.deep.include({ status: 422, fields: [{ field: 'reason', message: 'This move needs a reason.' }] });
    expect((await move('retired', { reason: 'Replaced.' })).json.lifecycle).to.equal('retired');
    expect((await move('active')).json).to.include({ status: 409, remedy: 'A retired agent stays retired.' });
    const rows = (await world.changeLog()).filter(({ field }) => field.startsWith('lifecycle')).map(({ field, after }) => `${field} ${after ?? ''}`);
    expect(rows).to.include('lifecycleReason It wrote nonsense.').and.include('lifecycle suspended');
  });

  it('can be shared with everyone the tenant knows, and with nobody of another tenant', async () => {
    const { json } = await world.call('ADELE', '/api/v1/admin/users');
    const names = json.value.map(({ displayName }: { displayName: string }) => displayName);
    expect(names).to.include.members(['Adele Brandt', 'Clara Reyes', 'Noor Haddad']).and.not.include('Paul Birch');
    expect(names).to.deep.equal([...names].sort((one: string, other: string) => one.localeCompare(other)));
  });
});
