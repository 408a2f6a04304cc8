import { expect } from 'chai';
import { SmartAgentExecution, SmartAgentServicePrincipal } from '../../entities/index.ts';
import { executionSummarySchema, type ExecutionSummary } from '../../src/contracts/executions.ts';
import { insert } from '../../src/kernel/database.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { account, ApiWorld } from '../http/api-world.ts';
import { company, LogRows, scopeOf } from '../log-page/log-rows.ts';

const wrote = (entitySet: string, id: string, label: string): string =>
  JSON.stringify({ entitySets: [{ entitySet, ids: [{ id, label, written: true }], count: 1, digest: null, filters: [] }] });

describe('the list of executions', () => {
  let world: ApiWorld;
  let rows: LogRows;
  before(async () => {
    world = await ApiWorld.open();
    rows = new LogRows(world);
    await rows.add({ user: 'CLARA', outcome: { dataScope: scopeOf('customers', ['C-10010']) } });
    await rows.add({ user: 'BEN', attempt: { tool: 'read_vendor' }, outcome: { dataScope: scopeOf('vendors', ['V-1042', 'V-2000']) } });
    await rows.add({
      user: 'BEN',
      attempt: { tool: 'create_purchase_order_draft', phase: 'commit' },
      outcome: { outcome: 'committed', dataScope: wrote('purchaseOrders', 'id-645', 'PO-10645') },
    });
    await rows.add({ user: 'TOM', attempt: { tool: 'read_vendor' }, outcome: { outcome: 'denied', layer: 'erp', dataScope: null } });
    await rows.add({ user: 'INES', attempt: { tool: 'read_vendor' }, outcome: null });
    await rows.add({ user: 'PAUL', outcome: { dataScope: scopeOf('customers', ['C-10010']) } });
  });
  after(() => world.close());

  const list = async (user: string, query = ''): Promise<{ value: ExecutionSummary[]; nextAfter?: string }> => {
    const { status, json, text } = await world.call(user, `/api/v1/executions${query === '' ? '' : `?${query}`}`);
    expect(status, text).to.equal(200);
    for (const one of json.value) executionSummarySchema.parse(one);
    return json;
  };
  const found = async (query: string, user = 'NOOR'): Promise<string> =>
    (await list(user, query)).value
      .map(({ reference }) => reference.slice('EX-'.length))
      .sort()
      .join(' ');

  it('tells of each run who acted for whom, what it called, how that ended and what it wrote', async () => {
    const [run] = (await list('NOOR', 'user=ben')).value;
    expect(run).to.deep.include({
      ...{ reference: 'EX-BEN', status: 'completed', user: 'Ben Okafor', company: company.name },
      ...{ tools: ['create_purchase_order_draft', 'read_vendor'], written: ['PO-10645'] },
      outcomes: [
        { outcome: 'committed', count: 1 },
        { outcome: 'ok', count: 1 },
      ],
    });
    expect(run?.agent).to.include({ name: 'Month-end statements', version: 1 });
  });

  const cases: readonly (readonly [query: string, found: string])[] = [
    ['', 'BEN CLARA INES TOM'],
    ['document=PO-10645', 'BEN'],
    ['document=po-10645', 'BEN'],
    ['document=V-2000', 'BEN'],
    ['document=C-10010', 'CLARA'],
    ['document=PO-1', ''],
    ['record=purchaseOrders(id-645)', 'BEN'],
    ['record=vendors(id-V-1042)', 'BEN'],
    ['record=customers(id-V-1042)', ''],
    ['tool=read_vendor', 'BEN INES TOM'],
    ['tool=read_vendor&outcome=ok', 'BEN'],
    ['outcome=denied', 'TOM'],
    ['outcome=open', 'INES'],
    ['tool=read_customer&outcome=committed', ''],
    ['user=Reyes', 'CLARA'],
    ['user=nobody', ''],
    ['agent=month-end', 'BEN CLARA INES TOM'],
    ['agent=vendor', ''],
    ['company=alder', 'BEN CLARA INES TOM'],
    [`company=${company.id}`, 'BEN CLARA INES TOM'],
    ['company=birch', ''],
    ['status=completed', 'BEN CLARA INES TOM'],
    ['status=running', ''],
    ['from=2026-03-01&to=2026-03-01', 'BEN CLARA INES TOM'],
    ['from=2026-03-02', ''],
    ['to=2026-02-28', ''],
  ];
  for (const [query, expected] of cases) {
    it(`finds ${expected || 'nothing'} for ${query || 'no filter'}`, async () => {
      expect(await found(query)).to.equal(expected);
    });
  }

  it('shows a user her own runs alone, whatever she asks for, and overseers all of their tenant', async () => {
    expect(await found('', 'CLARA')).to.equal('CLARA');
    expect(await found('user=ben', 'CLARA')).to.equal('');
    expect(await found('document=PO-10645', 'CLARA')).to.equal('');
    for (const user of ['ADELE', 'NOOR', 'SUPPORT', 'MARTA']) expect(await found('', user), user).to.equal('BEN CLARA INES TOM');
    expect(await found('document=C-10010', 'PAUL')).to.equal('PAUL');
  });

  it('goes on where the page before ended, without a gap or a double', async () => {
    const seen: string[] = [];
    for (let query = 'limit=3'; ;) {
      const page = await list('NOOR', query);
      seen.push(...page.value.map(({ reference }) => reference));
      if (page.nextAfter === undefined) break;
      query = `limit=3&after=${page.nextAfter}`;
    }
    expect(seen).to.have.length(4);
    expect(new Set(seen).size).to.equal(4);
  });

  it('refuses filters that do not exist, records that cannot be, and marks that name no run of the tenant', async () => {
    for (const query of ['colour=red', 'outcome=great', 'record=purchaseOrders', 'from=March', 'limit=0']) {
      expect((await world.call('NOOR', `/api/v1/executions?${query}`)).status, query).to.equal(400);
    }
    expect((await world.call('NOOR', '/api/v1/executions?after=EX-PAUL')).status).to.equal(404);
  });
});

describe('the runs of a service', () => {
  let world: ApiWorld;
  before(async () => {
    world = await ApiWorld.open();
    await new LogRows(world).add({ user: 'BEN' });
    const wanted = { name: 'Night buyer', clientApplication: 'night-buyer', secret: 'unknown', ownerOid: account('CLARA').oid };
    expect((await world.call('ADELE', '/api/v1/admin/service-principals', { method: 'POST', body: wanted })).status).to.equal(201);
    const { reader } = world.database;
    const { subjectId } = await reader.findOneByOrFail(SmartAgentServicePrincipal, { name: 'Night buyer' });
    const run = await reader.findOneByOrFail(SmartAgentExecution, { reference: 'EX-BEN' });
    await world.database.commit([insert(SmartAgentExecution, { ...run, id: randomIds.next(), reference: 'EX-NIGHT', subjectId })]);
  });
  after(() => world.close());

  const seenBy = async (user: string): Promise<readonly [listed: string, status: number]> => {
    const { json } = await world.call(user, '/api/v1/executions');
    const listed = json.value.map(({ reference }: ExecutionSummary) => reference).join(' ');
    return [listed, (await world.call(user, '/api/v1/executions/EX-NIGHT')).status];
  };

  it('are seen by whoever owns it, as long as she does, and by no other user', async () => {
    expect(await seenBy('CLARA')).to.deep.equal(['EX-NIGHT', 200]);
    expect(await seenBy('BEN')).to.deep.equal(['EX-BEN', 404]);
    const [service] = (await world.call('ADELE', '/api/v1/service-principals')).json.value;
    const change = { method: 'PATCH', body: { ownerOid: account('BEN').oid, state: 'retired' }, revision: service.revision };
    expect((await world.call('ADELE', `/api/v1/admin/service-principals/${service.id}`, change)).status).to.equal(200);
    expect(await seenBy('CLARA')).to.deep.equal(['', 404]);
    expect((await seenBy('BEN'))[1]).to.equal(200);
  });
});
