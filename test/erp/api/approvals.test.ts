import { expect } from 'chai';
import { RunningErp } from './running-erp.ts';
import type { Answer, Call, Role } from './running-erp.ts';

interface Order {
  readonly id: string;
  readonly number: string;
}

describe('approvals over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  let custom: string;
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('buyer');
    custom = company.replace('v2.0', 'smartAgents/erp/v1.0');
  });
  after(() => erp.stop());

  const send = (path: string, as: Role, call: Call = {}): Promise<Answer> => erp.call(path, { as, method: 'POST', ...call });
  const order = async (directUnitCost: number): Promise<Order> => {
    const purchaseOrderLines = [{ lineType: 'Account', lineObjectNumber: '8110', quantity: 1, directUnitCost }];
    return (await send(`${company}/purchaseOrders`, 'buyer', { body: { vendorNumber: 'V-1001', purchaseOrderLines } })).body;
  };
  const request = (body: object, as: Role = 'buyer', headers = {}): Promise<Answer> => send(`${custom}/approvalRequests`, as, { body, headers });
  const act = (id: string, action: string, as: Role, call: Call = {}): Promise<Answer> =>
    send(`${custom}/approvalRequests(${id})/Microsoft.NAV.${action}`, as, call);
  const requestsOf = async (as: Role, { number }: Order): Promise<Record<string, unknown>[]> =>
    (await erp.call(`${custom}/approvalRequests?$filter=documentNumber eq '${number}'`, { as })).body.value;
  const statusOf = async ({ id }: Order): Promise<string> => (await erp.call(`${company}/purchaseOrders(${id})`, { as: 'buyer' })).body.status;
  const post = (one: Order, as: Role, body: object = {}): Promise<Answer> =>
    send(`${company}/purchaseOrders(${one.id})/Microsoft.NAV.receiveAndInvoice`, as, { body });
  const pending = async (amount = 8000): Promise<{ order: Order; request: string }> => {
    const made = await order(amount);
    return { order: made, request: (await request({ documentId: made.id })).body.id };
  };

  it('take an order above the buyer’s limit to the finance manager, and nobody posts it before she approved it', async () => {
    const made = await order(8000);
    const sent = await request({ documentType: 'Purchase Order', documentNumber: made.number, comment: 'Needed by Friday' });
    expect(sent.status).to.equal(201);
    expect(sent.body).to.include({
      documentType: 'Purchase_x0020_Order',
      documentId: made.id,
      documentStatus: 'Pending_x0020_Approval',
      partyNumber: 'V-1001',
    });
    expect(sent.body).to.include({
      amount: 8000,
      senderId: 'BUYER',
      approverId: 'FINANCE-MANAGER',
      sequenceNumber: 2,
      status: 'Open',
      comment: 'Needed by Friday',
    });
    expect(sent.headers.get('location')).to.contain(`approvalRequests(${sent.body.id})`);
    expect(await statusOf(made)).to.equal('In_x0020_Review');

    const early = await post(made, 'finance-manager', { vendorInvoiceNumber: 'A-1' });
    expect([early.status, early.body.error.code]).to.deep.equal([400, 'Application_DialogException']);
    expect(early.body.error.message).to.contain(`Purchase Order ${made.number} must be approved and released before you can perform this action.`);
    for (const method of ['PATCH', 'DELETE']) {
      const change = await erp.call(`${company}/purchaseOrders(${made.id})`, { as: 'buyer', method, body: {}, headers: { 'if-match': '*' } });
      expect([change.status, change.body?.error.code]).to.deep.equal([400, 'Application_FieldValidationException']);
    }

    expect((await act(sent.body.id, 'approve', 'finance-manager', { body: { comment: 'Fine' } })).status).to.equal(204);
    expect(await statusOf(made)).to.equal('Open');
    const posted = await post(made, 'finance-manager', { vendorInvoiceNumber: 'A-1' });
    expect(posted.status).to.equal(204);
    const invoice = await erp.call(posted.headers.get('location') ?? '', { as: 'finance-manager' });
    expect(invoice.body).to.include({ orderNumber: made.number, vendorInvoiceNumber: 'A-1', totalAmountExcludingTax: 8000 });
    const entries = (await erp.call(`${company}/approvalEntries?$filter=documentNumber eq '${made.number}'`, { as: 'finance-manager' })).body.value;
    expect(entries.map((one: Record<string, unknown>) => [one['approverId'], one['status'], one['comment'], one['pendingApprovals']])).to.deep.equal([
      ['BUYER', 'Approved', true, 0],
      ['FINANCE-MANAGER', 'Approved', true, 0],
    ]);
    expect(entries[1]).to.include({ recordIdToApprove: `Purchase Header: Order,${made.number}`, numberOfApprovedRequests: 2, senderName: 'buyer' });
  });

  it('release an order within the buyer’s own limit at once', async () => {
    const made = await order(4000);
    const { body } = await request({ documentId: made.id });
    expect(body).to.include({ approverId: 'BUYER', sequenceNumber: 1, status: 'Approved', documentStatus: 'Released' });
  });

  it('are told of before anything is sent: a document says whether this user may release it or has to ask', async () => {
    for (const [amount, as] of [
      [5000, 'buyer'],
      [5000.01, 'buyer'],
      [2500.01, 'ap-clerk'],
      [9000, 'finance-manager'],
    ] as const) {
      const { id } = await order(amount);
      const { body } = await erp.call(`${custom}/purchaseDocuments(${id})`, { as });
      const released = await send(`${custom}/purchaseDocuments(${id})/Microsoft.NAV.release`, as);
      const isRefused = released.text.includes('This document can only be released when the approval process is complete.');
      expect(body.approvalRequired, `${as} at ${amount}: ${released.status}`).to.equal(isRefused);
    }
  });

  it('are seen by sender, approver and administrators, with the document, and by nobody else', async () => {
    const { order: made, request: id } = await pending();
    expect(await requestsOf('buyer', made)).to.have.length(2);
    expect(await requestsOf('finance-manager', made)).to.have.length(2);
    expect(await requestsOf('ap-clerk', made)).to.deep.equal([]);
    expect((await act(id, 'approve', 'ap-clerk')).status).to.equal(404);
    expect((await erp.call(`${custom}/approvalRequests`, { as: 'auditor' })).status).to.equal(403);
    const buyers = (await erp.call(`${custom}/approvalRequests?$filter=senderId ne 'BUYER' and approverId ne 'BUYER'`, { as: 'buyer' })).body.value;
    expect(buyers).to.deep.equal([]);
  });

  it('are not decided by their sender, nor sent or decided without the right to the routine', async () => {
    const { order: made, request: id } = await pending();
    const own = await act(id, 'approve', 'buyer');
    expect([own.status, own.body.error.code]).to.deep.equal([400, 'Application_DialogException']);
    const denied = await request({ documentId: made.id }, 'ar-clerk');
    expect(denied.status).to.equal(403);
    expect(denied.body.error.message).to.contain('(Codeunit 1535 Approvals Mgmt. Execute: Base Application)');
    expect(await statusOf(made)).to.equal('In_x0020_Review');
  });

  it('are not sent for documents that the sender may not read: nothing is left of the attempt', async () => {
    const made = await order(100);
    expect((await request({ documentId: made.id }, 'sales-rep')).status).to.equal(404);
    expect(await requestsOf('finance-manager', made)).to.deep.equal([]);
    expect(await statusOf(made)).to.equal('Draft');
  });

  it('that are rejected or cancelled give the order back; a released one is reopened to change it', async () => {
    const { order: made, request: first } = await pending();
    expect((await act(first, 'reject', 'finance-manager', { body: { comment: 'Too dear' } })).status).to.equal(204);
    expect(await statusOf(made)).to.equal('Draft');
    expect((await requestsOf('buyer', made)).map((one) => [one['status'], one['comment'], one['lastModifiedByUserId']])).to.deep.equal([
      ['Rejected', 'Too dear', 'FINANCE-MANAGER'],
      ['Rejected', 'Too dear', 'FINANCE-MANAGER'],
    ]);
    const second = (await request({ documentId: made.id })).body.id;
    expect((await act(second, 'cancel', 'buyer')).status).to.equal(204);
    expect(await statusOf(made)).to.equal('Draft');
    const third = (await request({ documentId: made.id })).body.id;
    await act(third, 'approve', 'finance-manager');
    const document = `${custom}/purchaseDocuments(${made.id})`;
    expect((await send(`${document}/Microsoft.NAV.reopen`, 'sales-rep')).status).to.equal(403);
    expect((await send(`${document}/Microsoft.NAV.reopen`, 'buyer')).status).to.equal(204);
    expect(await statusOf(made)).to.equal('Draft');
    expect((await act(third, 'approve', 'finance-manager')).body.error.message).to.contain('You can only approve open approval requests.');
    const release = (as: Role): Promise<Answer> => send(`${document}/Microsoft.NAV.release`, as);
    expect((await release('buyer')).body.error.message).to.contain('This document can only be released when the approval process is complete.');
    expect((await release('finance-manager')).status).to.equal(204);
    expect((await erp.call(document, { as: 'buyer' })).body).to.include({ status: 'Released', documentType: 'Order', amount: 8000 });
  });

  it('are sent and decided once for an Idempotency-Key', async () => {
    const made = await order(8000);
    const once = { 'idempotency-key': 'send-once' };
    const [first, second] = [await request({ documentId: made.id }, 'buyer', once), await request({ documentId: made.id }, 'buyer', once)];
    expect([second.status, second.text]).to.deep.equal([201, first.text]);
    const headers = { 'idempotency-key': 'approve-once' };
    await act(first.body.id, 'approve', 'finance-manager', { headers });
    const again = await act(first.body.id, 'approve', 'finance-manager', { headers });
    expect([again.status, again.headers.get('idempotency-replayed')]).to.deep.equal([204, 'true']);
  });

  const unclear: readonly (readonly [string, object, string])[] = [
    ['names no document', { comment: 'x' }, 'A documentId, or a documentType and a documentNumber, must be provided.'],
    ['names an unknown document', { documentId: '11111111-1111-4111-8111-111111111111' }, 'No document with the specified ID exists.'],
    ['names a document by another kind', { documentType: 'Purchase Memo', documentNumber: 'X' }, "can't be evaluated into type Option"],
    ['gives what is not hers to give', { status: 'Approved' }, "Control 'status' is read-only."],
    ['says too much', { comment: 'x'.repeat(251) }, 'must be less than or equal to 250 characters'],
  ];
  for (const [title, body, message] of unclear) {
    it(`are refused when the sender ${title}`, async () => {
      const answer = await request(body);
      expect(answer.status).to.equal(400);
      expect(answer.body.error.message).to.contain(message);
    });
  }

  it('tell a number that is not there', async () => {
    const answer = await request({ documentType: 'Sales Order', documentNumber: 'NONE' }, 'sales-rep');
    expect([answer.status, answer.body.error.code]).to.deep.equal([404, 'Internal_RecordNotFound']);
  });

  it('are read, and only read, through v2.0', async () => {
    const setups = await erp.call(`${company}/approvalUserSetups?$filter=userId eq 'BUYER'`, { as: 'finance-manager' });
    expect(setups.body.value[0]).to.include({
      userFullName: 'buyer',
      purchaseAmountApprovalLimit: 5000,
      approverId: 'FINANCE-MANAGER',
      approvalAdmin: false,
    });
    expect((await erp.call(`${company}/approvalUserSetups`, { as: 'buyer' })).status).to.equal(200);
    expect((await erp.call(`${company}/approvalUserSetups`, { as: 'ar-clerk' })).status).to.equal(403);
    for (const set of ['approvalUserSetups', 'approvalEntries']) {
      expect((await send(`${company}/${set}`, 'finance-manager', { body: {} })).status, set).to.equal(405);
    }
    const { text } = await erp.call('smartAgents/erp/v1.0/$metadata', { as: 'buyer' });
    expect(text).to.contain('<Action Name="approve" IsBound="true">').and.to.contain('<Parameter Name="comment" Type="Edm.String" MaxLength="250"/>');
  });
});
