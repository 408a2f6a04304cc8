import { expect } from 'chai';
import type { Answer } from './running-erp.ts';
import { messageOf, SalesDesk, type Entity } from './sales-desk.ts';

const kinds = ['salesQuotes', 'salesOrders', 'salesInvoices', 'salesCreditMemos'] as const;

const dateOf = { salesQuotes: 'documentDate', salesOrders: 'orderDate', salesInvoices: 'invoiceDate', salesCreditMemos: 'creditMemoDate' } as const;

const errorOf = (answer: Answer): readonly [number, string] => [answer.status, messageOf(answer)];

describe('sales documents over the ERP API', function () {
  this.timeout(240_000);
  let desk: SalesDesk;
  before(async () => (desk = await SalesDesk.open()));
  after(() => desk.close());

  for (const set of kinds) {
    const lineSet = `${set.slice(0, -1)}Lines`;

    describe(set, () => {
      it('are created as drafts with their lines: customer, terms, prices and totals follow', async () => {
        const { status, body, headers } = await desk.create(set, { externalDocumentNumber: 'po-1' }, [
          { quantity: 2, unitPrice: 10, discountPercent: 5 },
          { lineObjectNumber: undefined, lineType: 'Comment', description: 'By noon' },
          { lineObjectNumber: '8450', lineType: 'Account', quantity: 1, unitPrice: 3.5 },
        ]);
        expect(status).to.equal(201);
        expect(headers.get('location')).to.contain(`${set}(${body.id})`);
        expect(body).to.include({
          status: 'Draft',
          customerName: desk.customer.displayName,
          email: desk.customer.email,
          externalDocumentNumber: 'PO-1',
        });
        expect(body).to.include({ totalAmountExcludingTax: 22.5, totalTaxAmount: 5.18, totalAmountIncludingTax: 27.68 });
        const lines: Entity[] = body[lineSet];
        expect(lines.map((line) => [line.sequence, line.lineType, line.netAmount])).to.deep.equal([
          [10000, 'Item', 19],
          [20000, 'Comment', 0],
          [30000, 'Account', 3.5],
        ]);
        expect(lines[0]).to.include({ discountAmount: 1, discountPercent: 5, amountExcludingTax: 19, taxPercent: 23, itemId: desk.items[0].id });
      });

      it('are changed with their totals, an invoice discount shared by the lines', async () => {
        const { body } = await desk.create(set, {}, [
          { quantity: 3, unitPrice: 10 },
          { quantity: 1, unitPrice: 20 },
        ]);
        const date = dateOf[set];
        const change = { [date]: '2026-11-10', postingDate: '2026-11-12', discountAmount: 10, salesperson: 'TF', email: 'new@example.test' };
        const changed = await desk.change(`${set}(${body.id})?$expand=${lineSet}`, change);
        expect(changed.status, changed.text).to.equal(200);
        expect(changed.body).to.include({ ...change, totalAmountExcludingTax: 40 });
        const lines: Entity[] = changed.body[lineSet];
        expect(lines.map((line) => [line.amountExcludingTax, line.netAmount, line.totalTaxAmount, line.amountIncludingTax])).to.deep.equal([
          [30, 24, 6.9, 36.9],
          [20, 16, 4.6, 24.6],
        ]);
        if (set !== 'salesQuotes') expect(lines.map((line) => line.invoiceDiscountAllocation)).to.deep.equal([6, 4]);
        const tooMuch = await desk.change(`${set}(${body.id})`, { discountAmount: 51 });
        expect(errorOf(tooMuch)[1]).to.match(/^Invoice Discount Amount must be between 0 and 50\.00/);
      });

      it('get, change and lose lines one at a time, and are deleted with them', async () => {
        const { body } = await desk.create(set);
        const added = await desk.send(`${set}(${body.id})/${lineSet}`, 'POST', {
          body: { sequence: 15000, itemId: desk.items[1].id, quantity: 1, discountAmount: 0.25, unitPrice: 9, description2: 'blue' },
        });
        expect(added.status, added.text).to.equal(201);
        expect(added.body).to.include({
          sequence: 15000,
          discountAmount: 0.25,
          netAmount: 8.75,
          description2: 'blue',
          lineObjectNumber: desk.items[1].number,
        });
        const path = `${lineSet}(${added.body.id})`;
        const changed = await desk.change(path, { quantity: 4, unitPrice: 1, discountPercent: 0 });
        expect(changed.body).to.include({ quantity: 4, netAmount: 4 });
        expect((await desk.change(path, { lineType: 'Comment', description: 'Only words' })).body).to.include({
          quantity: 0,
          netAmount: 0,
          lineObjectNumber: '',
        });
        expect((await desk.remove(path)).status).to.equal(204);
        expect((await desk.read(`${set}(${body.id})/${lineSet}`)).value).to.have.length(1);
        expect((await desk.remove(`${set}(${body.id})`)).status).to.equal(204);
        expect((await desk.send(`${set}(${body.id})`, 'GET')).status).to.equal(404);
      });

      const refused: readonly (readonly [string, Entity, Entity, RegExp])[] = [
        ['no customer', { customerNumber: undefined }, {}, /^A customerNumber or a customerId must be provided\.$/],
        ['a customer nobody knows', { customerNumber: 'NOBODY' }, {}, /cannot be found in the related table \(Customer\)/],
        ['a salesperson nobody knows', { salesperson: 'XX' }, {}, /cannot be found in the related table \(Salesperson\/Purchaser\)/],
        ['a read-only field', { totalTaxAmount: 1 }, {}, /^Control 'totalTaxAmount' is read-only\.$/],
        ['a currency', { currencyCode: 'USD' }, {}, /^Control 'currencyCode' is read-only\.$/],
        ['a line without quantity', {}, { quantity: 0 }, /^Quantity must be positive/],
        ['a unit the item has not', {}, { quantity: 1, unitOfMeasureCode: 'ROLL' }, /related table \(Item Unit of Measure\)/],
        ['a tax code nobody knows', {}, { quantity: 1, taxCode: 'VAT99' }, /cannot be found in the related table \(VAT Posting Setup\)/],
        ['a discount above the line', {}, { quantity: 1, unitPrice: 5, discountAmount: 5.01 }, /^Line Discount Amount must be between 0 and 5\.00/],
        [
          'a comment with a price',
          {},
          { lineObjectNumber: undefined, lineType: 'Comment', unitPrice: 1 },
          /cannot be given for a line of type Comment/,
        ],
      ];
      for (const [title, header, line, message] of refused) {
        it(`are refused with ${title}`, async () => {
          const answer = await desk.create(set, header, [{ quantity: 1, ...line }]);
          const [status, text] = errorOf(answer);
          expect(status).to.equal(400);
          expect(text).to.match(message);
        });
      }
    });
  }

  it('take who pays from another customer, by number and id if they agree', async () => {
    const [, other] = (await desk.read('customers?$top=2')).value as Entity[];
    const billTo = { billToCustomerId: other.id, billToCustomerNumber: other.number };
    const { body } = await desk.create('salesOrders', billTo);
    expect(body).to.include({ ...billTo, billToName: other.displayName, customerNumber: desk.customer.number });
    const mixed = await desk.create('salesOrders', { ...billTo, billToCustomerNumber: desk.customer.number });
    expect(errorOf(mixed)).to.deep.equal([400, 'The bill-to customer values do not match to a specific Customer.']);
    const wrong = await desk.create('salesOrders', { customerId: other.id });
    expect(errorOf(wrong)).to.deep.equal([400, 'The sell-to customer values do not match to a specific Customer.']);
  });

  it('say on an order line what is shipped and invoiced next, on a released order too', async () => {
    const { body } = await desk.create('salesOrders', {}, [{ quantity: 5, shipQuantity: 3, invoiceQuantity: 1 }]);
    const [line] = body.salesOrderLines as Entity[];
    expect(line).to.include({ shipQuantity: 3, invoiceQuantity: 1, shippedQuantity: 0 });
    expect(errorOf(await desk.change(`salesOrderLines(${line.id})`, { shipQuantity: 6 }))).to.deep.equal([400, 'You cannot ship more than 5 units.']);
    expect((await desk.change(`salesOrderLines(${line.id})`, { shipQuantity: 2 })).body).to.include({ shipQuantity: 2, invoiceQuantity: 2 });
    await desk.act(`salesOrders(${body.id})`, 'shipAndInvoice');
    expect(await desk.read(`salesOrders(${body.id})`)).to.include({ status: 'Open', fullyShipped: false, partialShipping: true });
    expect((await desk.change(`salesOrderLines(${line.id})`, { shipQuantity: 1 })).status).to.equal(200);
    expect(errorOf(await desk.change(`salesOrderLines(${line.id})`, { quantity: 9 }))[1]).to.match(/^Status must be equal to 'Open'/);
  });

  it('that are posted can no longer be changed', async () => {
    for (const [set, noun] of [
      ['salesInvoices', 'invoice'],
      ['salesCreditMemos', 'credit memo'],
    ] as const) {
      const lineSet = `${set.slice(0, -1)}Lines`;
      const { value } = await desk.read(`${set}?$filter=status eq 'Paid' or status eq 'Open'&$top=1&$expand=${lineSet}`);
      const [posted] = value as Entity[];
      const text = `The ${noun} has been posted and can no longer be modified.`;
      const answers = [
        await desk.change(`${set}(${posted.id})`, { externalDocumentNumber: 'X' }),
        await desk.remove(`${set}(${posted.id})`),
        await desk.change(`${lineSet}(${posted[lineSet][0].id})`, { description: 'X' }),
        await desk.remove(`${lineSet}(${posted[lineSet][0].id})`),
        await desk.send(`${set}(${posted.id})/${lineSet}`, 'POST', { body: { lineObjectNumber: desk.items[0].number, quantity: 1 } }),
      ];
      for (const answer of answers) expect(errorOf(answer)).to.deep.equal([400, text]);
    }
  });

  it('name on a credit memo the invoice they settle, which must be the payer’s', async () => {
    const [invoice, ...others] = (await desk.read(`salesInvoices?$filter=status eq 'Open'`)).value as Entity[];
    const foreignInvoice = others.find((one) => one.customerNumber !== invoice.customerNumber);
    const { body } = await desk.create('salesCreditMemos', { customerNumber: invoice.customerNumber, invoiceId: invoice.id });
    expect(body).to.include({ invoiceId: invoice.id, invoiceNumber: invoice.number });
    const foreign = await desk.create('salesCreditMemos', { customerNumber: invoice.customerNumber, invoiceNumber: foreignInvoice.number });
    expect(errorOf(foreign)[1]).to.match(/cannot be found in the related table \(Sales Invoice Header\)/);
    const mixed = await desk.create('salesCreditMemos', { invoiceId: invoice.id, invoiceNumber: foreignInvoice.number });
    expect(errorOf(mixed)).to.deep.equal([400, 'The invoiceId and invoiceNumber do not match to a specific Invoice.']);
  });

  it('are narrowed by the clerk’s region without a word, and closed to her changes', async () => {
    for (const set of [...kinds, 'salesShipments']) {
      const all = await desk.read(set, 'finance-manager');
      const hers = await desk.read(set, 'ar-clerk');
      expect(hers['@smartAgents.mayBePartial'], set).to.equal(true);
      expect(hers.value.length, set).to.be.below(all.value.length);
    }
    const answer = await desk.send('salesQuotes', 'POST', { as: 'ar-clerk', body: { customerNumber: desk.customer.number } });
    expect([answer.status, answer.body.error.message]).to.satisfy(
      ([status, text]: [number, string]) => status === 403 && text.includes('TableData 36'),
    );
  });

  it('that are shipments can only be read', async () => {
    const { value } = await desk.read('salesShipments?$expand=salesShipmentLines&$top=1');
    const [shipment] = value as Entity[];
    expect(shipment.orderNumber).to.match(/^SO-/);
    expect(shipment.salesShipmentLines[0]).to.include({ documentNo: shipment.number, lineType: 'Item' });
    for (const method of ['PATCH', 'DELETE'] as const) {
      const answer = await desk.send(`salesShipments(${shipment.id})`, method, { body: {}, headers: { 'if-match': '*' } });
      expect(answer.status).to.equal(405);
    }
  });
});
