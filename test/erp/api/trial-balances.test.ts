import { expect } from 'chai';
import fc from 'fast-check';
import { decimal, sum } from '../../../src/kernel/money.ts';
import { InProcessErp } from './in-process-erp.ts';

interface Row {
  readonly number: string;
  readonly accountType: string;
  readonly totalDebit: string;
  readonly totalCredit: string;
  readonly balanceAtDateDebit: string;
  readonly balanceAtDateCredit: string;
  readonly dateFilter: string;
}

interface Entry {
  readonly accountNumber: string;
  readonly postingDate: string;
  readonly debitAmount: number;
  readonly creditAmount: number;
}

const anchor = '2026-11-20';
const number = (text: string) => decimal(text.replaceAll(',', '') || '0');

describe('the trial balance', function () {
  this.timeout(240_000);
  let erp: InProcessErp;
  let entries: readonly Entry[];
  before(() => {
    erp = new InProcessErp();
    entries = read<Entry>('generalLedgerEntries?$select=accountNumber,postingDate,debitAmount,creditAmount');
  });
  after(() => erp.db.close());

  const ask = (path: string, user: 0 | 1 | 2 = 1) => erp.answer(user, 'GET', `v2.0/${erp.company}/${path}`);
  const read = <T>(path: string): readonly T[] => {
    const answer = ask(path);
    expect(answer.status, answer.body).to.equal(200);
    return (JSON.parse(answer.body) as { value: T[] }).value;
  };
  const trial = (filter: string): readonly Row[] => read<Row>(`trialBalances?$filter=${encodeURIComponent(filter)}`);

  const day = fc
    .integer({ min: -20, max: 200 })
    .map((days) => new Date(Date.parse(`${anchor}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10));

  it('is what the entries say for any period, and debits always equal credits', () => {
    fc.assert(
      fc.property(day, day, fc.boolean(), (one, other, isOpen) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const rows = trial(isOpen ? `dateFilter le ${to}` : `dateFilter ge ${from} and dateFilter le ${to}`);
        const posting = rows.filter(({ accountType }) => accountType === 'Posting');
        const total = (field: keyof Row) => sum(posting.map((row) => number(row[field]))).toFixed(2);
        expect(total('totalDebit')).to.equal(total('totalCredit'));
        expect(total('balanceAtDateDebit')).to.equal(total('balanceAtDateCredit'));
        for (const row of posting) {
          const own = entries.filter(({ accountNumber, postingDate }) => accountNumber === row.number && postingDate <= to);
          const during = own.filter(({ postingDate }) => isOpen || postingDate >= from);
          const debit = sum(during.map(({ debitAmount }) => debitAmount));
          const balance = sum(own.map(({ debitAmount, creditAmount }) => decimal(debitAmount).minus(creditAmount)));
          expect(number(row.totalDebit).toFixed(2), `${row.number} ${from}..${to}`).to.equal(debit.toFixed(2));
          expect(number(row.balanceAtDateDebit).minus(number(row.balanceAtDateCredit)).toFixed(2)).to.equal(balance.toFixed(2));
          expect(row.dateFilter).to.equal(to);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('writes amounts as Microsoft’s page does, and none on headings', () => {
    const rows = trial(`dateFilter le ${anchor}`);
    const texts = rows.filter(({ accountType }) => accountType === 'Posting').flatMap((row) => [row.totalDebit, row.balanceAtDateCredit]);
    for (const text of texts) expect(text).to.match(/^\d{1,3}(,\d{3})*\.\d{2}$/);
    expect(texts.some((text) => text.includes(','))).to.equal(true);
    expect(rows.find(({ accountType }) => accountType === 'Heading')).to.include({ totalDebit: '', balanceAtDateDebit: '' });
  });

  it('without a period is that of the work date, as is the one of that day', () => {
    const rows = read<Row>('trialBalances');
    expect(rows).to.deep.equal(trial(`dateFilter eq ${anchor}`));
    expect(trial(`dateFilter gt 2026-11-19 and dateFilter lt 2026-11-21`)).to.deep.equal(rows);
  });

  it('can be narrowed to accounts beside the period', () => {
    expect(trial(`number eq '2920' and dateFilter le ${anchor}`).map((row) => row.number)).to.deep.equal(['2920']);
    const [bank] = read<{ id: string }>(`accounts?$filter=number eq '2920'`);
    const one = JSON.parse(ask(`trialBalances(${bank?.id ?? ''})?$expand=account($select=number)`).body) as { account: { number: string } };
    expect(one.account.number).to.equal('2920');
  });

  for (const filter of [
    `dateFilter ne ${anchor}`,
    `not (dateFilter le ${anchor})`,
    `year(dateFilter) eq 2026`,
    `dateFilter in (${anchor})`,
    'dateFilter eq null',
  ]) {
    it(`refuses a period that is none: ${filter}`, () => {
      const answer = ask(`trialBalances?$filter=${encodeURIComponent(filter)}`);
      expect(answer.status, answer.body).to.equal(400);
    });
  }

  it('is refused to those who may not read the accounts', () => {
    expect(ask('trialBalances', 0).status).to.equal(403);
  });
});

describe('aged payables', function () {
  this.timeout(240_000);
  it('add up to what is owed to each vendor', () => {
    const erp = new InProcessErp();
    type Aged = Readonly<Record<'vendorNumber' | 'vendorId', string>> &
      Readonly<Record<'balanceDue' | 'currentAmount' | 'period1Amount' | 'period2Amount' | 'period3Amount', number>>;
    const path = `v2.0/${erp.company}/vendors?$expand=agedAccountsPayable`;
    const { value } = JSON.parse(erp.answer(1, 'GET', path).body) as { value: { number: string; balance: number; agedAccountsPayable: Aged }[] };
    expect(value.some(({ balance }) => balance > 0)).to.equal(true);
    for (const { number: no, balance, agedAccountsPayable: aged } of value) {
      expect(aged.vendorNumber).to.equal(no);
      const parts = [aged.currentAmount, aged.period1Amount, aged.period2Amount, aged.period3Amount];
      expect([aged.balanceDue.toFixed(2), sum(parts).toFixed(2)]).to.deep.equal([balance.toFixed(2), balance.toFixed(2)]);
    }
    erp.db.close();
  });
});
