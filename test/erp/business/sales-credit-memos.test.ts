import { expect } from 'chai';
import {
  cancelSalesCreditMemo,
  cancelSalesInvoice,
  changeSalesLine,
  createSalesDocument,
  makeCorrectiveCreditMemo,
  postCustomerPayment,
  postSalesCreditMemo,
  postSalesInvoice,
  postSalesOrder,
  salesLinesOf,
  type SalesHeaderInput,
  type SalesLineInput,
} from '../../../src/erp/business/index.ts';
import { unapplyCustomerEntry } from '../../../src/erp/business/ledger/unapply-entries.ts';
import {
  custLedgerEntry,
  generalLedgerSetup,
  glEntry,
  item,
  itemLedgerEntry,
  salesHeader,
  salesInvoiceHeader,
  vatEntry,
  type RowOf,
} from '../../../src/erp/tables/index.ts';
import { decimal, sum } from '../../../src/kernel/money.ts';
import { brokenRules } from './books.ts';
import { anchorDate } from './demo-database.ts';
import { refusal, SalesPlace } from './sales-place.ts';

type Invoice = RowOf<typeof salesInvoiceHeader>;

describe('a sales credit memo', function () {
  this.timeout(240_000);
  let place: SalesPlace;
  beforeEach(() => (place = new SalesPlace()));
  afterEach(() => {
    expect(brokenRules(place.place.db, 1)).to.deep.equal([]);
    place.close();
  });

  const lines = (): SalesLineInput[] => [
    { no: place.itemNo, quantity: '4', unitPrice: '12.50', lineDiscountPercent: '3' },
    { type: ' ', no: '', quantity: '0', description: 'With thanks' },
    { no: place.otherNo, quantity: '2', unitPrice: '0.99' },
  ];
  const draft = (type: 'Invoice' | 'Credit Memo' | 'Order', more: Partial<SalesHeaderInput> = {}) =>
    place.work((ctx) => createSalesDocument(ctx, type, { customerNo: place.customerNo, lines: lines(), ...more }));
  const sell = (more: Partial<SalesHeaderInput> = {}): Invoice => {
    const header = draft('Invoice', more);
    return place.work((ctx) => postSalesInvoice(ctx, header));
  };
  const entry = (entryNo: number) => place.work((ctx) => ctx.records.of(custLedgerEntry).require(entryNo));
  const reread = (invoice: Invoice): Invoice => place.work((ctx) => ctx.records.of(salesInvoiceHeader).require(invoice.no));
  const costOf = (documentNo: string): string =>
    place.work((ctx) =>
      sum(
        ctx.records
          .of(itemLedgerEntry)
          .find({ documentNo })
          .map((one) => one.costAmountActual),
      ).toFixed(2),
    );
  const ledgerOf = (documentNo: string) =>
    place.work((ctx) => {
      const byAccount = new Map<string, string>();
      for (const { glAccountNo, amount } of ctx.records.of(glEntry).find({ documentNo }))
        byAccount.set(
          glAccountNo,
          decimal(byAccount.get(glAccountNo) ?? 0)
            .plus(amount)
            .toFixed(2),
        );
      return byAccount;
    });

  it('credits the customer, takes turnover, VAT and cost back and puts the goods into stock', () => {
    const before = place.stockOf(place.itemNo);
    const memo = place.work((ctx) => postSalesCreditMemo(ctx, draft('Credit Memo')));
    expect(place.stockOf(place.itemNo)).to.equal(decimal(before).plus(4).toFixed());
    expect(entry(memo.custLedgerEntryNo)).to.include({ documentType: 'Credit Memo', amount: `-${memo.amountIncludingVat}`, open: true });
    const gl = ledgerOf(memo.no);
    expect(gl.get('6110')).to.equal(memo.amount);
    expect(gl.get('2110')).to.equal(costOf(memo.no));
    expect(gl.get('7190')).to.equal(`-${costOf(memo.no)}`);
    const vat = place.work((ctx) => ctx.records.of(vatEntry).find({ documentNo: memo.no }));
    expect(vat.map(({ base, documentType }) => [base, documentType])).to.deep.equal([[memo.amount, 'Credit Memo']]);
    expect(memo.no).to.match(/^SC-/);
  });

  it('settles the invoice it names, and what is left of it stays on account', () => {
    const invoice = sell();
    const line = { no: place.itemNo, quantity: '1', unitPrice: '12.50' };
    const memo = place.work((ctx) =>
      postSalesCreditMemo(ctx, createSalesDocument(ctx, 'Credit Memo', { customerNo: place.customerNo, appliesToDocNo: invoice.no, lines: [line] })),
    );
    expect(entry(memo.custLedgerEntryNo)).to.include({ open: false, remainingAmount: '0.00' });
    expect(entry(invoice.custLedgerEntryNo).remainingAmount).to.equal(decimal(invoice.amountIncludingVat).minus(memo.amountIncludingVat).toFixed(2));
    const other = place.work((ctx) =>
      ctx.records
        .of(salesInvoiceHeader)
        .find({})
        .find((one) => one.billToCustomerNo !== place.customerNo)!,
    );
    expect(refusal(() => draft('Credit Memo', { appliesToDocNo: other.no }))).to.match(
      /cannot be found in the related table \(Sales Invoice Header\)/,
    );
  });

  it('brings goods back at the cost the invoice’s line let them go, else at the present cost', () => {
    const invoice = sell();
    const left = costOf(invoice.no);
    place.work((ctx) => ctx.records.of(item).update(ctx.records.of(item).require(place.itemNo), { unitCost: '500' }));
    const memo = place.work((ctx) => postSalesCreditMemo(ctx, makeCorrectiveCreditMemo(ctx, invoice)));
    expect(costOf(memo.no)).to.equal(decimal(left).negated().toFixed(2));
    place.work((ctx) => ctx.records.of(item).update(ctx.records.of(item).require(place.itemNo), { unitCost: '500' }));
    const line = { no: place.itemNo, quantity: '1', unitPrice: '1' };
    const plain = place.work((ctx) =>
      postSalesCreditMemo(ctx, createSalesDocument(ctx, 'Credit Memo', { customerNo: place.customerNo, lines: [line] })),
    );
    expect(costOf(plain.no)).to.equal('500.00');
  });

  it('is refused for a customer who is blocked altogether, and for no other', () => {
    const header = draft('Credit Memo');
    place.block('All');
    expect(refusal(() => place.work((ctx) => postSalesCreditMemo(ctx, header)))).to.match(/is blocked with type All$/);
    place.block('Invoice');
    expect(refusal(() => place.work((ctx) => postSalesCreditMemo(ctx, header)))).to.equal('not refused');
  });

  describe('that corrects an invoice', () => {
    it('is a draft with the invoice’s lines and amounts, and settles the invoice once it is posted', () => {
      const invoice = sell({ invoiceDiscountAmount: '3.33' });
      const header = place.work((ctx) => makeCorrectiveCreditMemo(ctx, invoice));
      expect(header).to.include({ documentType: 'Credit Memo', appliesToDocNo: invoice.no, amountIncludingVat: invoice.amountIncludingVat });
      expect(place.work((ctx) => salesLinesOf(ctx, header)).map(({ no, quantity }) => [no, quantity])).to.deep.equal([
        [place.itemNo, '4'],
        ['', '0'],
        [place.otherNo, '2'],
      ]);
      const memo = place.work((ctx) => postSalesCreditMemo(ctx, header));
      expect([memo.amountIncludingVat, memo.corrective, reread(invoice).cancelled]).to.deep.equal([invoice.amountIncludingVat, false, false]);
      expect(entry(invoice.custLedgerEntryNo).open).to.equal(false);
    });

    it('is refused once something of the invoice is paid', () => {
      const invoice = sell();
      const pay = (amount: string) =>
        place.work((ctx) => {
          const applications = [{ entryNo: invoice.custLedgerEntryNo, amount }];
          postCustomerPayment(ctx, { partyNo: place.customerNo, postingDate: anchorDate, amount, applications });
        });
      pay('1.00');
      expect(refusal(() => place.work((ctx) => makeCorrectiveCreditMemo(ctx, invoice)))).to.equal(
        'The invoice is partially paid or credited. The corrective credit memo may not be fully closed by the invoice.',
      );
      pay(entry(invoice.custLedgerEntryNo).remainingAmount);
      expect(refusal(() => place.work((ctx) => makeCorrectiveCreditMemo(ctx, invoice)))).to.equal(
        'The invoice is closed. The corrective credit memo will not be applied to the invoice.',
      );
    });

    it('and whose invoice was settled meanwhile is not posted', () => {
      const invoice = sell();
      const [first, second] = [1, 2].map(() => place.work((ctx) => makeCorrectiveCreditMemo(ctx, invoice)));
      place.work((ctx) => postSalesCreditMemo(ctx, first!));
      expect(refusal(() => place.work((ctx) => postSalesCreditMemo(ctx, second!)))).to.match(/^Open must be equal to 'Yes'/);
    });
  });

  describe('that cancels an invoice', () => {
    const prefix = 'You cannot cancel this posted sales invoice because';

    it('takes all of it back, the two settle each other, and both say so', () => {
      const stock = place.stockOf(place.itemNo);
      const invoice = sell({ invoiceDiscountAmount: '1.01' });
      const memo = place.work((ctx) => cancelSalesInvoice(ctx, invoice));
      expect([memo.corrective, memo.appliesToDocNo, memo.amountIncludingVat]).to.deep.equal([true, invoice.no, invoice.amountIncludingVat]);
      expect(reread(invoice).cancelled).to.equal(true);
      expect([entry(invoice.custLedgerEntryNo).open, entry(memo.custLedgerEntryNo).open]).to.deep.equal([false, false]);
      expect(place.stockOf(place.itemNo)).to.equal(stock);
      const [forth, back] = [ledgerOf(invoice.no), ledgerOf(memo.no)];
      for (const [account, amount] of forth) expect(back.get(account), account).to.equal(decimal(amount).negated().toFixed(2));
      expect(refusal(() => place.work((ctx) => cancelSalesInvoice(ctx, reread(invoice))))).to.equal(`${prefix} it has already been canceled.`);
    });

    const reasons: readonly (readonly [string, (invoice: Invoice) => void, string])[] = [
      [
        'is partly paid',
        ({ custLedgerEntryNo: entryNo }) =>
          place.work((ctx) => {
            const applications = [{ entryNo, amount: '1.00' }];
            postCustomerPayment(ctx, { partyNo: place.customerNo, postingDate: anchorDate, amount: '1.00', applications });
          }),
        'it is fully or partially paid.\\\\To reverse a paid sales invoice, you must manually create a sales credit memo.',
      ],
      [
        'lies in a closed period',
        () =>
          place.work((ctx) => {
            const setup = ctx.records.of(generalLedgerSetup);
            setup.update(setup.require(''), { allowPostingFrom: '2026-11-21' });
          }),
        'it was posted in a posting period that is closed.',
      ],
      ['is of a blocked customer', () => place.block('Invoice'), 'customer CUSTOMER is blocked.'],
      [
        'has an item that is blocked',
        () => place.work((ctx) => ctx.records.of(item).update(ctx.records.of(item).require(place.otherNo), { blocked: true })),
        'item OTHER DESCRIPTION is blocked.',
      ],
    ];
    for (const [title, prepare, reason] of reasons) {
      it(`is refused if the invoice ${title}`, () => {
        const invoice = sell();
        prepare(invoice);
        const { description } = place.work((ctx) => ctx.records.of(item).require(place.otherNo));
        const expected = reason.replace('CUSTOMER', place.customerNo).replace('OTHER', place.otherNo).replace('DESCRIPTION', description);
        expect(refusal(() => place.work((ctx) => cancelSalesInvoice(ctx, invoice)))).to.equal(`${prefix} ${expected}`);
      });
    }

    it('is refused if goods of the invoice came back already', () => {
      const invoice = sell();
      place.work((ctx) => {
        const memo = postSalesCreditMemo(ctx, makeCorrectiveCreditMemo(ctx, invoice));
        unapplyCustomerEntry(ctx, memo.custLedgerEntryNo, anchorDate);
      });
      expect(refusal(() => place.work((ctx) => cancelSalesInvoice(ctx, invoice)))).to.match(/has already been fully or partially returned\.$/);
    });

    it('lets the order, if it is still there, ship and invoice what came back again', () => {
      const order = draft('Order');
      const line = () => place.work((ctx) => salesLinesOf(ctx, order))[0]!;
      place.work((ctx) => changeSalesLine(ctx, line(), { qtyToShip: '1' }));
      const { invoice } = place.work((ctx) => postSalesOrder(ctx, ctx.records.of(salesHeader).require('Order', order.no)));
      const memo = place.work((ctx) => cancelSalesInvoice(ctx, invoice!));
      expect(line()).to.include({ quantityShipped: '0', quantityInvoiced: '0', outstandingQuantity: '4', qtyToShip: '4', qtyToInvoice: '4' });
      place.work((ctx) => cancelSalesCreditMemo(ctx, memo));
      expect(line()).to.include({ quantityShipped: '1', quantityInvoiced: '1', outstandingQuantity: '3' });
    });
  });

  describe('is itself cancelled', () => {
    it('by an invoice that takes it back: the cancelled invoice is owed again, and goods leave at the cost they came', () => {
      const invoice = sell();
      const memo = place.work((ctx) => cancelSalesInvoice(ctx, invoice));
      place.work((ctx) => ctx.records.of(item).update(ctx.records.of(item).require(place.itemNo), { unitCost: '500' }));
      const again = place.work((ctx) => cancelSalesCreditMemo(ctx, memo));
      expect([again.corrective, again.amountIncludingVat]).to.deep.equal([true, memo.amountIncludingVat]);
      expect(reread(invoice).cancelled).to.equal(false);
      expect(entry(invoice.custLedgerEntryNo)).to.include({ open: true, remainingAmount: invoice.amountIncludingVat });
      expect([entry(memo.custLedgerEntryNo).open, entry(again.custLedgerEntryNo).open]).to.deep.equal([false, false]);
      expect(costOf(again.no)).to.equal(costOf(invoice.no));
      expect(refusal(() => place.work((ctx) => cancelSalesInvoice(ctx, again)))).to.match(/it represents a correction of a credit memo\.$/);
      expect(refusal(() => place.work((ctx) => cancelSalesInvoice(ctx, reread(invoice))))).to.equal('not refused');
    });

    it('only if it had cancelled an invoice, and once', () => {
      const plain = place.work((ctx) => postSalesCreditMemo(ctx, draft('Credit Memo')));
      const prefix = 'You cannot cancel this posted sales credit memo because';
      expect(refusal(() => place.work((ctx) => cancelSalesCreditMemo(ctx, plain)))).to.equal(`${prefix} it is not a corrective document.`);
      const memo = place.work((ctx) => cancelSalesInvoice(ctx, sell()));
      place.work((ctx) => cancelSalesCreditMemo(ctx, memo));
      expect(refusal(() => place.work((ctx) => cancelSalesCreditMemo(ctx, { ...memo, cancelled: true })))).to.equal(
        `${prefix} it has already been cancelled.`,
      );
    });
  });
});
