import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { AgentView } from '../../src/contracts/admin.ts';
import type { ApprovalView } from '../../src/contracts/approvals.ts';
import type { DelegableAgent, DelegationView, NameablePerson } from '../../src/contracts/delegations.ts';
import { demoAgentName } from '../../src/demo/accounts.ts';
import type { ProposalDecisionKind } from '../../src/domain/deciding.ts';
import { oidOf, PurchaseWorld } from './purchase-world.ts';

const order = { vendorNumber: 'V-1036', lines: [{ itemNumber: '1007', quantity: 2 }] };

describe('an external agent over REST', function () {
  this.timeout(240_000);
  let given: PurchaseWorld;
  before(async () => (given = await PurchaseWorld.start()));
  after(() => given.stop());

  const pendingOf = async (who: 'ben' | 'marta', execution: string): Promise<ApprovalView | undefined> =>
    (await given.people[who].get<{ value: ApprovalView[] }>('/api/v1/approvals')).value.find((one) => one.executionReference === execution);
  const decide = (who: 'ben' | 'marta', approval: ApprovalView, decision: ProposalDecisionKind) =>
    given.people[who].post<{ result: string; message: string }>(`/api/v1/approvals/${approval.id}/decision`, { version: approval.version, decision });

  it('reads with the rights of whoever delegated', async () => {
    const { token } = await given.under();
    const { status, body } = await given.act(token, 'read_vendor', { vendorNumber: 'V-1036' });
    expect(status, JSON.stringify(body)).to.equal(200);
    expect(body).to.include({ result: 'done', action: 'read_vendor' });
    expect(JSON.stringify(body.data)).to.contain('V-1036');
  });

  it('is refused what was not delegated, and told by which layer and what would help', async () => {
    const { token } = await given.under({ actions: ['read_vendor'] });
    const { status, body } = await given.act(token, 'read_items', {});
    expect(status).to.equal(200);
    expect(body.result).to.equal('refused');
    expect(body.reason).to.include({ layer: 'delegation', rule: 'action-not-delegated' });
    expect(body.reason.remedy).to.be.a('string').and.not.empty;
  });

  it('waits for the responsible user, who confirms; the agent learns what came of it', async () => {
    const { token } = await given.under();
    const asked = await given.act(token, 'create_purchase_order_draft', order);
    expect(asked.status, JSON.stringify(asked.body)).to.equal(202);
    expect(asked.body.result).to.equal('pending_approval');
    expect(asked.headers.get('location')).to.equal(`/agent/v1/executions/${asked.body.execution}`);
    const waiting = given.execution(token, asked.body.execution, 20);
    const approval = await pendingOf('ben', asked.body.execution);
    expect(approval?.mayDecide).to.equal(true);
    expect((await decide('ben', approval!, 'confirm')).result).to.equal('committed');
    const news = await waiting;
    expect(news.body.actions[0].result, JSON.stringify(news.body)).to.equal('done');
    expect(news.body.status).to.equal('completed');
    expect(news.body.actions[0].data.orderNumber).to.match(/^PO-/);
  });

  it('answers a repeated request with the first answer, and another body under the same key with 422', async () => {
    const { token } = await given.under();
    const key = randomUUID();
    const first = await given.act(token, 'create_purchase_order_draft', order, key);
    const again = await given.act(token, 'create_purchase_order_draft', order, key);
    expect(again.body).to.deep.equal(first.body);
    expect(again.headers.get('idempotency-replayed')).to.equal('true');
    expect(first.headers.get('idempotency-replayed')).to.equal(null);
    const other = await given.act(token, 'read_vendor', { vendorNumber: 'V-1036' }, key);
    expect(other.status).to.equal(422);
    expect(other.body.fields[0].field).to.equal('Idempotency-Key');
  });

  it('runs one of fifty equal requests that arrive at once', async () => {
    const { token, delegation } = await given.under();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => given.act(token, 'create_purchase_order_draft', order, key)));
    expect(new Set(answers.map(({ body }) => body.execution)).size).to.equal(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).to.have.length(1);
    const { value } = await given.people.ben.get<{ value: ApprovalView[] }>('/api/v1/approvals');
    expect(value.filter(({ executionReference }) => executionReference === answers[0]?.body.execution)).to.have.length(1);
    expect(delegation.state).to.equal('active');
  });

  it('stays within the amount of one change, and is told so', async () => {
    const { token } = await given.under({ limits: [{ actions: ['create_purchase_order_draft'], currency: 'EUR', perAction: '1.00' }] });
    const { body } = await given.act(token, 'create_purchase_order_draft', order);
    expect(body.result, JSON.stringify(body)).to.equal('refused');
    expect(body.reason).to.include({ layer: 'delegation', rule: 'amount-limit' });
  });

  it('confirmations at once never take more than their common limit', async () => {
    const { token: probe } = await given.under();
    const one = await given.act(probe, 'create_purchase_order_draft', order);
    const price = (await pendingOf('ben', one.body.execution))?.amount?.value ?? '';
    const limit = String(Number(price) * 3 + 1);
    const limits = [{ actions: ['create_purchase_order_draft'], currency: 'EUR', cumulative: { amount: limit, period: 'whole' } }];
    const { token, delegation } = await given.under({ limits });
    const answers = [];
    for (let at = 0; at < 10; at++) answers.push(await given.act(token, 'create_purchase_order_draft', order));
    const executions = new Set(answers.map(({ body }) => body.execution as string));
    const { value } = await given.people.ben.get<{ value: ApprovalView[] }>('/api/v1/approvals');
    const waiting = value.filter(({ executionReference }) => executions.has(executionReference));
    const ends = await Promise.all(waiting.map((approval) => decide('ben', approval, 'confirm')));
    expect(ends.filter(({ result }) => result === 'committed')).to.have.length(3);
    expect(ends.filter(({ result }) => result === 'refused')).to.have.length(waiting.length - 3);
    const after = await given.people.ben.get<DelegationView>(`/api/v1/delegations/${delegation.id}`);
    expect(Number(after.limits[0]?.cumulative?.used)).to.equal(Number(price) * 3);
    const beyond = await given.act(token, 'create_purchase_order_draft', order);
    expect(beyond.body.reason).to.include({ layer: 'delegation', rule: 'cumulative-limit' });
  });

  it('spends no more credits than the agent has, and the agent’s page tells what it has used', async () => {
    const { adele } = given.people;
    const at = `/api/v1/admin/agents/${given.agent.id}`;
    const budget = async (change: object): Promise<AgentView> => {
      const { revision } = await adele.get<AgentView>(at);
      const headers = { 'content-type': 'application/json', 'if-match': `"${revision}"` };
      const changed = await adele.request(at, { method: 'PATCH', body: JSON.stringify(change), headers });
      return (await changed.json()) as AgentView;
    };
    const { month } = (await adele.get<AgentView>(at)).creditsUsed;
    await budget({ monthlyCredits: (Number(month) + 0.12).toFixed(4) });
    const { token } = await given.under();
    const answers = await Promise.all(Array.from({ length: 6 }, () => given.act(token, 'read_vendor', { vendorNumber: 'V-1036' })));
    expect(answers.filter(({ body }) => body.result === 'done')).to.have.length(2);
    const refused = answers.find(({ body }) => body.result === 'refused');
    expect(refused?.body.reason).to.include({ layer: 'budget', rule: 'agent-month-credits' });
    expect(refused?.body.reason.remedy).to.contain("raise the agent's budget");
    const after = await budget({ monthlyCredits: null });
    expect(Number(after.creditsUsed.month)).to.be.closeTo(Number(month) + 0.1, 1e-9);
    expect((await given.act(token, 'read_vendor', { vendorNumber: 'V-1036' })).body.result).to.equal('done');
  });

  it('finds nothing outside of the records that were delegated, and a change about them is refused', async () => {
    const { token } = await given.under({ recordFilters: { vendors: "number ne 'V-1036'" } });
    const read = await given.act(token, 'read_vendor', { vendorNumber: 'V-1036' });
    expect(JSON.stringify(read.body.data)).to.not.contain('V-1036 ');
    const { body } = await given.act(token, 'create_purchase_order_draft', order);
    expect(body.result, JSON.stringify(body)).to.equal('refused');
    expect(body.reason).to.include({ layer: 'delegation' });
  });

  it('a rule sends a change to a second person: not to whoever delegated', async () => {
    const rule = {
      ...{ name: 'Dear orders', actions: ['create_purchase_order_draft'], when: { kind: 'amount-above', amount: '1.00', currency: 'EUR' } },
      approver: { kind: 'second-person', people: [oidOf('MARTA')] },
    };
    const { token } = await given.under({ approvalRules: [rule] });
    const { body } = await given.act(token, 'create_purchase_order_draft', order);
    expect(body.approval.approver, JSON.stringify(body)).to.equal('second-person');
    const shownToBen = await pendingOf('ben', body.execution);
    expect(shownToBen?.mayDecide).to.equal(false);
    expect((await decide('ben', shownToBen!, 'confirm')).result).to.equal('refused');
    const shownToMarta = await pendingOf('marta', body.execution);
    expect(shownToMarta?.approver.people).to.deep.equal(['Marta Lindqvist']);
    expect((await decide('marta', shownToMarta!, 'confirm')).result).to.equal('committed');
  });

  it('takes back what it proposed itself, once, and nobody else’s; who was asked sees that it was withdrawn', async () => {
    const { token } = await given.under();
    const { body } = await given.act(token, 'create_purchase_order_draft', order);
    const approval = (await pendingOf('ben', body.execution))!;
    const other = (await given.under()).token;
    expect((await given.withdraw(other, body.execution)).status).to.equal(404);
    const taken = await given.withdraw(token, body.execution, { action: body.toolCallId, reason: 'Not needed any more.' });
    expect(taken.body, JSON.stringify(taken.body)).to.include({ execution: body.execution, status: 'completed' });
    expect(taken.body.actions[0].reason).to.include({ layer: 'approval', rule: 'withdrawn' });
    expect((await given.withdraw(token, body.execution)).body).to.deep.equal(taken.body);
    const shown = await given.people.ben.get<ApprovalView>(`/api/v1/approvals/${approval.id}`);
    expect(shown).to.include({ status: 'withdrawn', decidedBy: null, reason: 'Not needed any more.' });
    expect((await decide('ben', approval, 'confirm')).result).to.equal('already_decided');
  });

  it('cannot take back what was decided already, and is told to look what came of it', async () => {
    const { token } = await given.under();
    const { body } = await given.act(token, 'create_purchase_order_draft', order);
    expect((await decide('ben', (await pendingOf('ben', body.execution))!, 'reject')).result).to.equal('rejected');
    const late = await given.withdraw(token, body.execution);
    expect([late.status, late.body.code]).to.deep.equal([409, 'conflict']);
    expect((await given.withdraw(token, body.execution, { action: randomUUID() })).status).to.equal(404);
  });

  it('is there from the start in the demo, under a delegation of a service, and acts once an admin made it a secret', async () => {
    const { adele } = given.people;
    const agent = (await adele.get<{ value: AgentView[] }>('/api/v1/admin/agents')).value.find(({ name }) => name === demoAgentName);
    const { value: delegations } = await adele.get<{ value: DelegationView[] }>('/api/v1/delegations');
    const delegation = delegations.find((one) => one.agent.id === agent?.id);
    expect(delegation).to.deep.include({ state: 'active', signIn: 'service', workflow: 'Weekly reordering', companies: [given.company] });
    expect([delegation?.delegator.name, delegation?.responsible.name]).to.deep.equal(['Purchasing Service', 'Ben Okafor']);
    expect((await adele.get<{ value: unknown[] }>(`/api/v1/admin/agents/${agent!.id}/credentials`)).value).to.deep.equal([]);
    const token = await given.world.tokenFor(await given.world.credential(adele, agent!), delegation!.id);
    const { body } = await given.act(token, 'read_vendor', { vendorNumber: 'V-1036' });
    expect(body.result, JSON.stringify(body)).to.equal('done');
  });

  it('whoever may give authority finds the agents shared with her, what they can do, and the people beside her', async () => {
    const { ben } = given.people;
    const { value: agents } = await ben.get<{ value: DelegableAgent[] }>('/api/v1/external-agents');
    expect(agents.map(({ name }) => name)).to.deep.equal(['Example buyer', demoAgentName]);
    expect(agents[0]?.id).to.equal(given.agent.id);
    const tools = agents[0]?.tools ?? [];
    expect(tools.find(({ name }) => name === 'create_purchase_order_draft')).to.include({ operation: 'create', commitment: 'draft' });
    expect(tools.find(({ name }) => name === 'read_vendor')).to.include({ operation: 'read', commitment: null });
    const { value: people } = await ben.get<{ value: NameablePerson[] }>('/api/v1/people');
    expect(people).to.deep.include({ oid: oidOf('MARTA'), name: 'Marta Lindqvist' });
    expect(people.map(({ oid }) => oid)).to.not.include(oidOf('BEN'));
  });

  it('an admin who is no user gives nothing of her own', async () => {
    const headers = { 'content-type': 'application/json' };
    const asked = await given.people.adele.request('/api/v1/delegations', { method: 'POST', body: JSON.stringify(given.terms()), headers });
    expect(asked.status).to.equal(403);
    expect(await asked.json()).to.include({ code: 'forbidden', remedy: 'Give it as a service.' });
  });

  it('a delegation says whether whoever looks gave it', async () => {
    const { id, isYours } = await given.delegate({ revokers: [oidOf('MARTA')] });
    const asMarta = await given.people.marta.get<DelegationView>(`/api/v1/delegations/${id}`);
    expect([isYours, asMarta.isYours, asMarta.mayRevoke]).to.deep.equal([true, false, true]);
  });

  it('a revoked delegation ends at once: its token is refused and what waits is withdrawn', async () => {
    const { token, delegation } = await given.under();
    const { body } = await given.act(token, 'create_purchase_order_draft', order);
    const revoked = await given.people.ben.post<DelegationView>(`/api/v1/delegations/${delegation.id}/revoke`, { reason: 'Back early.' });
    expect(revoked).to.include({ state: 'revoked', revokeReason: 'Back early.', mayRevoke: false });
    expect(await pendingOf('ben', body.execution)).to.equal(undefined);
    const after = await given.act(token, 'read_vendor', { vendorNumber: 'V-1036' });
    expect(after.body.reason?.rule ?? after.status, JSON.stringify(after.body)).to.be.oneOf(['delegation-revoked', 401]);
  });

  it('is refused at once in a company that its business unit does not hold any more', async () => {
    const { adele } = given.people;
    const { token } = await given.under();
    const [other] = (await adele.me()).companies.filter(({ id }) => id !== given.company);
    const unit = await adele.post<{ id: string }>('/api/v1/admin/business-units', { name: 'Elsewhere', companies: other ? [other.id] : [] });
    const belong = async (businessUnitId: string | null): Promise<void> => {
      const path = `/api/v1/admin/agents/${given.agent.id}`;
      const { revision } = await adele.get<{ revision: number }>(path);
      const headers = { 'content-type': 'application/json', 'if-match': `"${revision}"` };
      const changed = await adele.request(path, { method: 'PATCH', body: JSON.stringify({ businessUnitId }), headers });
      expect(changed.ok, await changed.text()).to.equal(true);
    };
    await belong(unit.id);
    const { body } = await given.act(token, 'read_vendor', { vendorNumber: 'V-1036' });
    expect(body.result, JSON.stringify(body)).to.equal('refused');
    expect(body.reason).to.include({ layer: 'agent', rule: 'outside-business-unit' });
    await belong(null);
    expect((await given.act(token, 'read_vendor', { vendorNumber: 'V-1036' })).body.result).to.equal('done');
  });

  it('its run tells the whole story to whoever oversees the tenant', async () => {
    const { token, delegation } = await given.under();
    const { body } = await given.act(token, 'read_vendor', { vendorNumber: 'V-1036' });
    const noor = await given.world.signIn('noor@alderfinch.example');
    const story = await noor.get<{ agent: { name: string }; user: string; delegationId: string; status: string }>(
      `/api/v1/executions/${body.execution}`,
    );
    expect(story).to.include({ user: 'Ben Okafor', delegationId: delegation.id, status: 'completed' });
    expect(story.agent.name).to.equal('Example buyer');
  });
});
