import { expect } from 'chai';
import { RunningErp } from './running-erp.ts';
import type { Answer, Call, Role } from './running-erp.ts';

const anyVersion = { 'if-match': '*' };

describe('purchase documents over the ERP API', function () {
  this.timeout(240_000);
  let erp: RunningErp;
  let company: string;
  let vendorNumber: string;
  let itemNumber: string;
  let made = 0;
  before(async () => {
    erp = await RunningErp.start();
    company = await erp.company('finance-manager');
    const custom = company.replace('v2.0', 'smartAgents/erp/v1.0');
    ({ vendorNumber, itemNumber } = (await erp.call(`${custom}/purchasePrices?$top=1`, { as: 'finance-manager' })).body.value[0]);
  });
  after(() => erp.stop());

  const call = (path: string, method = 'GET', options: Call = {}): Promise<Answer> =>
    erp.call(path.startsWith('http') ? path : `${company}/${path}`, { as: 'finance-manager', method, ...options });
  const line = (more: object = {}): object => ({ lineObjectNumber: itemNumber, quantity: 4, unitCost: 25, ...more });
  const invoice = async (body: object = {}, as: Role = 'finance-manager'): Promise<Answer['body']> => {
    const vendorInvoiceNumber = `H-${++made}`;
    const given = { vendorNumber, vendorInvoiceNumber, purchaseInvoiceLines: [line()], ...body };
    const answer = await call('purchaseInvoices', 'POST', { as, body: given });
    expect(answer.status, answer.text).to.equal(201);
    return answer.body;
  };
  const act = (set: string, id: string, action: string, options: Call = {}): Promise<Answer> =>
    call(`${set}(${id})/Microsoft.NAV.${action}`, 'POST', options);
  const posted = async (set: string, id: string): Promise<Answer['body']> => {
    const answer = await act(set, id, 'post');
    expect(answer.status, answer.text).to.equal(204);
    return (await call(answer.headers.get('location') ?? '')).body;
  };
  const message = ({ body }: Answer): string => String(body?.error.message);

  it('invoices are drafted with their lines, changed by field and by line, and deleted', async () => {
    const draft = await invoice({ invoiceDate: '2026-11-12', dueDate: '2026-12-31', shipToName: 'Gate 4' });
    expect(draft).to.include({
      status: 'Draft',
      invoiceDate: '2026-11-12',
      dueDate: '2026-12-31',
      shipToName: 'Gate 4',
      totalAmountExcludingTax: 100,
    });
    expect(draft.purchaseInvoiceLines[0]).to.include({ lineObjectNumber: itemNumber, unitCost: 25, quantity: 4, netAmount: 100 });
    const path = `purchaseInvoices(${draft.id})`;
    const changed = await call(path, 'PATCH', { body: { postingDate: '2026-11-19', vendorInvoiceNumber: 'LATE-1' }, headers: anyVersion });
    expect(changed.body).to.include({ postingDate: '2026-11-19', vendorInvoiceNumber: 'LATE-1' });
    const stale = await call(path, 'PATCH', { body: { postingDate: '2026-11-18' }, headers: { 'if-match': draft['@odata.etag'] } });
    expect(stale.status).to.equal(409);
    const added = await call(`${path}/purchaseInvoiceLines`, 'POST', {
      body: { lineType: 'Account', lineObjectNumber: '8110', quantity: 1, unitCost: 9.5 },
    });
    expect(added.body).to.include({ lineType: 'Account', unitCost: 9.5 });
    const repriced = await call(`purchaseInvoiceLines(${added.body.id})`, 'PATCH', {
      body: { unitCost: 10, discountPercent: 50 },
      headers: anyVersion,
    });
    expect(repriced.body.netAmount).to.equal(5);
    expect((await call(path)).body.totalAmountExcludingTax).to.equal(105);
    const { unitOfMeasureId, locationId } = draft.purchaseInvoiceLines[0];
    const described = await call(`purchaseInvoiceLines(${added.body.id})`, 'PATCH', {
      body: { description2: 'second half', unitOfMeasureId, locationId },
      headers: anyVersion,
    });
    expect(described.body).to.include({ description2: 'second half', unitOfMeasureId, locationId, netAmount: 5 });
    const unknown = await call(`purchaseInvoiceLines(${added.body.id})`, 'PATCH', { body: { unitOfMeasureCode: 'NONE' }, headers: anyVersion });
    expect(message(unknown)).to.contain('(NONE) that cannot be found in the related table (Unit of Measure)');
    expect((await call(`purchaseInvoiceLines(${added.body.id})`, 'DELETE', { headers: anyVersion })).status).to.equal(204);
    expect((await call(path, 'DELETE', { headers: anyVersion })).status).to.equal(204);
    expect((await call(path)).status).to.equal(404);
  });

  it('invoices are posted by those who may, and then left alone', async () => {
    const draft = await invoice({}, 'ap-clerk');
    const denied = await act('purchaseInvoices', draft.id, 'post', { as: 'buyer' });
    expect([denied.status, message(denied)]).to.satisfy(([status, text]: [number, string]) => status === 403 && text.startsWith('Sorry'));
    const answer = await act('purchaseInvoices', draft.id, 'post', { as: 'ap-clerk' });
    expect(answer.status, answer.text).to.equal(204);
    const { body } = await call(answer.headers.get('location') ?? '');
    expect(body).to.include({ status: 'Open', vendorInvoiceNumber: draft.vendorInvoiceNumber, totalAmountExcludingTax: 100 });
    const [one] = (await call(`purchaseInvoices(${body.id})/purchaseInvoiceLines`)).body.value;
    const attempts = await Promise.all([
      call(`purchaseInvoices(${body.id})`, 'PATCH', { body: { dueDate: '2027-01-01' }, headers: anyVersion }),
      call(`purchaseInvoices(${body.id})`, 'DELETE', { headers: anyVersion }),
      call(`purchaseInvoiceLines(${one.id})`, 'PATCH', { body: { quantity: 1 }, headers: anyVersion }),
      call(`purchaseInvoiceLines(${one.id})`, 'DELETE', { headers: anyVersion }),
    ]);
    for (const attempt of attempts) {
      expect([attempt.status, attempt.body.error.code]).to.deep.equal([400, 'Application_DialogException']);
      expect(message(attempt)).to.contain('The invoice has been posted and can no longer be modified.');
    }
    expect(message(await act('purchaseInvoices', body.id, 'post'))).to.contain('The action can be applied to a draft invoice only.');
  });

  it('credit memos are applied to the invoice they name by id, and read as settled', async () => {
    const billed = await posted('purchaseInvoices', (await invoice()).id);
    const answer = await call('purchaseCreditMemos', 'POST', {
      body: { vendorNumber, vendorCreditMemoNumber: 'HC-1', invoiceId: billed.id, payToCity: 'Cork', purchaseCreditMemoLines: [line()] },
    });
    expect(answer.status, answer.text).to.equal(201);
    expect(answer.body).to.include({ status: 'Draft', invoiceId: billed.id, invoiceNumber: billed.number, payToCity: 'Cork' });
    expect(answer.body.purchaseCreditMemoLines[0]).to.include({ unitCost: 25, quantity: 4 });
    const memo = await posted('purchaseCreditMemos', answer.body.id);
    expect(memo).to.include({ status: 'Paid', vendorCreditMemoNumber: 'HC-1', totalAmountIncludingTax: billed.totalAmountIncludingTax });
    expect((await call(`purchaseInvoices(${billed.id})`)).body.status).to.equal('Paid');
    expect(message(await call(`purchaseCreditMemos(${memo.id})`, 'DELETE', { headers: anyVersion }))).to.contain(
      'The credit memo has been posted and can no longer be modified.',
    );
    expect(message(await act('purchaseCreditMemos', memo.id, 'cancel'))).to.contain('because it is not a corrective document.');
  });

  it('a posted invoice is cancelled by a corrective credit memo, and that by an invoice', async () => {
    const billed = await posted('purchaseInvoices', (await invoice()).id);
    const cancelled = await act('purchaseInvoices', billed.id, 'cancel');
    const memo = (await call(cancelled.headers.get('location') ?? '')).body;
    expect([memo.status, memo.invoiceNumber]).to.deep.equal(['Corrective', billed.number]);
    expect((await call(`purchaseInvoices(${billed.id})`)).body.status).to.equal('Canceled');
    const again = await act('purchaseCreditMemos', memo.id, 'cancel');
    expect((await call(again.headers.get('location') ?? '')).body).to.include({ status: 'Corrective', totalAmountExcludingTax: 100 });
    expect((await call(`purchaseCreditMemos(${memo.id})`)).body.status).to.equal('Canceled');
    expect((await act('purchaseInvoices', billed.id, 'cancel', { as: 'ap-clerk' })).status).to.equal(403);
  });

  it('orders are received and invoiced by the quantities on their lines', async () => {
    const { body: order } = await call('purchaseOrders', 'POST', {
      body: { vendorNumber, purchaseOrderLines: [{ lineObjectNumber: itemNumber, quantity: 10, receiveQuantity: 6, invoiceQuantity: 4 }] },
    });
    const [one] = order.purchaseOrderLines;
    expect(one).to.include({ receiveQuantity: 6, invoiceQuantity: 4, receivedQuantity: 0 });
    const more = await call(`purchaseOrderLines(${one.id})`, 'PATCH', { body: { receiveQuantity: 11 }, headers: anyVersion });
    expect(message(more)).to.contain('You cannot receive more than 10 units.');
    const unnamed = await act('purchaseOrders', order.id, 'receiveAndInvoice');
    expect(message(unnamed)).to.contain('You need to enter the document number of the document from the vendor in the Vendor Invoice No. field');
    const answer = await act('purchaseOrders', order.id, 'receiveAndInvoice', { body: { vendorInvoiceNumber: 'HO-1' } });
    expect((await call(answer.headers.get('location') ?? '')).body).to.include({ orderNumber: order.number, vendorInvoiceNumber: 'HO-1' });
    const after = (await call(`purchaseOrderLines(${one.id})`)).body;
    expect(after).to.include({ receivedQuantity: 6, invoicedQuantity: 4, receiveQuantity: 4, invoiceQuantity: 6 });
    const receipts = (await call(`purchaseReceipts?$filter=orderNumber eq '${order.number}'&$expand=purchaseReceiptLines`)).body.value;
    expect(receipts[0].purchaseReceiptLines[0].quantity).to.equal(6);
    const changed = await call(`purchaseOrderLines(${one.id})`, 'PATCH', { body: { receiveQuantity: 1 }, headers: anyVersion });
    expect(changed.body, 'also on the released order').to.include({ receiveQuantity: 1, invoiceQuantity: 3 });
    const fixed = await call(`purchaseOrderLines(${one.id})`, 'PATCH', { body: { quantity: 12 }, headers: anyVersion });
    expect(message(fixed)).to.contain("Status must be equal to 'Open'");
  });

  it('nothing is drafted where a field or a part is wrong', async () => {
    const count = async (): Promise<string> => (await call('purchaseInvoices/$count')).text;
    const before = await count();
    const wrong: readonly (readonly [string, object, RegExp])[] = [
      [
        'purchaseInvoices',
        { vendorNumber, purchaseInvoiceLines: [line(), line({ lineObjectNumber: 'NONE' })] },
        /cannot be found in the related table/,
      ],
      ['purchaseInvoices', { vendorNumber, purchaseInvoiceLines: [line({ directUnitCost: 1 })] }, /does not exist on type/],
      ['purchaseInvoices', { vendorNumber, totalTaxAmount: 1 }, /is read-only/],
      ['purchaseInvoices', { vendorNumber, paymentTermsId: '11111111-1111-4111-8111-111111111111' }, /does not exist on type/],
      ['purchaseCreditMemos', { vendorNumber, invoiceId: '11111111-1111-4111-8111-111111111111' }, /The Purch. Inv. Header does not exist/],
      [
        'purchaseOrders',
        { vendorNumber, purchaseOrderLines: [{ lineObjectNumber: itemNumber, quantity: 1, receiveQuantity: 2 }] },
        /cannot receive more/,
      ],
      ['purchaseInvoiceLines', { documentId: '11111111-1111-4111-8111-111111111111', lineObjectNumber: itemNumber, quantity: 1 }, /parent document/],
    ];
    for (const [set, body, expected] of wrong) {
      const answer = await call(set, 'POST', { body });
      expect(answer.status, `${set} ${answer.text}`).to.equal(400);
      expect(message(answer)).to.match(expected);
    }
    expect(await count()).to.equal(before);
  });
});
