import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect } from 'chai';
import { tenantOne, type Answer } from './running-erp.ts';
import { messageOf, SalesDesk, type Entity } from './sales-desk.ts';

describe('bound actions on sales documents', function () {
  this.timeout(240_000);
  let desk: SalesDesk;
  before(async () => (desk = await SalesDesk.open()));
  after(() => desk.close());

  const create = async (set: string, body: Entity = {}, lines: readonly Entity[] = [{ quantity: 1, unitPrice: 10 }]): Promise<string> => {
    const answer = await desk.create(set, body, lines);
    expect(answer.status, answer.text).to.equal(201);
    return `${set}(${answer.body.id})`;
  };
  const done = async (answer: Answer): Promise<Entity> => {
    expect([answer.status, answer.text]).to.deep.equal([204, '']);
    return desk.found(answer);
  };
  const mailsAbout = (id: string): Entity[] => {
    const db = new Database(join(desk.erp.dataDir, `erp-${tenantOne}.sqlite`), { readonly: true });
    const mails = db.prepare('SELECT * FROM EmailOutbox WHERE sourceSystemId = ? ORDER BY id').all(id);
    db.close();
    return mails;
  };
  const post = async (set: string, body: Entity = {}): Promise<Entity> => done(await desk.act(await create(set, body), 'post', 'finance-manager'));

  it('take a quote to a paid-for delivery: sent, accepted, ordered, shipped and invoiced', async () => {
    const quote = await create('salesQuotes', { validUntilDate: '2026-12-31' });
    await done(await desk.act(quote, 'send'));
    const sent = await desk.read(quote);
    expect(sent).to.include({ status: 'Sent' });
    expect(sent.sentDate).to.match(/^20\d\d-/);
    expect((await desk.change(quote, { acceptedDate: '2026-11-20' })).body.status).to.equal('Accepted');
    const order = await done(await desk.act(quote, 'makeOrder'));
    expect(order).to.include({ status: 'Draft', totalAmountExcludingTax: 10, customerNumber: desk.customer.number });
    expect((await desk.send(quote, 'GET')).status).to.equal(404);
    const invoice = await done(await desk.act(`salesOrders(${order.id})`, 'shipAndInvoice'));
    expect(invoice).to.include({ status: 'Open', orderNumber: order.number, totalAmountExcludingTax: 10, remainingAmount: 12.3 });
    expect((await desk.send(`salesOrders(${order.id})`, 'GET')).status).to.equal(404);
    const { value } = await desk.read(`salesShipments?$filter=orderNumber eq '${order.number}'`);
    expect(value).to.have.length(1);
  });

  it('make an invoice of a quote; one past its validity is shown as expired and still made', async () => {
    const quote = await create('salesQuotes', { validUntilDate: '2026-11-01' });
    expect((await desk.read(quote)).status).to.equal('Expired_x0020_');
    expect(await done(await desk.act(quote, 'makeInvoice'))).to.include({ status: 'Draft', totalAmountExcludingTax: 10 });
  });

  it('answer with the shipment where nothing was to be invoiced, and name the order while it is there', async () => {
    const order = await create('salesOrders', {}, [{ quantity: 2, unitPrice: 10, shipQuantity: 1, invoiceQuantity: 0 }]);
    expect(await done(await desk.act(order, 'shipAndInvoice'))).to.have.property('orderNumber', (await desk.read(order)).number);
    const [line] = (await desk.read(`${order}/salesOrderLines`)).value;
    await desk.change(`salesOrderLines(${line.id})`, { shipQuantity: 0 });
    const invoice = await done(await desk.act(order, 'shipAndInvoice'));
    expect(`salesOrders(${invoice.orderId})`).to.equal(order);
  });

  it('cancel an invoice: Canceled and Corrective, and by cancelling the credit memo Open again', async () => {
    const invoice = await post('salesInvoices');
    const path = `salesInvoices(${invoice.id})`;
    expect(await done(await desk.act(path, 'cancel', 'finance-manager'))).to.include({ id: invoice.id, status: 'Canceled', remainingAmount: 0 });
    const { value } = await desk.read(`salesCreditMemos?$filter=invoiceNumber eq '${invoice.number}'`, 'finance-manager');
    const [memo] = value as Entity[];
    expect(memo).to.include({ status: 'Corrective', invoiceId: invoice.id, totalAmountIncludingTax: invoice.totalAmountIncludingTax });
    expect(messageOf(await desk.act(path, 'cancel', 'finance-manager'))).to.equal(
      'The invoice cannot be canceled because it has already been canceled.',
    );
    const memoPath = `salesCreditMemos(${memo.id})`;
    expect(await done(await desk.act(memoPath, 'cancel', 'finance-manager'))).to.include({ status: 'Canceled' });
    expect(await desk.read(path)).to.include({ status: 'Open', remainingAmount: invoice.totalAmountIncludingTax });
    expect(messageOf(await desk.act(memoPath, 'cancel', 'finance-manager'))).to.equal(
      'The credit memo cannot be cancelled because it has already been canceled.',
    );
  });

  it('draft a corrective credit memo that settles its invoice once it is posted', async () => {
    const invoice = await post('salesInvoices');
    const memo = await done(await desk.act(`salesInvoices(${invoice.id})`, 'makeCorrectiveCreditMemo', 'finance-manager'));
    expect(memo).to.include({ status: 'Draft', invoiceNumber: invoice.number, totalAmountIncludingTax: invoice.totalAmountIncludingTax });
    expect(await done(await desk.act(`salesCreditMemos(${memo.id})`, 'post', 'finance-manager'))).to.include({ status: 'Paid' });
    expect(await desk.read(`salesInvoices(${invoice.id})`)).to.include({ status: 'Paid', remainingAmount: 0 });
    expect(messageOf(await desk.act(`salesInvoices(${invoice.id})`, 'cancel', 'finance-manager'))).to.match(
      /^You cannot cancel this posted sales invoice because it is fully or partially paid\./,
    );
  });

  it('queue mails in the outbox, in the name of who sent them, about the document as it is then', async () => {
    const invoice = await done(await desk.act(await create('salesInvoices'), 'postAndSend'));
    await done(await desk.act(`salesInvoices(${invoice.id})`, 'cancelAndSend', 'finance-manager'));
    const mails = mailsAbout(invoice.id);
    expect(mails.map((mail) => [mail.status, mail.toRecipients, mail.senderUserId, mail.sourceDocumentNo])).to.deep.equal([
      ['Queued', desk.customer.email, 'SALES-REP', invoice.number],
      ['Queued', desk.customer.email, 'FINANCE-MANAGER', invoice.number],
    ]);
    expect(mails.map((mail) => mail.description)).to.deep.equal([
      `Birch Harbour Trading - Sales Invoice ${invoice.number}`,
      'Your invoice has been canceled.',
    ]);
  });

  it('mail to the document’s own address before the customer’s, and post nothing where there is none', async () => {
    const draft = await create('salesInvoices', { email: 'buyer@example.test' });
    await done(await desk.act(draft, 'send'));
    const { id } = await desk.read(draft);
    expect(mailsAbout(id).map((mail) => mail.toRecipients)).to.deep.equal(['buyer@example.test']);
    const db = new Database(join(desk.erp.dataDir, `erp-${tenantOne}.sqlite`));
    db.prepare(`UPDATE Customer SET email = '' WHERE "no" = ?`).run(desk.customer.number);
    const mute = await create('salesInvoices');
    const answer = await desk.act(mute, 'postAndSend');
    db.prepare(`UPDATE Customer SET email = ? WHERE "no" = ?`).run(desk.customer.email, desk.customer.number);
    db.close();
    expect([answer.status, messageOf(answer)]).to.deep.equal([
      400,
      'The send-to email is empty. Specify email either for the customer or for the invoice in email preview.',
    ]);
    expect((await desk.read(mute)).status).to.equal('Draft');
  });

  const refusals: readonly (readonly [string, string, string])[] = [
    ['salesInvoices', 'cancel', 'The action can be applied to a posted invoice only.'],
    ['salesInvoices', 'makeCorrectiveCreditMemo', 'The action can be applied to a posted invoice only.'],
    ['salesCreditMemos', 'cancelAndSend', 'The action can be applied to a posted credit memo only.'],
  ];
  for (const [set, action, text] of refusals) {
    it(`refuse to ${action} a draft of ${set}`, async () => {
      expect(messageOf(await desk.act(await create(set), action, 'finance-manager'))).to.equal(text);
    });
  }

  it('refuse to post what is posted, and what has no line but comments', async () => {
    const invoice = await post('salesInvoices');
    expect(messageOf(await desk.act(`salesInvoices(${invoice.id})`, 'post', 'finance-manager'))).to.equal(
      'The action can be applied to a draft invoice only.',
    );
    const lines = [{ lineObjectNumber: undefined, lineType: 'Comment', description: 'x' }];
    for (const [set, action, noun] of [
      ['salesInvoices', 'post', 'invoice'],
      ['salesCreditMemos', 'postAndSend', 'credit memo'],
      ['salesOrders', 'shipAndInvoice', 'order'],
      ['salesQuotes', 'send', 'quote'],
    ] as const) {
      const path = await create(set, {}, lines);
      expect(messageOf(await desk.act(path, action, 'finance-manager'))).to.equal(`Please add at least one line item to the ${noun}.`);
    }
  });

  it('are refused without their routine or a right on what it writes, and change nothing', async () => {
    const memo = await create('salesCreditMemos');
    const noTable = await desk.act(memo, 'post');
    expect([noTable.status, messageOf(noTable)]).to.satisfy(([status, text]: [number, string]) => status === 403 && text.includes('TableData 114'));
    const invoice = await post('salesInvoices');
    const noRoutine = await desk.act(`salesInvoices(${invoice.id})`, 'cancel');
    expect(messageOf(noRoutine)).to.contain('Codeunit 1303 Correct Posted Sales Invoice Execute');
    expect((await desk.read(memo)).status).to.equal('Draft');
    expect((await desk.read(`salesInvoices(${invoice.id})`)).status).to.equal('Open');
  });

  it('are described by $metadata, all that Microsoft’s pages have', async () => {
    const { text } = await desk.erp.call('v2.0/$metadata', { as: 'sales-rep' });
    const actions = [...text.matchAll(/<Action Name="(\w+)" IsBound="true"><Parameter Name="bindingParameter" Type="Microsoft\.NAV\.(\w+)"/g)].map(
      ([, name, entity]) => `${entity}.${name}`,
    );
    expect(actions).to.include.members([
      ...['makeOrder', 'makeInvoice', 'send'].map((name) => `salesQuote.${name}`),
      'salesOrder.shipAndInvoice',
      ...['post', 'postAndSend', 'send', 'cancel', 'cancelAndSend', 'makeCorrectiveCreditMemo'].map((name) => `salesInvoice.${name}`),
      ...['post', 'postAndSend', 'send', 'cancel', 'cancelAndSend'].map((name) => `salesCreditMemo.${name}`),
    ]);
  });
});
