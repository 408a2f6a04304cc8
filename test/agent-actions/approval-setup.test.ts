import { expect } from 'chai';
import type { ApprovalDecisionResult, ApprovalView } from '../../src/contracts/approvals.ts';
import { oidOf, PurchaseWorld } from './purchase-world.ts';

const action = 'create_purchase_order_draft';
const order = (quantity: number): object => ({ vendorNumber: 'V-1036', lines: [{ itemNumber: '1007', quantity }] });
const bySetup = (...otherwise: string[]): object => ({
  ...{ name: 'As in the ERP', actions: [action], when: { kind: 'always' } },
  approver: { kind: 'approval-user-setup', amounts: 'purchase', otherwise: otherwise.map(oidOf) },
});
/** As the demo has it: Ben buys for 5,000 EUR himself, Marta for any amount. */
const asInDemo = { approverId: 'MARTA', purchaseAmountApprovalLimit: 500_000 };

describe('a rule that asks the ERP’s approval user setup, with the embedded ERP', function () {
  this.timeout(240_000);
  let given: PurchaseWorld;
  before(async () => (given = await PurchaseWorld.start()));
  after(() => given.stop());
  afterEach(() => {
    given.setUpApproval('BEN', asInDemo);
    given.setUpApproval('MARTA', { substitute: '' });
  });

  type Who = 'ben' | 'marta';
  const pendingOf = async (who: Who, execution: string): Promise<ApprovalView> => {
    const found = (await given.people[who].get<{ value: ApprovalView[] }>('/api/v1/approvals')).value.find(
      (one) => one.executionReference === execution,
    );
    if (!found) throw new Error(`${who} sees nothing of ${execution}`);
    return found;
  };
  const confirm = (who: Who, approval: ApprovalView): Promise<ApprovalDecisionResult> =>
    given.people[who].post(`/api/v1/approvals/${approval.id}/decision`, { version: approval.version, decision: 'confirm' });
  const ask = async (quantity: number, rule = bySetup()) => {
    const { token } = await given.under({ approvalRules: [rule] });
    return (await given.act(token, action, order(quantity))).body;
  };

  it('asks no second person within the user’s own limit, and says so', async () => {
    const body = await ask(2);
    expect(body.approval.approver, JSON.stringify(body)).to.equal('responsible');
    expect(body.approval.reasons.join(' ')).to.contain('may approve purchase amounts up to 5000.00 EUR in the ERP, so no second person decides');
    expect((await confirm('ben', await pendingOf('ben', body.execution))).result).to.equal('committed');
  });

  it('asks her approver in the ERP above it, who is named; the user herself cannot', async () => {
    const { approval: asked, execution } = await ask(50);
    expect(asked.approver).to.equal('second-person');
    expect(asked.reasons.join(' ')).to.contain('and this is more, so her approver there decides, who may approve purchase amounts of any size');
    expect((await confirm('ben', await pendingOf('ben', execution))).result).to.equal('refused');
    const shown = await pendingOf('marta', execution);
    expect(shown.approver).to.deep.equal({ kind: 'second-person', people: ['Marta Lindqvist'] });
    expect((await confirm('marta', shown)).result).to.equal('committed');
  });

  it('asks the substitute too whom her approver named', async () => {
    await given.world.signIn('ines@alderfinch.example');
    given.setUpApproval('MARTA', { substitute: 'INES' });
    const { execution } = await ask(50);
    expect((await pendingOf('marta', execution)).approver.people).to.deep.equal(['Marta Lindqvist', 'Ines Moreau']);
  });

  it('makes a new version where the setup was changed in the ERP before somebody confirmed', async () => {
    const { execution } = await ask(2);
    const shown = await pendingOf('ben', execution);
    given.setUpApproval('BEN', { purchaseAmountApprovalLimit: 100 });
    const moved = await confirm('ben', shown);
    expect(moved.result, moved.message).to.equal('moved');
    expect(moved.approval.changedSince).to.deep.include({ label: 'Approval user setup', was: 'as it was', now: 'changed in the ERP' });
    expect(moved.approval.approver).to.deep.equal({ kind: 'second-person', people: ['Marta Lindqvist'] });
    expect((await confirm('ben', moved.approval)).result).to.equal('refused');
    expect((await confirm('marta', moved.approval)).result).to.equal('committed');
  });

  it('is refused where nobody here is the approver in the ERP, unless the rule names somebody otherwise', async () => {
    given.setUpApproval('BEN', { approverId: 'TOM' });
    given.setUpApproval('TOM', { unlimitedPurchaseApproval: 1, email: 'somebody.else@alderfinch.example' });
    const refused = await ask(50);
    expect(refused.result, JSON.stringify(refused)).to.equal('refused');
    expect(refused.reason).to.include({ layer: 'delegation', rule: 'approver-unknown' });
    expect(refused.reason.remedy).to.contain('have the rule name somebody who decides otherwise');
    const { execution } = await ask(50, bySetup('MARTA'));
    expect((await confirm('marta', await pendingOf('marta', execution))).result).to.equal('committed');
  });

  it('stands in the tenant’s policy as well, and is shown with its people', async () => {
    const { adele } = given.people;
    const made = await adele.post<{ id: string; rule: { approver: unknown } }>('/api/v1/admin/policies', {
      rule: { ...bySetup('MARTA'), name: 'Orders' },
    });
    expect(made.rule.approver).to.deep.equal({
      ...{ kind: 'approval-user-setup', amounts: 'purchase', otherwise: [{ oid: oidOf('MARTA'), name: 'Marta Lindqvist' }] },
    });
    const { token } = await given.under();
    expect((await given.act(token, action, order(50))).body.approval.approver).to.equal('second-person');
  });
});
