import { expect } from 'chai';
import { SmartAgent, SmartAgentTemplate, SmartAgentToolConfig, Tenant } from '../../entities/index.ts';
import {
  setupViewSchema,
  templateViewSchema,
  toolConfigViewSchema,
  type SetupView,
  type TemplateView,
  type ToolConfigView,
} from '../../src/contracts/admin.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { seedTenant } from '../../src/features/setup/index.ts';
import { shippedTools } from '../../src/features/tools/index.ts';
import { ApiWorld } from '../http/api-world.ts';

describe('settings of a tenant', () => {
  let world: ApiWorld;
  beforeEach(async () => {
    world = await ApiWorld.open();
  });
  afterEach(() => world.close());

  const get = async (path: string): Promise<any> => (await world.call('ADELE', `/api/v1/admin/${path}`)).json; // eslint-disable-line @typescript-eslint/no-explicit-any -- parsed by each caller
  const patch = (path: string, body: unknown, revision: number) => world.call('ADELE', `/api/v1/admin/${path}`, { method: 'PATCH', body, revision });
  const tool = async (name: string): Promise<ToolConfigView> =>
    toolConfigViewSchema.parse((await get('tools')).value.find((one: ToolConfigView) => one.tool === name));
  const template = async (key: string): Promise<TemplateView> =>
    templateViewSchema.parse((await get('templates')).value.find((one: TemplateView) => one.key === key));

  describe('tools', () => {
    it('are listed with what they do, how the tenant has them and who uses them', async () => {
      const { value } = await get('tools');
      expect(value.map((one: ToolConfigView) => one.tool)).to.deep.equal(shippedTools.map(({ name }) => name));
      const draftEmail = await tool('draft_email');
      expect(draftEmail).to.include({ writes: true, commitment: 'draft', operation: 'create', enabled: true, rowLimit: 200, creditPrice: '0.1000' });
      expect(draftEmail.agents.map(({ name }) => name)).to.deep.equal(['Month-end statements']);
      expect(draftEmail.templates.map(({ id }) => id)).to.deep.equal([(await template('sales-invoice-manager')).id]);
      expect(await tool('read_vendor')).to.include({ writes: false, commitment: null, creditPrice: '0.0500' });
    });

    it('are switched off for the whole tenant from the next call on', async () => {
      const { settings } = world.parts;
      expect((await settings.current(alderFinchTenant)).tools.get('draft_email')?.enabled).to.equal(true);
      const { json } = await patch('tools/draft_email', { enabled: false }, 1);
      expect(json).to.include({ enabled: false, revision: 2 });
      expect((await settings.current(alderFinchTenant)).tools.get('draft_email')?.enabled).to.equal(false);
      expect((await world.changeLog())[0]).to.include({ subjectType: 'tool', field: 'enabled', before: 'true', after: 'false' });
    });

    it('refuse an operation they do not offer, an odd price, an old revision and a tool nobody ships', async () => {
      const offered = await patch('tools/draft_email', { allowedOperations: ['create', 'delete'], enabled: false }, 1);
      expect([offered.status, offered.json.fields[0].field]).to.deep.equal([422, 'allowedOperations']);
      expect((await patch('tools/draft_email', { creditPrice: '1e3' }, 1)).json.fields[0].field).to.equal('creditPrice');
      expect((await patch('tools/draft_email', { rowLimit: 5 }, 7)).status).to.equal(412);
      expect((await patch('tools/read_minds', { enabled: false }, 1)).status).to.equal(404);
      expect(await tool('draft_email')).to.include({ enabled: true, revision: 1 });
    });

    it('treat equal prices as equal', async () => {
      expect((await patch('tools/draft_email', { creditPrice: '0.1' }, 1)).json).to.include({ creditPrice: '0.1000', revision: 1 });
      expect((await patch('tools/draft_email', { creditPrice: '0.25' }, 1)).json).to.include({ creditPrice: '0.2500', revision: 2 });
    });
  });

  describe('templates', () => {
    it('name the agents made from them', async () => {
      const found = await template('vendor-360-view');
      expect(found).to.deep.include({ shipped: true, usedBy: [{ id: found.usedBy[0]?.id, name: 'Vendor 360' }] });
      expect(await get(`templates/${found.id}`)).to.deep.equal(found);
    });

    it('take a tool off every agent at once, in the settings of the next call', async () => {
      const found = await template('sales-invoice-manager');
      const toolLinks = found.toolLinks.filter(({ tool: name }) => name !== 'draft_email');
      const { json } = await patch(`templates/${found.id}`, { toolLinks }, found.revision);
      expect(json.revision).to.equal(2);
      const settings = await world.parts.settings.current(alderFinchTenant);
      expect(settings.templates.get(found.id)?.links.map(({ tool: name }) => name)).to.not.include('draft_email');
      expect((await world.changeLog())[0]).to.include({ subjectType: 'template', field: 'toolLinks/draft_email', after: null });
    });

    it('name the agents that may be asked, known ones alone, and only where a tool asks', async () => {
      const found = await template('sales-invoice-manager');
      const naming = (agents: readonly string[], at = 'ask_agent') => found.toolLinks.map((link) => (link.tool === at ? { ...link, agents } : link));
      const send = (toolLinks: object) => patch(`templates/${found.id}`, { toolLinks }, found.revision);
      expect(found.toolLinks.find(({ tool: name }) => name === 'ask_agent')?.agents).to.deep.equal(['purchase-planner', 'vendor-360-view']);
      const unknown = (await send(naming(['purchase-planner', 'a-stranger']))).json;
      expect([unknown.status, unknown.fields[0].field]).to.deep.equal([422, `toolLinks[0].agents[1]`]);
      expect((await send(naming([], 'read_customer'))).json.fields[0].message).to.equal('The tool "read_customer" asks no agents.');
      const { json } = await send(naming([]));
      expect(json.toolLinks.find(({ tool: name }: { tool: string }) => name === 'ask_agent').agents).to.deep.equal([]);
      const [changed] = await world.changeLog();
      expect([changed?.field, JSON.parse(changed?.after ?? '').agents]).to.deep.equal(['toolLinks/ask_agent', []]);
    });

    it('refuse links that widen a tool, whole', async () => {
      const found = await template('vendor-360-view');
      const wide = [...found.toolLinks, { tool: 'read_items', ask: false, rowLimit: null, allowedOperations: ['modify'] }];
      const { json } = await patch(`templates/${found.id}`, { toolLinks: wide }, found.revision);
      expect([json.status, json.fields[0].field]).to.deep.equal([422, `toolLinks[${found.toolLinks.length}].allowedOperations`]);
      expect(await template('vendor-360-view')).to.deep.equal(found);
    });
  });

  describe('the setup', () => {
    const setup = async (): Promise<SetupView> => setupViewSchema.parse(await get('setup'));

    it('starts with agents that ask and a log that is kept a year', async () => {
      expect(await setup()).to.deep.include({
        ...{ defaultTier: 'smart', defaultAutonomy: 'ask', logRetentionDays: 365, transcriptRetentionDays: 90 },
        ...{
          dailyUserCredits: null,
          approvalMinutes: 1440,
          maxToolCallsPerTurn: 40,
          bindingWithoutAsk: [],
          agentRequestsPerMinute: 120,
          idempotencyKeyHours: 24,
        },
      });
    });

    it('changes what is named, with one row for each field', async () => {
      const { revision } = await setup();
      const { json } = await patch('setup', { logRetentionDays: 730, dailyUserCredits: '25.5', maxToolCallsPerTurn: 40 }, revision);
      expect(json).to.include({ logRetentionDays: 730, dailyUserCredits: '25.5', revision: revision + 1 });
      const rows = (await world.changeLog()).map(({ subjectType, field, before, after }) => [subjectType, field, before, after]);
      expect(rows).to.have.deep.members([
        ['setup', 'logRetentionDays', '365', '730'],
        ['setup', 'dailyUserCredits', null, '25.5'],
      ]);
      expect((await patch('setup', { dailyUserCredits: null }, revision + 1)).json.dailyUserCredits).to.equal(null);
    });

    it('never keeps the log for less than a year', async () => {
      const { json } = await patch('setup', { logRetentionDays: 364 }, (await setup()).revision);
      expect([json.status, json.fields[0]]).to.deep.equal([400, { field: 'logRetentionDays', message: 'The log is kept at least 365 days.' }]);
    });

    it('refuses an exception for an agent or tool that is none, or that binds nothing', async () => {
      const { revision } = await setup();
      const [agent] = (await get('agents')).value;
      const exception = async (agentId: string, name: string): Promise<string> =>
        (await patch('setup', { approvalMinutes: 60, bindingWithoutAsk: [{ agentId, tool: name }] }, revision)).json.fields[0].field;
      expect(await exception('00000000-0000-4000-8000-0000000000ff', 'draft_email')).to.equal('bindingWithoutAsk[0].agentId');
      expect(await exception(agent.id, 'read_minds')).to.equal('bindingWithoutAsk[0].tool');
      expect(await exception(agent.id, 'draft_email')).to.equal('bindingWithoutAsk[0].tool');
      expect((await setup()).approvalMinutes).to.equal(1440);
    });
  });

  describe('the change log', () => {
    it('is read newest first, page by page, without a gap or a double', async () => {
      for (let revision = 1; revision <= 5; revision++) {
        await patch('tools/draft_email', { rowLimit: 106 - revision }, revision);
        if (revision % 2 === 0) world.parts.clock.advance(1000);
      }
      const whole = (await get('changeLog')).value.map(({ id }: { id: string }) => id);
      expect(whole).to.have.length(5);
      const paged: string[] = [];
      let after = '';
      do {
        const page = await get(`changeLog?limit=2${after}`);
        paged.push(...page.value.map(({ id }: { id: string }) => id));
        after = page.nextAfter ? `&after=${page.nextAfter}` : '';
      } while (after !== '');
      expect(paged).to.deep.equal(whole);
    });

    it('refuses a mark that names no change of the tenant', async () => {
      await patch('tools/draft_email', { enabled: false }, 1);
      const { id } = (await get('changeLog')).value[0];
      expect((await world.call('PAUL', `/api/v1/admin/changeLog?after=${id}`)).status).to.equal(404);
      expect((await world.call('PAUL', '/api/v1/admin/changeLog')).json).to.deep.equal({ value: [] });
    });
  });

  describe('seeding', () => {
    const counts = async (): Promise<number[]> =>
      Promise.all([SmartAgent, SmartAgentTemplate, SmartAgentToolConfig, Tenant].map((entity) => world.database.reader.count(entity)));

    it('is harmless to repeat: what an admin renamed, changed or switched off stays as it is', async () => {
      const [agent] = (await get('agents')).value;
      await world.call('ADELE', `/api/v1/admin/agents/${agent.id}`, { method: 'PATCH', body: { name: 'Renamed' }, revision: 1 });
      await patch('tools/draft_email', { enabled: false }, 1);
      const before = await counts();
      for (const seed of await world.seeds()) expect(await seedTenant(world.parts, seed)).to.equal('unchanged');
      expect(await counts()).to.deep.equal(before);
      expect((await tool('draft_email')).enabled).to.equal(false);
    });

    it('gives an existing tenant the templates of a newer program, and its address, but no agent', async () => {
      const [seed] = await world.seeds();
      if (!seed) throw new Error('no seed');
      const newer = {
        ...seed,
        tenant: { ...seed.tenant, issuer: 'https://other.test' },
        templates: [...seed.templates, { ...seed.templates[0]!, key: 'newer', name: 'Newer' }],
      };
      const [agents] = await counts();
      expect(await seedTenant(world.parts, newer)).to.equal('extended');
      expect((await template('newer')).shipped).to.equal(true);
      expect((await world.database.reader.findOneByOrFail(Tenant, { id: alderFinchTenant })).issuer).to.equal('https://other.test');
      expect((await counts())[0]).to.equal(agents);
    });

    it('makes nothing at all where one agent cannot be made', async () => {
      const [seed] = await world.seeds();
      if (!seed) throw new Error('no seed');
      const id = '00000000-0000-4000-8000-00000000aaaa';
      const bad = {
        ...seed,
        tenant: { ...seed.tenant, id },
        agents: [{ name: 'X', templateKey: 'vendor-360-view', tools: ['draft_email'], autonomy: 'ask' as const, allowedUserOids: [] }],
      };
      const failure = await seedTenant(world.parts, bad).then(
        () => 'made',
        (error: Error) => error.message,
      );
      expect(failure).to.match(/does not link draft_email/);
      expect(await world.database.reader.countBy(Tenant, { id })).to.equal(0);
    });
  });
});
