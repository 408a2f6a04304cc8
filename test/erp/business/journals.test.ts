import { expect } from 'chai';
import { addJournalLine, journalLinesOf, postJournal, type ErpContext, type JournalLineInput } from '../../../src/erp/business/index.ts';
import {
  custLedgerEntry,
  customer,
  generalLedgerSetup,
  genJournalBatch,
  genJournalLine,
  glAccount,
  glEntry,
  userSetup,
  vendor,
  vendorLedgerEntry,
} from '../../../src/erp/tables/index.ts';
import { decimal, money } from '../../../src/kernel/money.ts';
import { brokenRules } from './books.ts';
import { anchorDate } from './demo-database.ts';
import { workplace, type Workplace } from './workplace.ts';

const rent = '8110';
const energy = '8120';
const bank = '2920';
const journal = 'GENERAL';

describe('a general journal', function () {
  this.timeout(240_000);
  let place: Workplace;
  beforeEach(() => (place = workplace()));
  afterEach(() => place.db.close());

  const batch = (ctx: ErpContext, template = journal) => {
    const batches = ctx.records.of(genJournalBatch);
    return (
      batches.get(template, 'TEST') ??
      batches.insert({ journalTemplateName: template, name: 'TEST', ...(template === journal ? {} : { balAccountNo: bank }) })
    );
  };
  const add = (...inputs: JournalLineInput[]) => place.work((ctx) => inputs.map((input) => addJournalLine(ctx, batch(ctx), input)));
  const payments = (template: string, ...inputs: JournalLineInput[]) =>
    place.work((ctx) => inputs.map((input) => addJournalLine(ctx, batch(ctx, template), { documentType: 'Payment', ...input })));
  const post = (template = journal) => place.work((ctx) => postJournal(ctx, batch(ctx, template)));
  const refusal = (work: () => unknown): string => {
    const before = place.db.prepare('SELECT (SELECT count(*) FROM GLEntry) || (SELECT count(*) FROM GenJournalLine)').pluck().get();
    try {
      work();
    } catch (thrown) {
      expect(place.db.prepare('SELECT (SELECT count(*) FROM GLEntry) || (SELECT count(*) FROM GenJournalLine)').pluck().get()).to.equal(before);
      return (thrown as Error).message;
    }
    throw new Error('nothing was refused');
  };
  const entriesOf = (documentNo: string) =>
    place.work((ctx) =>
      ctx.records
        .of(glEntry)
        .find({ documentNo })
        .map(({ glAccountNo, amount, sourceNo }) => [glAccountNo, amount, sourceNo]),
    );
  const openInvoice = (party: 'Customer' | 'Vendor') =>
    place.work((ctx) => {
      const open = { open: true, documentType: 'Invoice' } as const;
      return party === 'Customer'
        ? { ...ctx.records.of(custLedgerEntry).find(open)[0]!, party: ctx.records.of(custLedgerEntry).find(open)[0]!.customerNo }
        : { ...ctx.records.of(vendorLedgerEntry).find(open)[0]!, party: ctx.records.of(vendorLedgerEntry).find(open)[0]!.vendorNo };
    });

  it('posts its lines as they stand, one entry each, and is empty afterwards', () => {
    const [line] = add({ accountNo: rent, amount: '100.00' }, { accountNo: rent, amount: '20.00' }, { accountNo: bank, amount: '-120.00' });
    post();
    expect(entriesOf(line!.documentNo)).to.deep.equal([
      [rent, '100.00', ''],
      [rent, '20.00', ''],
      [bank, '-120.00', ''],
    ]);
    expect(place.work((ctx) => journalLinesOf(ctx, batch(ctx)))).to.deep.equal([]);
    expect(brokenRules(place.db, 1)).to.deep.equal([]);
  });

  it('numbers its documents from the series: the next one begins where the last balances', () => {
    const lines = add(
      { accountNo: rent, amount: '10.00' },
      { accountNo: bank, amount: '-10.00' },
      { accountNo: energy, amount: '5.00', balAccountNo: bank },
      { accountNo: energy, amount: '6.00', balAccountNo: bank },
    );
    const [first, second, third, fourth] = lines.map(({ documentNo }) => Number(documentNo.slice(3)));
    expect([second, third, fourth]).to.deep.equal([first, first! + 1, first! + 2]);
    post();
    const [after] = add({ accountNo: rent, amount: '1.00' });
    expect(Number(after!.documentNo.slice(3))).to.equal(fourth! + 1);
  });

  it('takes no other number than the series gives next', () => {
    add({ accountNo: rent, amount: '10.00', balAccountNo: bank, documentNo: 'MINE-1' });
    expect(refusal(post)).to.equal(
      'You may not enter numbers manually. If you want to enter numbers manually, please activate Manual Nos. in No. Series GENJNL.',
    );
  });

  it('posts nothing when a document is out of balance, whatever the others are', () => {
    add({ accountNo: rent, amount: '10.00', balAccountNo: bank });
    const [line] = add({ accountNo: energy, amount: '7.50' });
    expect(refusal(post)).to.equal(
      `Document No. ${line!.documentNo} is out of balance by 7.50. Please check that Posting Date, Document Type, Document No. and Amount are correct for each line.`,
    );
  });

  it('with nothing in it has nothing to post', () => {
    expect(refusal(post)).to.equal('There is nothing to post.');
  });

  const line = 'Gen. Journal Line: Journal Template Name=GENERAL, Journal Batch Name=TEST, Line No.=10000';
  const update = <T>(change: (ctx: ErpContext) => T) => place.work(change);

  it('names the line that cannot be posted, and why', () => {
    add({ accountNo: rent, amount: '10.00', balAccountNo: bank });
    update((ctx) => ctx.records.of(glAccount).update(ctx.records.of(glAccount).require(rent), { blocked: true }));
    expect(refusal(post)).to.equal(`Blocked must be equal to 'No'  in G/L Account: No.=${rent}. Current value is 'Yes'. ${line}.`);
    update((ctx) => ctx.records.of(glAccount).update(ctx.records.of(glAccount).require(rent), { blocked: false }));
    update((ctx) => ctx.records.of(genJournalLine).update(journalLinesOf(ctx, batch(ctx))[0]!, { postingDate: '2020-01-01' }));
    expect(refusal(post)).to.equal(`Posting Date is not within your range of allowed posting dates in ${line}. Current value is '2020-01-01'.`);
    update((ctx) => ctx.records.of(genJournalLine).update(journalLinesOf(ctx, batch(ctx))[0]!, { postingDate: anchorDate, amount: '0.00' }));
    expect(refusal(post)).to.equal(`Amount must have a value in ${line}. It cannot be zero or empty.`);
    update((ctx) => ctx.records.of(genJournalLine).update(journalLinesOf(ctx, batch(ctx))[0]!, { amount: '1.00', accountNo: '2310' }));
    expect(refusal(post)).to.equal(`Direct Posting must be equal to 'Yes'  in G/L Account: No.=2310. Current value is 'No'. ${line}.`);
  });

  it('lets a user post only on her own dates, where she has some', () => {
    add({ accountNo: rent, amount: '10.00', balAccountNo: bank });
    update((ctx) => ctx.records.of(userSetup).update(ctx.records.of(userSetup).require('OWNER'), { allowPostingTo: '2026-01-31' }));
    expect(refusal(post)).to.match(/^Posting Date is not within your range/);
    update((ctx) => ctx.records.of(generalLedgerSetup).update(ctx.records.of(generalLedgerSetup).require(''), { allowPostingTo: '2026-01-31' }));
    update((ctx) => ctx.records.of(userSetup).update(ctx.records.of(userSetup).require('OWNER'), { allowPostingTo: anchorDate }));
    post();
  });

  it('takes no account that is not there, is a heading, or may not be posted to by hand', () => {
    expect(refusal(() => add({ accountNo: '9999', amount: '1.00' }))).to.match(/contains a value \(9999\) that cannot be found/);
    expect(refusal(() => add({ accountNo: '1000', amount: '1.00' }))).to.match(/^Account Type must be equal to 'Posting'/);
    expect(refusal(() => add({ accountType: 'Bank Account', accountNo: 'CHECKING', amount: '1.00' }))).to.match(/related table \(Bank Account\)/);
  });

  it('pays a customer’s invoice in part and then in full, and what is too much stays on account', () => {
    const invoice = openInvoice('Customer');
    const half = money(decimal(invoice.remainingAmount).dividedBy(2));
    const pay = (amount: string) => {
      const applied = { appliesToDocType: 'Invoice', appliesToDocNo: invoice.documentNo } as const;
      const [paid] = payments('CASHRCPT', { accountType: 'Customer', accountNo: invoice.party, amount: `-${amount}`, ...applied });
      post('CASHRCPT');
      return place.work((ctx) => ({
        invoice: ctx.records.of(custLedgerEntry).require(invoice.entryNo),
        payment: ctx.records.of(custLedgerEntry).find({ documentNo: paid!.documentNo })[0]!,
      }));
    };
    const first = pay(half);
    expect([first.invoice.remainingAmount, first.invoice.open, first.payment.open]).to.deep.equal([
      money(decimal(invoice.remainingAmount).minus(half)),
      true,
      false,
    ]);
    const second = pay(invoice.remainingAmount);
    expect([second.invoice.remainingAmount, second.invoice.open]).to.deep.equal(['0.00', false]);
    expect([second.payment.remainingAmount, second.payment.open]).to.deep.equal([`-${half}`, true]);
    expect(brokenRules(place.db, 1)).to.deep.equal([]);
    payments('CASHRCPT', {
      accountType: 'Customer',
      accountNo: invoice.party,
      amount: '-1.00',
      appliesToDocType: 'Invoice',
      appliesToDocNo: invoice.documentNo,
    });
    expect(refusal(() => post('CASHRCPT'))).to.match(
      new RegExp(
        `^There is no Cust\\. Ledger Entry within the filter\\. Filters: Document No\\.: ${invoice.documentNo}, Document Type: Invoice, Customer No\\.: ${invoice.party}, Open: Yes\\. Gen\\. Journal Line: `,
      ),
    );
  });

  it('pays vendors of one document together, each in his own ledger', () => {
    const invoice = openInvoice('Vendor');
    const other = place.work(
      (ctx) =>
        ctx.records
          .of(vendor)
          .find({})
          .find(({ no }) => no !== invoice.party)!.no,
    );
    const [paid] = payments(
      'PAYMENT',
      {
        accountType: 'Vendor',
        accountNo: invoice.party,
        amount: money(decimal(invoice.remainingAmount).negated()),
        balAccountNo: '',
        appliesToDocType: 'Invoice',
        appliesToDocNo: invoice.documentNo,
      },
      { accountType: 'Vendor', accountNo: other, amount: '50.00', balAccountNo: '' },
      { accountNo: bank, amount: money(decimal(invoice.remainingAmount).minus(50)), balAccountNo: '' },
    );
    post('PAYMENT');
    const posted = place.work((ctx) => ctx.records.of(vendorLedgerEntry).find({ documentNo: paid!.documentNo }));
    expect(posted.map(({ vendorNo, open }) => [vendorNo, open])).to.deep.equal([
      [invoice.party, false],
      [other, true],
    ]);
    expect(entriesOf(paid!.documentNo).map(([, , source]) => source)).to.deep.equal([invoice.party, other, '']);
    expect(place.work((ctx) => ctx.records.of(vendorLedgerEntry).require(invoice.entryNo)).open).to.equal(false);
    expect(brokenRules(place.db, 1)).to.deep.equal([]);
  });

  const signs: readonly (readonly ['Customer' | 'Vendor', JournalLineInput['documentType'], string, string])[] = [
    ['Customer', 'Payment', '1.00', 'negative'],
    ['Customer', 'Invoice', '-1.00', 'positive'],
    ['Customer', 'Refund', '-1.00', 'positive'],
    ['Vendor', 'Payment', '-1.00', 'positive'],
    ['Vendor', 'Credit Memo', '-1.00', 'positive'],
    ['Vendor', 'Invoice', '1.00', 'negative'],
  ];
  for (const [accountType, documentType, amount, wanted] of signs) {
    it(`wants a ${wanted} amount for a ${accountType.toLowerCase()}’s ${String(documentType).toLowerCase()}`, () => {
      const accountNo = openInvoice(accountType).party;
      add({ accountType, accountNo, documentType: documentType!, amount, balAccountNo: bank });
      expect(refusal(post)).to.equal(`Amount must be ${wanted} in ${line}. Current value is '${amount}'.`);
    });
  }

  it('has a G/L account on one side at least, and no customer or vendor who is blocked', () => {
    const [first, second] = [openInvoice('Customer').party, openInvoice('Vendor').party];
    add({ accountType: 'Customer', accountNo: first, amount: '5.00', balAccountType: 'Vendor', balAccountNo: second });
    expect(refusal(post)).to.equal(`Account Type or Bal. Account Type must be G/L Account or Bank Account. ${line}.`);
    update((ctx) => ctx.records.of(customer).update(ctx.records.of(customer).require(first), { blocked: 'All' }));
    expect(refusal(() => add({ accountType: 'Customer', accountNo: first, amount: '5.00', balAccountNo: bank }))).to.equal(
      `You cannot post this type of document when Customer ${first} is blocked with type All`,
    );
  });
});
