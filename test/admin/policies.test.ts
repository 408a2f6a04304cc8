import { expect } from 'chai';
import { conditionViewSchema, policyViewSchema, type ConditionView, type PolicyView } from '../../src/contracts/policies.ts';
import { account, ApiWorld, type Answered } from '../http/api-world.ts';

const rule = {
  name: 'Dear changes',
  actions: ['*'],
  when: { kind: 'amount-above', amount: '5000', currency: 'EUR' },
  approver: { kind: 'second-person', people: [] },
};

describe('the policy of a tenant', () => {
  let world: ApiWorld;
  beforeEach(async () => {
    world = await ApiWorld.open();
    await world.call('BEA', '/api/v1/admin/setup');
  });
  afterEach(() => world.close());

  const post = (path: string, body: object): Promise<Answered> => world.call('ADELE', `/api/v1/admin/${path}`, { method: 'POST', body });
  const patch = (path: string, body: object, revision: number): Promise<Answered> =>
    world.call('ADELE', `/api/v1/admin/${path}`, { method: 'PATCH', body, revision });
  const added = async (otherwise: object = {}): Promise<PolicyView> => {
    const { status, json } = await post('policies', { rule: { ...rule, ...otherwise } });
    expect(status, JSON.stringify(json)).to.equal(201);
    return policyViewSchema.parse(json);
  };
  const named = async (): Promise<ConditionView> => {
    const { status, json } = await post('conditions', { name: 'Restricted vendor', entitySet: 'vendors', filter: "blocked eq 'Payment'" });
    expect(status, JSON.stringify(json)).to.equal(201);
    return conditionViewSchema.parse(json);
  };

  it('takes a new rule at once, and writes it down', async () => {
    const made = await added({ approver: { kind: 'second-person', people: [account('CLARA').oid] } });
    expect(made.rule.approver).to.deep.equal({ kind: 'second-person', people: [{ oid: account('CLARA').oid, name: 'Clara Reyes' }] });
    const fields = (await world.changeLog()).filter(({ subjectType }) => subjectType === 'policy').map(({ field }) => field);
    expect(fields).to.have.members(['actions', 'when', 'approver']);
  });

  it('takes a stricter rule at once, and lets a laxer one wait for a second admin', async () => {
    const made = await added();
    const stricter = await patch(
      `policies/${made.id}`,
      { rule: { ...rule, name: undefined, when: { ...rule.when, amount: '1000' } } },
      made.revision,
    );
    expect(stricter.status, JSON.stringify(stricter.json)).to.equal(200);
    expect(stricter.json.rule.when.amount).to.equal('1000');
    const off = await patch(`policies/${made.id}`, { enabled: false }, stricter.json.revision);
    expect(off.status).to.equal(202);
    expect(off.json.enabled).to.equal(true);
    const [waiting] = (await world.call('BEA', '/api/v1/admin/pending-changes?status=pending')).json.value;
    const agreed = await world.call('BEA', `/api/v1/admin/pending-changes/${waiting.id}/decision`, { method: 'POST', body: { decision: 'approve' } });
    expect(agreed.status, JSON.stringify(agreed.json)).to.equal(200);
    expect((await world.call('ADELE', '/api/v1/admin/policies')).json.value[0].enabled).to.equal(false);
  });

  it('refuses a rule over a condition, a tool or a person nobody knows, naming each field', async () => {
    const { status, json } = await post('policies', {
      rule: {
        ...{ name: 'Odd', actions: ['fly'], when: { kind: 'condition', condition: 'Full moon' } },
        approver: { kind: 'second-person', people: ['5e0c9b64-8f1d-4c3a-a7e2-91d3b5c6f999'] },
      },
    });
    expect(status).to.equal(422);
    expect(json.fields.map(({ field }: { field: string }) => field)).to.deep.equal([
      'rule.actions[0]',
      'rule.when.condition',
      'rule.approver.people[0]',
    ]);
  });

  it('refuses a name that is taken, a condition over an unknown set and a filter that cannot be read', async () => {
    await added();
    expect((await post('policies', { rule })).status).to.equal(409);
    await named();
    expect((await post('conditions', { name: 'Restricted vendor', entitySet: 'vendors', filter: 'id ne null' })).status).to.equal(409);
    const unknown = await post('conditions', { name: 'Odd', entitySet: 'moons', filter: "phase eq 'full'" });
    expect([unknown.status, unknown.json.fields[0].field]).to.deep.equal([422, 'entitySet']);
    const unreadable = await post('conditions', { name: 'Odd', entitySet: 'vendors', filter: 'blocked is strange' });
    expect([unreadable.status, unreadable.json.fields[0].field]).to.deep.equal([422, 'filter']);
  });

  it('changes what a condition means at once while no rule looks at it, and later with a second admin only', async () => {
    const condition = await named();
    const free = await patch(`conditions/${condition.id}`, { filter: "blocked eq 'All'" }, condition.revision);
    expect([free.status, free.json.filter]).to.deep.equal([200, "blocked eq 'All'"]);
    await added({ when: { kind: 'condition', condition: 'Restricted vendor' } });
    const held = await patch(`conditions/${condition.id}`, { filter: "number eq 'nobody'" }, free.json.revision);
    expect([held.status, held.json.filter]).to.deep.equal([202, "blocked eq 'All'"]);
    expect(held.json.usedBy).to.deep.equal(['Dear changes']);
  });

  it('refuses a change that was made on an old revision', async () => {
    const made = await added();
    expect((await patch(`policies/${made.id}`, { enabled: true }, made.revision + 1)).status).to.equal(412);
  });

  it('tells users the names of conditions, not what they look at', async () => {
    await named();
    const { json } = await world.call('CLARA', '/api/v1/conditions');
    expect(json.value).to.deep.equal([{ name: 'Restricted vendor' }]);
  });
});
