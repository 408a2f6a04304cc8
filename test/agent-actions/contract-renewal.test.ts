import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import type { ActionAnswer, AgentExecution } from '../../src/contracts/agent-actions.ts';
import type { ApprovalDecisionResult, ApprovalView } from '../../src/contracts/approvals.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { call, clientWith, mcpToken } from '../mcp/mcp-clients.ts';
import { oidOf, PurchaseWorld } from './purchase-world.ts';

type Answer<Result extends ActionAnswer['result']> = Extract<ActionAnswer, { result: Result }>;

/** What Ben gives: one company, two categories, the renewal window, preparation up to 20,000; a second person where the supplier is restricted. */
const terms = {
  workflow: 'Contract renewals',
  actions: ['find_contracts_near_renewal', 'read_contract', 'read_vendor', 'prepare_contract_renewal'],
  recordFilters: { purchaseContracts: "(category eq 'GOODS' or category eq 'SERVICES') and isRenewalDue eq true" },
  limits: [{ actions: ['prepare_contract_renewal'], currency: 'EUR', perAction: '20000.00' }],
  approvalRules: [
    {
      ...{ name: 'Restricted suppliers', actions: ['prepare_contract_renewal'], when: { kind: 'condition', condition: 'Restricted supplier' } },
      approver: { kind: 'second-person', people: [oidOf('MARTA')] },
    },
  ],
};

/** A way in for customers' own agents. */
interface Door {
  act(action: string, args: object): Promise<ActionAnswer>;
  run(reference: string): Promise<AgentExecution>;
}

const overRest = async (given: PurchaseWorld, delegationId: string): Promise<Door> => {
  const token = await given.world.tokenFor(given.credential, delegationId);
  return {
    act: async (action, args) => (await given.act(token, action, args)).body as ActionAnswer,
    run: async (reference) => (await given.execution(token, reference)).body as AgentExecution,
  };
};

const overMcp = async (given: PurchaseWorld, delegationId: string): Promise<Door> => {
  const client = await clientWith(given.world.url, await mcpToken(given, delegationId));
  return {
    act: async (action, args) => (await call(client, action, args)).structuredContent as ActionAnswer,
    run: async (execution) => (await call(client, 'get_execution', { execution })).structuredContent,
  };
};

const doors: readonly (readonly [string, (given: PurchaseWorld, delegationId: string) => Promise<Door>])[] = [
  ['REST', overRest],
  ['MCP', overMcp],
];

for (const [name, enter] of doors)
  describe(`a contract-renewal agent of a customer, over ${name}`, function () {
    this.timeout(300_000);
    let given: PurchaseWorld;
    let door: Door;
    before(async () => {
      given = await PurchaseWorld.start('contract-renewal');
      const condition = { name: 'Restricted supplier', entitySet: 'vendorStatus', filter: 'restricted eq true' };
      await given.people.adele.post('/api/v1/admin/conditions', condition);
      door = await enter(given, (await given.delegate(terms)).id);
    });
    after(() => given.stop());

    const act = async <Result extends ActionAnswer['result']>(result: Result, action: string, args: object): Promise<Answer<Result>> => {
      const answer = await door.act(action, args);
      expect(answer.result, JSON.stringify(answer)).to.equal(result);
      return answer as Answer<Result>;
    };
    const prepare = <Result extends ActionAnswer['result']>(result: Result, contractNumber: string): Promise<Answer<Result>> =>
      act(result, 'prepare_contract_renewal', { contractNumber });
    const proposal = async (who: 'ben' | 'marta', execution: string): Promise<ApprovalView> => {
      const { value } = await given.people[who].get<{ value: ApprovalView[] }>('/api/v1/approvals');
      const found = value.find(({ executionReference }) => executionReference === execution);
      if (!found) throw new Error(`${who} is not asked about ${execution}`);
      return found;
    };
    const confirm = (who: 'ben' | 'marta', { id, version }: ApprovalView): Promise<ApprovalDecisionResult> =>
      given.people[who].post(`/api/v1/approvals/${id}/decision`, { version, decision: 'confirm' });

    it('finds the contracts near renewal in the categories that were delegated, and no others', async () => {
      const { data, mayBePartial } = await act('done', 'find_contracts_near_renewal', { daysAhead: 90 });
      const text = JSON.stringify(data);
      for (const number of ['CT-10011', 'CT-10012', 'CT-10013', 'CT-10015']) expect(text).to.contain(number);
      expect(text).to.not.contain('CT-10014').and.not.contain('FACILITIES');
      expect(mayBePartial).to.equal(true);
    });

    it('gathers what is known of the supplier', async () => {
      const { data } = await act('done', 'read_contract', { contractNumber: 'CT-10012' });
      expect(JSON.stringify(data)).to.contain('V-1005').and.to.contain('Quality');
    });

    it('sends four renewals four ways, and says why of each', async () => {
      const within = await prepare('pending_approval', 'CT-10011');
      expect(within.approval.approver).to.equal('responsible');
      const restricted = await prepare('pending_approval', 'CT-10012');
      expect(restricted.approval.approver).to.equal('second-person');
      expect(restricted.approval.reasons.join(' ')).to.contain('Restricted supplier');
      const dear = await prepare('refused', 'CT-10013');
      expect(dear.reason).to.include({ layer: 'delegation', rule: 'amount-limit' });
      expect(dear.reason.message).to.contain('20000');
      const outside = await prepare('refused', 'CT-10014');
      expect(outside.reason.layer).to.equal('delegation');
      expect(outside.reason.message).to.contain('purchaseContracts');
      for (const { reason } of [dear, outside]) expect(reason.remedy).to.be.a('string').and.not.empty;
      expect((await confirm('ben', await proposal('ben', restricted.execution))).result).to.equal('refused');
      expect((await confirm('marta', await proposal('marta', restricted.execution))).result).to.equal('committed');
    });

    it('ends a renewal whose value has grown beyond what was delegated, and says so to the person and the agent', async () => {
      const asked = await proposal('ben', (await prepare('pending_approval', 'CT-10011')).execution);
      setAnnualValue('CT-10011', 25_000);
      const end = await confirm('ben', asked);
      expect(end.result, end.message).to.equal('failed');
      expect(end.message).to.contain('above the 20000.00 EUR');
      const [told] = (await door.run(asked.executionReference)).actions;
      expect(told?.result).to.equal('refused');
      expect((told as Answer<'refused'>).reason.layer).to.equal('delegation');
      setAnnualValue('CT-10011', 12_000);
    });

    it('does nothing where the value was changed in the ERP meanwhile: a new version shows the difference, and runs when it is confirmed', async () => {
      const asked = await proposal('ben', (await prepare('pending_approval', 'CT-10011')).execution);
      setAnnualValue('CT-10011', 12_600);
      const moved = await confirm('ben', asked);
      expect(moved.result, moved.message).to.equal('moved');
      expect(moved.approval).to.include({ version: asked.version + 1, status: 'pending' });
      expect(JSON.stringify(moved.approval.changedSince)).to.contain('12,600');
      const done = await confirm('ben', moved.approval);
      expect(done.result, done.message).to.equal('committed');
      const { status, actions } = await door.run(asked.executionReference);
      expect(status).to.equal('completed');
      expect((actions[0] as Answer<'done'>).data).to.include({ contractNumber: 'CT-10011' });
    });

    it('may not submit: that is reserved for a person', async () => {
      const { reason } = await act('refused', 'submit_contract_renewal', { renewalNumber: 'RN-10002' });
      expect(reason).to.include({ layer: 'delegation', rule: 'action-not-delegated' });
    });

    /** Behind everyone's back; the ERP keeps amounts in hundredths. */
    const setAnnualValue = (contract: string, value: number): void => {
      const db = new Database(join(given.world.folder, `erp-${alderFinchTenant}.sqlite`), { timeout: 5000 });
      try {
        const set = 'UPDATE PurchaseContract SET annualValue = ?, systemRowVersion = systemRowVersion + 1 WHERE company = 1 AND "no" = ?';
        expect(db.prepare(set).run(value * 100, contract).changes).to.equal(1);
      } finally {
        db.close();
      }
    };
  });
