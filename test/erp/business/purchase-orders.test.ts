import { expect } from 'chai';
import {
  addPurchaseLine,
  changePurchaseDocument,
  changePurchaseLine,
  createPurchaseDocument,
  deletePurchaseDocument,
  deletePurchaseLine,
  postPurchaseInvoice,
  postPurchaseReceipt,
  purchaseLinesOf,
  releasePurchaseDocument,
  reopenPurchaseDocument,
} from '../../../src/erp/business/index.ts';
import { item, noSeriesLine, purchaseHeader, purchasePrice, vendor, vendorLedgerEntry } from '../../../src/erp/tables/index.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { brokenRules } from './books.ts';
import { anchorDate } from './demo-database.ts';
import { workplace, type Workplace } from './workplace.ts';

describe('a purchase order', function () {
  this.timeout(240_000);
  let place: Workplace;
  const vendorNo = 'V-1001';
  let itemNo = '';
  beforeEach(() => {
    place = workplace();
    itemNo = place.work((ctx) => ctx.records.of(item).find({ vendorNo })[0]?.no ?? '');
  });
  afterEach(() => place.db.close());
  const order = (quantity = '10') => place.work((ctx) => createPurchaseDocument(ctx, 'Order', { vendorNo, lines: [{ no: itemNo, quantity }] }));
  const refusal = (operation: () => unknown): string => {
    try {
      operation();
    } catch (thrown) {
      if (thrown instanceof AppError) return thrown.message;
      throw thrown;
    }
    return 'not refused';
  };

  it('takes party, terms and dates from the vendor and its price from the price list', () => {
    const header = order();
    const [line] = place.work((ctx) => purchaseLinesOf(ctx, header));
    const price = place.work((ctx) =>
      ctx.records
        .of(purchasePrice)
        .find({ itemNo, vendorNo })
        .find((one) => one.startingDate <= anchorDate && one.endingDate === ''),
    );
    expect(header).to.include({ status: 'Open', buyFromVendorName: 'Linden Office Furniture', orderDate: anchorDate, dueDate: '2026-12-20' });
    expect(line).to.include({ directUnitCost: price?.directUnitCost, quantity: '10', outstandingQuantity: '10', quantityReceived: '0' });
    expect(header.amount).to.equal(line?.amount);
    expect(line?.expectedReceiptDate).to.equal('2026-12-11');
  });

  it('costs what the person says if she names a cost, with the discount taken off', () => {
    const header = place.work((ctx) =>
      createPurchaseDocument(ctx, 'Order', { vendorNo, lines: [{ no: itemNo, quantity: '3', directUnitCost: '9.99', lineDiscountPercent: '10' }] }),
    );
    expect(header.amount).to.equal('26.97');
    expect(header.amountIncludingVat).to.equal('33.17');
  });

  it('follows its lines: added, changed and deleted ones, and its version moves with each', () => {
    const header = order('1');
    const added = place.work((ctx) => addPurchaseLine(ctx, header, { no: itemNo, quantity: '2', directUnitCost: '5' }));
    expect(added.lineNo).to.equal(20000);
    const after = place.work((ctx) => ctx.records.of(purchaseHeader).require('Order', header.no));
    expect(Number(after.amount) - Number(header.amount)).to.be.closeTo(10, 0.001);
    expect(after.systemRowVersion).to.be.above(header.systemRowVersion);
    const changed = place.work((ctx) => changePurchaseLine(ctx, added, { quantity: '4', directUnitCost: '5.5' }));
    expect(changed.amount).to.equal('22.00');
    place.work((ctx) => deletePurchaseLine(ctx, changed));
    const end = place.work((ctx) => ctx.records.of(purchaseHeader).require('Order', header.no));
    expect(end.amount).to.equal(header.amount);
    expect(end.systemRowVersion).to.be.above(after.systemRowVersion);
  });

  it('is refused in Business Central’s words', () => {
    place.work((ctx) => ctx.records.of(vendor).update(ctx.records.of(vendor).require('V-1002'), { blocked: 'All' }));
    const create = (input: object) => refusal(() => place.work((ctx) => createPurchaseDocument(ctx, 'Order', { vendorNo, ...input })));
    expect(create({ vendorNo: 'V-1002' })).to.equal('You cannot create this type of document when Vendor V-1002 is blocked with type All');
    expect(create({ vendorNo: 'V-9999' })).to.equal(
      'The field Buy-from Vendor No. of table Purchase Header contains a value (V-9999) that cannot be found in the related table (Vendor).',
    );
    expect(create({ lines: [{ no: '9999', quantity: '1' }] })).to.equal(
      'The field No. of table Purchase Line contains a value (9999) that cannot be found in the related table (Item).',
    );
    for (const quantity of ['0', '-3'])
      expect(create({ lines: [{ no: itemNo, quantity }] })).to.match(/^Quantity must be positive in Purchase Line: Document Type=Order/);
    expect(create({ requestedReceiptDate: '2026-02-30' })).to.match(/can't be evaluated into type Date/);
    expect(create({ requestedReceiptDate: '2026-01-01' })).to.match(/cannot be before the Order Date/);
    place.work((ctx) => ctx.records.of(item).update(ctx.records.of(item).require(itemNo), { purchasingBlocked: true }));
    expect(create({ lines: [{ no: itemNo, quantity: '1' }] })).to.equal(
      `Purchasing Blocked must be equal to 'No'  in Item: No.=${itemNo}. Current value is 'Yes'.`,
    );
  });

  it('that is refused takes no number', () => {
    const last = (): string | undefined => place.work((ctx) => ctx.records.of(noSeriesLine).require('P-ORD', 10000).lastNoUsed);
    const before = last();
    refusal(() =>
      place.work((ctx) =>
        createPurchaseDocument(ctx, 'Order', {
          vendorNo,
          lines: [
            { no: itemNo, quantity: '1' },
            { no: '9999', quantity: '1' },
          ],
        }),
      ),
    );
    expect(last()).to.equal(before);
  });

  it('can be changed and deleted only while it is open', () => {
    const header = place.work((ctx) => releasePurchaseDocument(ctx, order()));
    expect(refusal(() => place.work((ctx) => changePurchaseDocument(ctx, header, { yourReference: 'x' })))).to.equal(
      `Status must be equal to 'Open'  in Purchase Header: Document Type=Order, No.=${header.no}. Current value is 'Released'.`,
    );
    const open = place.work((ctx) => reopenPurchaseDocument(ctx, header));
    const changed = place.work((ctx) => changePurchaseDocument(ctx, open, { requestedReceiptDate: '2026-12-24' }));
    expect(changed.requestedReceiptDate).to.equal('2026-12-24');
    expect(place.work((ctx) => purchaseLinesOf(ctx, changed))[0]?.expectedReceiptDate).to.equal('2026-12-24');
    place.work((ctx) => deletePurchaseDocument(ctx, changed));
    expect(place.work((ctx) => ctx.records.of(purchaseHeader).get('Order', header.no))).to.equal(undefined);
    expect(place.work((ctx) => purchaseLinesOf(ctx, header))).to.deep.equal([]);
  });

  it('is received in parts and invoiced for what arrived, then gives way to the posted documents', () => {
    const header = order();
    place.work((ctx) => postPurchaseReceipt(ctx, header, { postingDate: anchorDate, quantities: [{ lineNo: 10000, quantity: '4' }] }));
    const reread = () => place.work((ctx) => ctx.records.of(purchaseHeader).require('Order', header.no));
    expect(reread()).to.include({ status: 'Released', completelyReceived: false });
    expect(refusal(() => place.work((ctx) => deletePurchaseDocument(ctx, { ...reread(), status: 'Open' })))).to.match(
      /Qty. Rcd. Not Invoiced must be equal to '0'/,
    );
    const first = place.work((ctx) => postPurchaseInvoice(ctx, reread(), { postingDate: anchorDate, vendorInvoiceNo: 'A-1' }));
    place.work((ctx) => postPurchaseReceipt(ctx, reread(), { postingDate: anchorDate }));
    expect(refusal(() => place.work((ctx) => postPurchaseReceipt(ctx, reread(), { postingDate: anchorDate })))).to.equal('There is nothing to post.');
    expect(refusal(() => place.work((ctx) => postPurchaseInvoice(ctx, reread(), { postingDate: anchorDate, vendorInvoiceNo: 'A-1' })))).to.equal(
      'Purchase Invoice A-1 already exists for this vendor.',
    );
    const second = place.work((ctx) => postPurchaseInvoice(ctx, reread(), { postingDate: anchorDate, vendorInvoiceNo: 'A-2' }));
    expect(Number(first.amount) + Number(second.amount)).to.be.closeTo(Number(header.amount), 0.011);
    expect(place.work((ctx) => ctx.records.of(purchaseHeader).get('Order', header.no))).to.equal(undefined);
    const entry = place.work((ctx) => ctx.records.of(vendorLedgerEntry).require(second.vendorLedgerEntryNo));
    expect(entry).to.include({ open: true, externalDocumentNo: 'A-2', remainingAmount: `-${second.amountIncludingVat}` });
    expect(brokenRules(place.db, 1)).to.deep.equal([]);
  });

  it('is not posted outside the allowed dates, nor more of it received than ordered', () => {
    const header = order();
    expect(refusal(() => place.work((ctx) => postPurchaseReceipt(ctx, header, { postingDate: '2026-01-15' })))).to.equal(
      'The Posting Date is not within your range of allowed posting dates.',
    );
    expect(
      refusal(() =>
        place.work((ctx) => postPurchaseReceipt(ctx, header, { postingDate: anchorDate, quantities: [{ lineNo: 10000, quantity: '11' }] })),
      ),
    ).to.equal('You cannot receive more than 10 units.');
  });
});
