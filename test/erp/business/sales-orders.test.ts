import { expect } from 'chai';
import {
  changeSalesDocument,
  changeSalesLine,
  convertQuote,
  createSalesDocument,
  postSalesInvoice,
  postSalesOrder,
  postSalesShipment,
  releaseSalesDocument,
  reopenSalesDocument,
  salesLinesOf,
  type SalesHeader,
  type SalesHeaderInput,
  type SalesLineInput,
} from '../../../src/erp/business/index.ts';
import {
  custLedgerEntry,
  customer,
  generalLedgerSetup,
  glEntry,
  item,
  itemLedgerEntry,
  salesHeader,
  salesInvoiceLine,
  salesShipmentLine,
} from '../../../src/erp/tables/index.ts';
import { decimal } from '../../../src/kernel/money.ts';
import { brokenRules } from './books.ts';
import { anchorDate } from './demo-database.ts';
import { refusal, SalesPlace } from './sales-place.ts';

describe('a sales order', function () {
  this.timeout(240_000);
  let place: SalesPlace;
  beforeEach(() => (place = new SalesPlace()));
  afterEach(() => place.close());

  const order = (lines: readonly SalesLineInput[] = [{ no: place.itemNo, quantity: '5', unitPrice: '10' }], more: Partial<SalesHeaderInput> = {}) =>
    place.work((ctx) => createSalesDocument(ctx, 'Order', { customerNo: place.customerNo, lines, ...more }));
  const linesOf = (header: SalesHeader) => place.work((ctx) => salesLinesOf(ctx, header));
  const now = (header: SalesHeader): SalesHeader => place.reread(header) ?? header;
  const choose = (header: SalesHeader, quantities: { qtyToShip?: string; qtyToInvoice?: string }): void => {
    place.work((ctx) => changeSalesLine(ctx, salesLinesOf(ctx, header)[0]!, quantities));
  };

  it('ships and invoices all that is outstanding, and gives way to shipment and invoice', () => {
    const before = place.stockOf(place.itemNo);
    const header = order();
    const { shipment, invoice } = place.work((ctx) => postSalesOrder(ctx, header));
    expect(place.reread(header)).to.equal(undefined);
    expect([shipment?.orderNo, invoice?.orderNo]).to.deep.equal([header.no, header.no]);
    expect(invoice).to.include({ amount: '50.00', amountIncludingVat: header.amountIncludingVat, preAssignedNo: '' });
    expect(place.stockOf(place.itemNo)).to.equal(decimal(before).minus(5).toFixed());
    const entry = place.work((ctx) => ctx.records.of(custLedgerEntry).require(invoice!.custLedgerEntryNo));
    expect(entry).to.include({ open: true, remainingAmount: header.amountIncludingVat, documentNo: invoice!.no });
    expect(brokenRules(place.place.db, 1)).to.deep.equal([]);
  });

  it('posts no cost with the shipment, and with the invoice the cost the goods left with, whatever the item costs by then', () => {
    const header = order();
    const unitCost = place.work((ctx) => ctx.records.of(item).require(place.itemNo).unitCost);
    const shipment = place.work((ctx) => postSalesShipment(ctx, header));
    const entryOf = () => place.work((ctx) => ctx.records.of(itemLedgerEntry).find({ documentNo: shipment.no })[0]!);
    const cost = decimal(unitCost).times(5).toFixed(2);
    expect(entryOf()).to.include({ quantity: '-5', invoicedQuantity: '0', costAmountExpected: `-${cost}`, costAmountActual: '0.00' });
    expect(place.work((ctx) => ctx.records.of(glEntry).find({ documentNo: shipment.no }))).to.deep.equal([]);
    place.work((ctx) => ctx.records.of(item).update(ctx.records.of(item).require(place.itemNo), { unitCost: '999' }));
    const invoice = place.work((ctx) => postSalesInvoice(ctx, now(header)));
    expect(entryOf()).to.include({ invoicedQuantity: '-5', costAmountExpected: '0.00', costAmountActual: `-${cost}`, salesAmountActual: '50.00' });
    const cogs = place.work((ctx) => ctx.records.of(glEntry).find({ documentNo: invoice.no, glAccountNo: '7190' }));
    expect(cogs.map(({ amount }) => amount)).to.deep.equal([cost]);
  });

  it('is shipped and invoiced in parts: what is chosen, and no more than there is', () => {
    const header = order();
    expect(refusal(() => choose(header, { qtyToShip: '6' }))).to.equal('You cannot ship more than 5 units.');
    expect(refusal(() => choose(header, { qtyToShip: '2', qtyToInvoice: '3' }))).to.equal('You cannot invoice more than 2 units.');
    choose(header, { qtyToShip: '3', qtyToInvoice: '1' });
    const first = place.work((ctx) => postSalesOrder(ctx, now(header)));
    expect(first.invoice?.amount).to.equal('10.00');
    expect(linesOf(header)[0]).to.include({ quantityShipped: '3', quantityInvoiced: '1', qtyShippedNotInvoiced: '2', outstandingQuantity: '2' });
    expect(now(header)).to.include({ status: 'Released', completelyShipped: false });
    choose(header, { qtyToShip: '0', qtyToInvoice: '2' });
    const second = place.work((ctx) => postSalesOrder(ctx, now(header)));
    expect([second.shipment, second.invoice?.amount]).to.deep.equal([undefined, '20.00']);
    const third = place.work((ctx) => postSalesOrder(ctx, now(header)));
    expect([third.invoice?.amount, place.reread(header)]).to.deep.equal(['20.00', undefined]);
    expect(brokenRules(place.place.db, 1)).to.deep.equal([]);
  });

  it('is invoiced for shipped goods only, oldest shipment first', () => {
    const header = order();
    expect(refusal(() => place.work((ctx) => postSalesInvoice(ctx, header)))).to.equal('There is nothing to post.');
    choose(header, { qtyToShip: '2' });
    place.work((ctx) => postSalesShipment(ctx, now(header)));
    place.work((ctx) => postSalesShipment(ctx, now(header)));
    expect(refusal(() => place.work((ctx) => postSalesShipment(ctx, now(header))))).to.equal('There is nothing to post.');
    choose(header, { qtyToInvoice: '3' });
    place.work((ctx) => postSalesInvoice(ctx, now(header)));
    const shipments = place.work((ctx) => ctx.records.of(salesShipmentLine).find({ orderNo: header.no }));
    expect(shipments.map(({ quantity, quantityInvoiced }) => [quantity, quantityInvoiced])).to.deep.equal([
      ['2', '2'],
      ['3', '1'],
    ]);
  });

  it('that asks for complete shipment is not shipped in parts', () => {
    const header = order(undefined, { shippingAdvice: 'Complete' });
    choose(header, { qtyToShip: '4' });
    expect(refusal(() => place.work((ctx) => postSalesOrder(ctx, now(header))))).to.equal('This order must be a complete shipment.');
  });

  it('takes no more than there is in stock, over all its lines together', () => {
    const stock = place.stockOf(place.itemNo);
    const header = order([
      { no: place.itemNo, quantity: stock },
      { no: place.itemNo, quantity: '1' },
    ]);
    expect(refusal(() => place.work((ctx) => postSalesOrder(ctx, header)))).to.equal(
      `You have insufficient quantity of Item ${place.itemNo} on inventory.`,
    );
  });

  it('shares an invoice discount among its lines to the cent, in every partial invoice too', () => {
    const header = order(
      [
        { no: place.itemNo, quantity: '3', unitPrice: '10' },
        { type: ' ', no: '', quantity: '0', description: 'Thank you' },
        { no: place.otherNo, quantity: '1', unitPrice: '20' },
      ],
      { invoiceDiscountAmount: '10' },
    );
    expect(linesOf(header).map((line) => [line.lineAmount, line.invDiscountAmount, line.amount])).to.deep.equal([
      ['30.00', '6.00', '24.00'],
      ['0.00', '0.00', '0.00'],
      ['20.00', '4.00', '16.00'],
    ]);
    expect(header).to.include({ amount: '40.00', invoiceDiscountAmount: '10.00' });
    choose(header, { qtyToShip: '1' });
    const parts = [1, 2].map(() => place.work((ctx) => postSalesOrder(ctx, now(header))).invoice!);
    expect(parts.map(({ amount, invoiceDiscountAmount }) => [amount, invoiceDiscountAmount])).to.deep.equal([
      ['24.00', '6.00'],
      ['16.00', '4.00'],
    ]);
    const comments = place.work((ctx) => ctx.records.of(salesInvoiceLine).find({ documentNo: parts[0]!.no, type: ' ' }));
    expect(comments.map(({ description }) => description)).to.deep.equal(['Thank you']);
    expect(brokenRules(place.place.db, 1)).to.deep.equal([]);
  });

  it('refuses an invoice discount that its lines do not bear, and any change of it once something is invoiced', () => {
    const header = order();
    const discount = (invoiceDiscountAmount: string) =>
      refusal(() => place.work((ctx) => changeSalesDocument(ctx, now(header), { invoiceDiscountAmount })));
    expect(discount('50.01')).to.match(/^Invoice Discount Amount must be between 0 and 50\.00/);
    expect(discount('-1')).to.match(/^Invoice Discount Amount must be between/);
    expect(discount('50')).to.equal('not refused');
    choose(header, { qtyToShip: '1' });
    place.work((ctx) => reopenSalesDocument(ctx, (postSalesOrder(ctx, now(header)), ctx.records.of(salesHeader).require('Order', header.no))));
    expect(discount('1')).to.match(/^Quantity Invoiced must be equal to '0'/);
  });

  it('keeps a line discount that was given as an amount, though its percentage is rounded', () => {
    const header = order([{ no: place.itemNo, quantity: '3', unitPrice: '3333333.33333', lineDiscountAmount: '3333333.37' }]);
    expect(linesOf(header)[0]).to.include({ lineDiscountPercent: '33.33333', lineDiscountAmount: '3333333.37', amount: '6666666.63' });
    place.work((ctx) => changeSalesLine(ctx, salesLinesOf(ctx, header)[0]!, { lineDiscountPercent: '10' }));
    expect(linesOf(header)[0]).to.include({ lineDiscountAmount: '1000000.00', amount: '9000000.00' });
    const tooMuch = () => place.work((ctx) => changeSalesLine(ctx, salesLinesOf(ctx, header)[0]!, { lineDiscountAmount: '10000000.01' }));
    expect(refusal(tooMuch)).to.match(/^Line Discount Amount must be between 0 and 10000000\.00/);
  });

  it('waits for its approver: it is not shipped, invoiced, released nor changed before', () => {
    const header = order();
    place.work((ctx) => ctx.records.of(salesHeader).update(header, { status: 'Pending Approval' }));
    const text = `Sales Order ${header.no} must be approved and released before you can perform this action.`;
    expect(refusal(() => place.work((ctx) => postSalesOrder(ctx, now(header))))).to.equal(text);
    expect(refusal(() => place.work((ctx) => postSalesInvoice(ctx, now(header))))).to.equal(text);
    expect(refusal(() => choose(now(header), { qtyToShip: '1' }))).to.equal(text);
    expect(refusal(() => place.work((ctx) => releaseSalesDocument(ctx, now(header))))).to.equal(
      'This document can only be released when the approval process is complete.',
    );
    expect(refusal(() => place.work((ctx) => reopenSalesDocument(ctx, now(header))))).to.equal(
      'The approval process must be cancelled or completed to reopen this document.',
    );
    expect(refusal(() => place.work((ctx) => changeSalesDocument(ctx, now(header), { yourReference: 'x' })))).to.match(
      /^Status must be equal to 'Open'/,
    );
  });

  it('is released, and only then closed for changes, but for what is posted next', () => {
    expect(
      refusal(() => place.work((ctx) => releaseSalesDocument(ctx, createSalesDocument(ctx, 'Order', { customerNo: place.customerNo })))),
    ).to.match(/^There is nothing to release for the document of type Order with the number/);
    const header = order();
    expect(place.work((ctx) => releaseSalesDocument(ctx, header)).status).to.equal('Released');
    expect(refusal(() => place.work((ctx) => changeSalesDocument(ctx, now(header), { yourReference: 'x' })))).to.match(
      /^Status must be equal to 'Open'/,
    );
    choose(header, { qtyToShip: '2' });
    expect(linesOf(header)[0]).to.include({ qtyToShip: '2', qtyToInvoice: '2' });
    expect(place.work((ctx) => reopenSalesDocument(ctx, now(header))).status).to.equal('Open');
  });

  it('follows Business Central’s rules for blocked customers', () => {
    const header = order();
    place.block('Ship');
    expect(refusal(() => place.work((ctx) => postSalesOrder(ctx, header)))).to.equal(
      `You cannot post this type of document when Customer ${place.customerNo} is blocked with type Ship`,
    );
    expect(refusal(() => order())).to.equal(`You cannot create this type of document when Customer ${place.customerNo} is blocked with type Ship`);
    place.block(' ');
    place.work((ctx) => postSalesShipment(ctx, header));
    place.block('Invoice');
    expect(refusal(() => place.work((ctx) => postSalesInvoice(ctx, now(header))))).to.match(/is blocked with type Invoice$/);
    place.block('Ship');
    expect(refusal(() => place.work((ctx) => postSalesInvoice(ctx, now(header))))).to.equal('not refused');
  });

  it('is not posted outside the allowed dates, and then takes no number', () => {
    const { allowPostingFrom } = place.work((ctx) => ctx.records.of(generalLedgerSetup).require(''));
    const header = order(undefined, { postingDate: '2026-01-15' });
    expect(allowPostingFrom > '2026-01-15').to.equal(true);
    expect(refusal(() => place.work((ctx) => postSalesOrder(ctx, header)))).to.equal(
      'The Posting Date is not within your range of allowed posting dates.',
    );
    expect(brokenRules(place.place.db, 1)).to.deep.equal([]);
  });

  it('is owed by who pays, on her terms, where that is another customer', () => {
    const payer = place.work((ctx) =>
      ctx.records
        .of(customer)
        .find({ blocked: ' ' })
        .find(({ no }) => no !== place.customerNo)!,
    );
    const header = order(undefined, { billToCustomerNo: payer.no });
    expect(header).to.include({ sellToCustomerNo: place.customerNo, billToName: payer.name, paymentTermsCode: payer.paymentTermsCode });
    const { invoice } = place.work((ctx) => postSalesOrder(ctx, header));
    const entry = place.work((ctx) => ctx.records.of(custLedgerEntry).require(invoice!.custLedgerEntryNo));
    expect(entry).to.include({ customerNo: payer.no, sellToCustomerNo: place.customerNo, customerName: payer.name });
  });

  it('comes of a quote with its prices and keeps the quote’s number; the quote is gone', () => {
    const quote = place.work((ctx) =>
      createSalesDocument(ctx, 'Quote', {
        customerNo: place.customerNo,
        quoteValidUntilDate: '2026-11-01',
        lines: [
          { no: place.itemNo, quantity: '2', unitPrice: '7.77' },
          { type: ' ', no: '', quantity: '0', description: 'As agreed' },
        ],
      }),
    );
    const header = place.work((ctx) => convertQuote(ctx, quote, 'Order'));
    expect(header).to.include({ documentType: 'Order', quoteNo: quote.no, amount: '15.54', status: 'Open' });
    expect(header.no).to.match(/^SO-/);
    expect([place.reread(quote), linesOf(quote).length, linesOf(header).length]).to.deep.equal([undefined, 0, 2]);
    const { invoice } = place.work((ctx) => postSalesOrder(ctx, header));
    expect(invoice).to.include({ quoteNo: quote.no, amount: '15.54', postingDate: anchorDate });
  });
});
