import { expect } from 'chai';
import type { ApprovalView } from '../../src/contracts/approvals.ts';
import type { ExecutionView } from '../../src/contracts/executions.ts';
import { approveRequest, cancelRequest, rejectRequest } from '../../src/erp/business/index.ts';
import { decideInErp } from './in-the-erp.ts';
import { PurchaseWorld } from './purchase-world.ts';

const aWhile = 2 * 60_000;

describe('a change that the ERP’s own approval workflow takes over', function () {
  this.timeout(240_000);
  let given: PurchaseWorld;
  let token: string;
  before(async () => (given = await PurchaseWorld.start()));
  beforeEach(async () => ({ token } = await given.under()));
  after(() => given.stop());

  const confirmed = async (action: string, args: object) => {
    const { body } = await given.act(token, action, args);
    if (body.result !== 'pending_approval') return { asked: body, shown: null };
    const { value } = await given.people.ben.get<{ value: ApprovalView[] }>('/api/v1/approvals');
    const shown = value.find(({ executionReference }) => executionReference === body.execution)!;
    await given.people.ben.post(`/api/v1/approvals/${shown.id}/decision`, { version: shown.version, decision: 'confirm' });
    return { asked: body, shown };
  };
  /** The number of a new order: of two pieces, or of so many that it is above Ben's limit. */
  const newOrder = async (quantity: number): Promise<string> => {
    const { asked } = await confirmed('create_purchase_order_draft', { vendorNumber: 'V-1036', lines: [{ itemNumber: '1007', quantity }] });
    return (await given.execution(token, asked.execution)).body.actions[0].data.orderNumber;
  };
  const release = async (quantity: number) => {
    const order = await newOrder(quantity);
    const { asked, shown } = await confirmed('release_purchase_order', { orderNumber: order });
    return { order, shown: shown!, execution: asked.execution as string };
  };
  const asAgent = async (execution: string) => (await given.execution(token, execution)).body;
  const story = (execution: string): Promise<ExecutionView> => given.people.ben.get<ExecutionView>(`/api/v1/executions/${execution}`);
  const inErp = () => ({ folder: given.world.folder, company: given.company });
  /** Time passes, and what is due is looked at. */
  const later = (): Promise<void> => {
    given.world.clock.shiftMillis += aWhile;
    return given.world.program.sweep();
  };
  const events = async (execution: string): Promise<(string | null)[][]> =>
    (await story(execution)).approvalEvents.filter(({ event }) => event.startsWith('erp_')).map(({ event, by }) => [event, by]);

  it('is none within the user’s own limit: the order is released at once', async () => {
    const { shown, execution } = await release(2);
    expect(shown.preview.fields[0]).to.deep.equal({ label: 'Status', before: 'Open', after: 'Released' });
    const { status, actions } = await asAgent(execution);
    expect([status, actions[0].data.status, actions[0].erpApproval]).to.deep.equal(['completed', 'Released', undefined]);
    expect((await story(execution)).erpApprovals).to.deep.equal([]);
  });

  it('waits for the approver in the ERP, and the execution says for whom; it ends when she approves', async () => {
    const { order, shown, execution } = await release(50);
    expect(shown.preview.fields[0]).to.deep.equal({ label: 'Status', before: 'Open', after: 'Pending Approval' });
    const waiting = await asAgent(execution);
    expect([waiting.status, waiting.actions[0].result, waiting.actions[0].erpApproval.state]).to.deep.equal(['waiting', 'done', 'waiting']);
    await later();
    const [told] = (await story(execution)).erpApprovals;
    expect(told).to.deep.include({ documentNumber: order, state: 'waiting', waitingFor: 'Marta Lindqvist', endedAt: null, by: null });
    decideInErp(inErp(), { order, as: 'MARTA' }, approveRequest);
    expect((await story(execution)).erpApprovals[0]?.state).to.equal('waiting');
    await later();
    const ended = await asAgent(execution);
    expect(ended.status).to.equal('completed');
    expect(ended.actions[0].erpApproval.line).to.equal(`Purchase order ${order} was approved in the ERP by Marta Lindqvist.`);
    expect((await story(execution)).erpApprovals[0]).to.deep.include({ state: 'approved', waitingFor: null, by: 'Marta Lindqvist', reason: null });
    expect(await events(execution)).to.deep.equal([
      ['erp_waiting', null],
      ['erp_approved', 'Marta Lindqvist'],
    ]);
    const [, commit] = (await story(execution)).toolCalls.filter(({ tool }) => tool === 'release_purchase_order');
    expect(commit).to.include({ phase: 'commit', outcome: 'committed' });
    await later();
    expect(await events(execution)).to.have.length(2);
  });

  it('ends as rejected with what the approver said, and as cancelled where it was taken back in the ERP', async () => {
    const [rejected, cancelled] = [await release(50), await release(50)];
    decideInErp(inErp(), { order: rejected.order, as: 'MARTA' }, (erp, entry) => rejectRequest(erp, entry, 'Too dear.'));
    decideInErp(inErp(), { order: cancelled.order, as: 'BEN' }, cancelRequest);
    await later();
    expect((await story(rejected.execution)).erpApprovals[0]).to.deep.include({ state: 'rejected', by: 'Marta Lindqvist', reason: 'Too dear.' });
    expect((await asAgent(rejected.execution)).actions[0].erpApproval.line).to.contain(
      'was rejected in the ERP by Marta Lindqvist. Reason: Too dear.',
    );
    expect((await story(cancelled.execution)).erpApprovals[0]).to.deep.include({ state: 'cancelled', by: 'Ben Okafor' });
    const { adele } = given.people;
    expect((await adele.get<ExecutionView>(`/api/v1/executions/${rejected.execution}`)).erpApprovals[0]).to.deep.include({
      state: 'rejected',
      reason: null,
    });
  });

  it('is followed on after a restart', async () => {
    const { order, execution } = await release(50);
    await given.world.restart();
    decideInErp(inErp(), { order, as: 'MARTA' }, approveRequest);
    await later();
    const ben = await given.world.signIn('ben@alderfinch.example');
    const { status, erpApprovals } = await ben.get<ExecutionView>(`/api/v1/executions/${execution}`);
    expect([status, erpApprovals[0]?.state]).to.deep.equal(['completed', 'approved']);
  });
});
