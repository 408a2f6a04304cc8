import { expect } from 'chai';
import { addSalesLine, changeSalesLine, createSalesDocument, salesLinesOf, type SalesHeaderInput } from '../../../src/erp/business/index.ts';
import { customer, item, salesLineDiscount, salesPrice, type ValuesOf } from '../../../src/erp/tables/index.ts';
import { refusal, SalesPlace } from './sales-place.ts';

describe('the price of a sales line', function () {
  this.timeout(240_000);
  let place: SalesPlace;
  beforeEach(() => {
    place = new SalesPlace();
    place.work((ctx) => {
      for (const row of ctx.records.of(salesPrice).find({})) ctx.records.of(salesPrice).delete(row);
      for (const row of ctx.records.of(salesLineDiscount).find({})) ctx.records.of(salesLineDiscount).delete(row);
      ctx.records.of(item).update(ctx.records.of(item).require(place.itemNo), { unitPrice: '100' });
    });
  });
  afterEach(() => place.close());

  const agree = (unitPrice: string, more: Partial<ValuesOf<typeof salesPrice>>): void =>
    place.work((ctx) =>
      ctx.records.of(salesPrice).add({ itemNo: place.itemNo, salesType: 'Customer', salesCode: place.customerNo, unitPrice, ...more }),
    );
  const discount = (lineDiscountPercent: string, more: Partial<ValuesOf<typeof salesLineDiscount>>): void =>
    place.work((ctx) =>
      ctx.records.of(salesLineDiscount).add({ code: place.itemNo, salesType: 'Customer', salesCode: place.customerNo, lineDiscountPercent, ...more }),
    );
  const lineFor = (quantity: string, header: Partial<SalesHeaderInput> = {}) =>
    place.work((ctx) => {
      const quote = createSalesDocument(ctx, 'Quote', { customerNo: place.customerNo, lines: [{ no: place.itemNo, quantity }], ...header });
      return salesLinesOf(ctx, quote)[0]!;
    });
  const priceOf = (quantity: string, header: Partial<SalesHeaderInput> = {}): string => lineFor(quantity, header).unitPrice;

  it('is the item’s, or the lowest that is agreed for her, her group or everybody', () => {
    expect(priceOf('1')).to.equal('100');
    agree('95', { salesType: 'All Customers', salesCode: '' });
    agree('90', {});
    agree('80', { salesType: 'Customer Price Group', salesCode: 'GOLD' });
    agree('1', { salesCode: 'SOMEBODY-ELSE' });
    expect(priceOf('1')).to.equal('90');
    place.work((ctx) => ctx.records.of(customer).update(ctx.records.of(customer).require(place.customerNo), { customerPriceGroup: 'GOLD' }));
    expect(priceOf('1')).to.equal('80');
  });

  it('is agreed from and until a date, from a quantity on, and in local currency', () => {
    agree('70', { startingDate: '2026-11-01', endingDate: '2026-11-10' });
    agree('85', { minimumQuantity: '10', startingDate: '2026-11-01' });
    agree('5', { currencyCode: 'USD' });
    expect(priceOf('1', { documentDate: '2026-11-10' })).to.equal('70');
    expect(priceOf('1', { documentDate: '2026-11-11' })).to.equal('100');
    expect(priceOf('9.99999', { documentDate: '2026-11-11' })).to.equal('100');
    expect(priceOf('10', { documentDate: '2026-11-11' })).to.equal('85');
  });

  it('follows a new quantity unless one is named, and so does the discount', () => {
    agree('85', { minimumQuantity: '10' });
    discount('2', {});
    discount('7', { minimumQuantity: '10' });
    const line = lineFor('1');
    expect(line).to.include({ unitPrice: '100', lineDiscountPercent: '2', amount: '98.00' });
    const more = place.work((ctx) => changeSalesLine(ctx, line, { quantity: '10' }));
    expect(more).to.include({ unitPrice: '85', lineDiscountPercent: '7', amount: '790.50' });
    const named = place.work((ctx) => changeSalesLine(ctx, more, { quantity: '20', unitPrice: '99.99999' }));
    expect(named).to.include({ unitPrice: '99.99999', lineDiscountPercent: '7', amount: '1860.00' });
  });

  it('is not told for a customer who pays in another currency', () => {
    place.work((ctx) => ctx.records.of(customer).update(ctx.records.of(customer).require(place.customerNo), { currencyCode: 'USD' }));
    expect(refusal(() => lineFor('1'))).to.match(/^There is no Currency Exchange Rate within the filter\..*Currency Code: USD/);
  });

  it('is not told for an item that may not be sold', () => {
    const header = place.work((ctx) => createSalesDocument(ctx, 'Quote', { customerNo: place.customerNo }));
    place.work((ctx) => ctx.records.of(item).update(ctx.records.of(item).require(place.itemNo), { salesBlocked: true }));
    expect(refusal(() => place.work((ctx) => addSalesLine(ctx, header, { no: place.itemNo, quantity: '1' })))).to.match(
      /^Sales Blocked must be equal to 'No'/,
    );
    expect(refusal(() => place.work((ctx) => addSalesLine(ctx, header, { type: 'G/L Account', no: '2310', quantity: '1' })))).to.match(
      /^Direct Posting must be equal to 'Yes'/,
    );
    expect(refusal(() => place.work((ctx) => addSalesLine(ctx, header, { type: 'G/L Account', no: '6110', quantity: '1' })))).to.match(
      /^VAT Prod\. Posting Group must have a value in G\/L Account: No\.=6110\./,
    );
  });
});
