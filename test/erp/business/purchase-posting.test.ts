import { expect } from 'chai';
import {
  cancelPurchaseCreditMemo,
  cancelPurchaseInvoice,
  changePurchaseDocument,
  createPurchaseDocument,
  inventoryOf,
  postDraftPurchaseInvoice,
  postPurchaseCreditMemo,
  postPurchaseReceipt,
  postVendorPayment,
  purchaseLinesOf,
  receiveAndInvoice,
  releasePurchaseDocument,
  setPostingQuantities,
  type PostingQuantities,
  type PurchaseHeader,
  type PurchaseHeaderInput,
  type PurchaseLineInput,
} from '../../../src/erp/business/index.ts';
import {
  glAccount,
  glEntry,
  item,
  purchaseHeader,
  purchCrMemoHdr,
  purchInvHeader,
  purchRcptLine,
  vatEntry,
  vendor,
  vendorLedgerEntry,
} from '../../../src/erp/tables/index.ts';
import { sum } from '../../../src/kernel/money.ts';
import { brokenRules } from './books.ts';
import { anchorDate } from './demo-database.ts';
import { refusal } from './refusal.ts';
import { workplace, type Workplace } from './workplace.ts';

const vendorNo = 'V-1001';
const rent: PurchaseLineInput = { type: 'G/L Account', no: '8110', quantity: '1', directUnitCost: '100' };

describe('posting purchases', function () {
  this.timeout(240_000);
  let place: Workplace;
  let itemNo = '';
  beforeEach(() => {
    place = workplace();
    itemNo = place.work((ctx) => ctx.records.of(item).find({ vendorNo })[0]?.no ?? '');
  });
  afterEach(() => {
    expect(brokenRules(place.db, 1)).to.deep.equal([]);
    place.db.close();
  });

  const draft = (
    type: 'Order' | 'Invoice' | 'Credit Memo',
    lines: readonly PurchaseLineInput[],
    input: Partial<PurchaseHeaderInput> = {},
  ): PurchaseHeader => place.work((ctx) => createPurchaseDocument(ctx, type, { vendorNo, lines, ...input }));
  const postInvoice = (header: PurchaseHeader) => place.work((ctx) => postDraftPurchaseInvoice(ctx, header));
  const postMemo = (header: PurchaseHeader) => place.work((ctx) => postPurchaseCreditMemo(ctx, header));
  const invoice = (vendorInvoiceNo: string, lines: readonly PurchaseLineInput[] = [rent]) =>
    postInvoice(draft('Invoice', lines, { vendorInvoiceNo }));
  const stock = (): number => Number(place.work((ctx) => inventoryOf(ctx, itemNo)));
  const entryOf = (entryNo: number) => place.work((ctx) => ctx.records.of(vendorLedgerEntry).require(entryNo));
  const postedTo = (documentNo: string) =>
    place.work((ctx) => {
      const amounts = new Map<string, string[]>();
      for (const one of ctx.records.of(glEntry).find({ documentNo }))
        amounts.set(one.glAccountNo, [...(amounts.get(one.glAccountNo) ?? []), one.amount]);
      return Object.fromEntries([...amounts].map(([no, list]) => [no, sum(list).toFixed(2)]));
    });

  describe('a draft invoice', () => {
    it('becomes a posted one with its own dates, what the vendor is owed, and the goods on the shelf', () => {
      const before = stock();
      const header = draft('Invoice', [{ no: itemNo, quantity: '3', directUnitCost: '10' }, rent], {
        vendorInvoiceNo: 'LF-1',
        documentDate: '2026-11-10',
        postingDate: '2026-11-18',
      });
      const posted = postInvoice(header);
      expect(posted).to.include({
        documentDate: '2026-11-10',
        postingDate: '2026-11-18',
        dueDate: '2026-12-10',
        preAssignedNo: header.no,
        amount: '130.00',
      });
      expect(posted.amountIncludingVat).to.equal('159.90');
      expect(entryOf(posted.vendorLedgerEntryNo)).to.include({ amount: '-159.90', externalDocumentNo: 'LF-1', open: true, dueDate: '2026-12-10' });
      expect(stock() - before).to.equal(3);
      expect(place.work((ctx) => ctx.records.of(purchaseHeader).get('Invoice', header.no))).to.equal(undefined);
    });

    it('needs the vendor’s number, which is used once', () => {
      const blank = draft('Invoice', [rent]);
      expect(refusal(() => postInvoice(blank))).to.equal(
        'You need to enter the document number of the document from the vendor in the Vendor Invoice No. field, so that this document stays linked to the original.',
      );
      invoice('LF-2');
      expect(refusal(() => invoice('LF-2'))).to.equal('Purchase Invoice LF-2 already exists for this vendor.');
      const numbered = place.work((ctx) => changePurchaseDocument(ctx, blank, { vendorInvoiceNo: 'LF-3' }));
      expect(postInvoice(numbered).vendorInvoiceNo).to.equal('LF-3');
    });

    it('is refused for a blocked vendor, a closed date, an account without direct posting, and without lines', () => {
      const ready = draft('Invoice', [rent], { vendorInvoiceNo: 'LF-4' });
      const early = draft('Invoice', [rent], { vendorInvoiceNo: 'LF-5', postingDate: '2026-01-15' });
      const empty = draft('Invoice', [], { vendorInvoiceNo: 'LF-6' });
      expect(refusal(() => postInvoice(early))).to.equal('The Posting Date is not within your range of allowed posting dates.');
      expect(refusal(() => postInvoice(empty))).to.equal('There is nothing to post.');
      place.work((ctx) => ctx.records.of(glAccount).update(ctx.records.of(glAccount).require('8110'), { directPosting: false }));
      expect(refusal(() => postInvoice(ready))).to.match(/^Direct Posting must be equal to 'Yes'/);
      place.work((ctx) => ctx.records.of(vendor).update(ctx.records.of(vendor).require(vendorNo), { blocked: 'All' }));
      expect(refusal(() => postInvoice(ready))).to.equal('You cannot post this type of document when Vendor V-1001 is blocked with type All');
    });

    it('rounds VAT once per rate over the whole document', () => {
      const odd = { ...rent, directUnitCost: '0.13' };
      const posted = invoice('LF-7', [odd, odd, odd]);
      const [entry] = place.work((ctx) => ctx.records.of(vatEntry).find({ documentNo: posted.no }));
      expect([entry?.base, entry?.amount, posted.amountIncludingVat]).to.deep.equal(['0.39', '0.09', '0.48']);
    });
  });

  describe('a credit memo', () => {
    it('turns purchase, VAT and debt around, and the goods leave at what they cost', () => {
      const before = stock();
      const cost = place.work((ctx) => ctx.records.of(item).require(itemNo).unitCost);
      const posted = postMemo(draft('Credit Memo', [{ no: itemNo, quantity: '2', directUnitCost: '50' }, rent], { vendorCrMemoNo: 'LC-1' }));
      expect(posted).to.include({ amount: '200.00', amountIncludingVat: '246.00' });
      expect(entryOf(posted.vendorLedgerEntryNo)).to.include({
        documentType: 'Credit Memo',
        amount: '246.00',
        remainingAmount: '246.00',
        open: true,
      });
      expect(before - stock()).to.equal(2);
      const gl = postedTo(posted.no);
      expect(gl['8110']).to.equal('-100.00');
      expect(Object.values(gl)).to.include.members(['246.00', '-46.00', (-2 * Number(cost)).toFixed(2), (2 * Number(cost)).toFixed(2)]);
    });

    it('settles the invoice it is applied to, as far as it goes', () => {
      const billed = invoice('LF-10');
      const part = postMemo(draft('Credit Memo', [{ ...rent, directUnitCost: '40' }], { vendorCrMemoNo: 'LC-2', appliesToDocNo: billed.no }));
      expect(entryOf(billed.vendorLedgerEntryNo)).to.include({ remainingAmount: '-73.80', open: true });
      expect(entryOf(part.vendorLedgerEntryNo)).to.include({ remainingAmount: '0.00', open: false });
      const rest = postMemo(draft('Credit Memo', [rent], { vendorCrMemoNo: 'LC-3', appliesToDocNo: billed.no }));
      expect(entryOf(billed.vendorLedgerEntryNo)).to.include({ remainingAmount: '0.00', open: false });
      expect(entryOf(rest.vendorLedgerEntryNo)).to.include({ remainingAmount: '49.20', open: true });
      const late = draft('Credit Memo', [rent], { vendorCrMemoNo: 'LC-4', appliesToDocNo: billed.no });
      expect(refusal(() => postMemo(late))).to.match(/^You cannot apply and post an entry to an entry/);
      const unknown = draft('Credit Memo', [rent], { vendorCrMemoNo: 'LC-5', appliesToDocNo: 'PI-99999' });
      expect(refusal(() => postMemo(unknown))).to.match(/Applies-to Doc. No. .*PI-99999.* cannot be found/);
    });

    it('needs the vendor’s number, which is used once, and no more goods than there are', () => {
      expect(refusal(() => postMemo(draft('Credit Memo', [rent])))).to.match(/in the Vendor Cr. Memo No. field/);
      postMemo(draft('Credit Memo', [rent], { vendorCrMemoNo: 'LC-6' }));
      expect(refusal(() => postMemo(draft('Credit Memo', [rent], { vendorCrMemoNo: 'LC-6' })))).to.equal(
        'Purchase Credit Memo LC-6 already exists for this vendor.',
      );
      const half = { no: itemNo, quantity: String(stock() / 2 + 1) };
      expect(refusal(() => postMemo(draft('Credit Memo', [half, half], { vendorCrMemoNo: 'LC-7' })))).to.equal(
        `You have insufficient quantity of Item ${itemNo} on inventory.`,
      );
    });
  });

  describe('cancelling', () => {
    it('takes a posted invoice back by a corrective credit memo, and that by another invoice', () => {
      const before = stock();
      const billed = invoice('LF-20', [{ no: itemNo, quantity: '3', directUnitCost: '10' }, rent]);
      const memo = place.work((ctx) => cancelPurchaseInvoice(ctx, billed));
      expect(memo).to.include({ corrective: true, amountIncludingVat: billed.amountIncludingVat, vendorCrMemoNo: billed.no });
      expect(entryOf(billed.vendorLedgerEntryNo).open).to.equal(false);
      expect(entryOf(memo.vendorLedgerEntryNo).open).to.equal(false);
      expect(stock()).to.equal(before);
      const cancelled = place.work((ctx) => ctx.records.of(purchInvHeader).require(billed.no));
      expect(refusal(() => place.work((ctx) => cancelPurchaseInvoice(ctx, cancelled)))).to.match(/it has already been cancelled\.$/);
      const again = place.work((ctx) => cancelPurchaseCreditMemo(ctx, memo));
      expect(entryOf(again.vendorLedgerEntryNo)).to.include({ amount: `-${billed.amountIncludingVat}`, open: true });
      expect(stock() - before).to.equal(3);
      const gone = place.work((ctx) => ctx.records.of(purchCrMemoHdr).require(memo.no));
      expect(refusal(() => place.work((ctx) => cancelPurchaseCreditMemo(ctx, gone)))).to.match(/it has already been cancelled\.$/);
      expect(refusal(() => place.work((ctx) => cancelPurchaseInvoice(ctx, again)))).to.match(/it represents a correction of a credit memo\.$/);
    });

    it('is refused once something is paid, and for a credit memo that corrects nothing', () => {
      const billed = invoice('LF-21');
      const applications = [{ entryNo: billed.vendorLedgerEntryNo, amount: '1' }];
      place.work((ctx) => postVendorPayment(ctx, { partyNo: vendorNo, postingDate: anchorDate, amount: '1', applications }));
      expect(refusal(() => place.work((ctx) => cancelPurchaseInvoice(ctx, billed)))).to.equal(
        'You cannot cancel this posted purchase invoice because it is fully or partially paid.',
      );
      const memo = postMemo(draft('Credit Memo', [rent], { vendorCrMemoNo: 'LC-20' }));
      expect(refusal(() => place.work((ctx) => cancelPurchaseCreditMemo(ctx, memo)))).to.equal(
        'You cannot cancel this posted purchase credit memo because it is not a corrective document.',
      );
    });
  });

  describe('receiving and invoicing an order', () => {
    const reread = (order: PurchaseHeader) => place.work((ctx) => ctx.records.of(purchaseHeader).require('Order', order.no));
    const set = (order: PurchaseHeader, given: PostingQuantities, at = 0) =>
      place.work((ctx) => setPostingQuantities(ctx, purchaseLinesOf(ctx, order)[at]!, given));
    const post = (order: PurchaseHeader, number: string) => place.work((ctx) => receiveAndInvoice(ctx, reread(order), number));
    const line = (order: PurchaseHeader, at = 0) => place.work((ctx) => purchaseLinesOf(ctx, order)[at]!);

    it('takes everything unless the lines say less, and the order goes when all is invoiced', () => {
      const order = draft('Order', [{ no: itemNo, quantity: '10', directUnitCost: '7' }, rent]);
      set(order, { qtyToReceive: '4' });
      expect(line(order)).to.include({ qtyToReceive: '4', qtyToInvoice: '4' });
      set(order, { qtyToReceive: '0' }, 1);
      const first = post(order, 'LF-30');
      expect([first.amount, first.orderNo]).to.deep.equal(['28.00', order.no]);
      expect(line(order)).to.include({ quantityReceived: '4', quantityInvoiced: '4', qtyToReceive: '6', qtyToInvoice: '6' });
      expect(reread(order).status).to.equal('Released');
      const second = post(order, 'LF-31');
      expect(second.amount).to.equal('142.00');
      expect(place.work((ctx) => ctx.records.of(purchaseHeader).get('Order', order.no))).to.equal(undefined);
    });

    it('may receive more than is invoiced, and invoices the rest later', () => {
      const order = draft('Order', [{ no: itemNo, quantity: '10', directUnitCost: '7' }]);
      set(order, { qtyToInvoice: '3' });
      expect(post(order, 'LF-32').amount).to.equal('21.00');
      expect(line(order)).to.include({ quantityReceived: '10', quantityInvoiced: '3', qtyToReceive: '0', qtyToInvoice: '7' });
      const receipts = place.work((ctx) => ctx.records.of(purchRcptLine).find({ orderNo: order.no }));
      expect(receipts.map((one) => [one.quantity, one.qtyRcdNotInvoiced])).to.deep.equal([['10', '7']]);
      expect(post(order, 'LF-33').amount).to.equal('49.00');
    });

    it('brings what arrived meanwhile to the next invoice', () => {
      const order = draft('Order', [{ no: itemNo, quantity: '10', directUnitCost: '7' }]);
      set(order, { qtyToReceive: '4' });
      place.work((ctx) => postPurchaseReceipt(ctx, reread(order), { postingDate: anchorDate, quantities: [{ lineNo: 10000, quantity: '4' }] }));
      expect(line(order)).to.include({ qtyToReceive: '6', qtyToInvoice: '10' });
      expect(post(order, 'LF-34').amount).to.equal('70.00');
    });

    it('refuses more than is outstanding, or than will have arrived, and posts neither document if one is refused', () => {
      const order = draft('Order', [{ no: itemNo, quantity: '10' }]);
      const before = stock();
      expect(refusal(() => set(order, { qtyToReceive: '10.5' }))).to.equal('You cannot receive more than 10 units.');
      expect(refusal(() => set(order, { qtyToReceive: '2', qtyToInvoice: '3' }))).to.equal('You cannot invoice more than 2 units.');
      expect(refusal(() => set(order, { qtyToReceive: '-1' }))).to.match(/^Qty. to Receive must not be negative/);
      expect(refusal(() => set(order, { qtyToInvoice: '0.000001' }))).to.match(/^Qty. to Invoice must not have more than 5 decimal places/);
      expect(refusal(() => post(order, ''))).to.match(/in the Vendor Invoice No. field/);
      expect([stock(), line(order).quantityReceived]).to.deep.equal([before, '0']);
      set(order, { qtyToReceive: '0' });
      expect(refusal(() => post(order, 'LF-35'))).to.equal('There is nothing to post.');
    });

    it('may be set on a released order, as its posting date may, since nothing agreed changes by it', () => {
      const order = place.work((ctx) => releasePurchaseDocument(ctx, draft('Order', [{ no: itemNo, quantity: '10' }])));
      set(order, { qtyToReceive: '5' });
      const moved = place.work((ctx) => changePurchaseDocument(ctx, reread(order), { postingDate: '2026-11-19' }));
      expect([moved.status, moved.postingDate]).to.deep.equal(['Released', '2026-11-19']);
      expect(post(order, 'LF-36').postingDate).to.equal('2026-11-19');
    });
  });
});
