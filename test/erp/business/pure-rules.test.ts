import { expect } from 'chai';
import fc from 'fast-check';
import { decimal } from '../../../src/kernel/money.ts';
import {
  addDays,
  addMonths,
  bestPurchasePrice,
  calcDate,
  daysBetween,
  documentAmounts,
  isIsoDate,
  isPostingDateAllowed,
} from '../../../src/erp/business/index.ts';
import { incrementNo } from '../../../src/erp/business/no-series.ts';
import { isCustomerBlockedFor } from '../../../src/erp/business/sales/customer-blocked.ts';
import { fromScaled, toScaled } from '../../../src/erp/tables/index.ts';

const anyDate = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1990-01-01', days));

describe('a date formula', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['30D', '2026-01-31', '2026-03-02'],
    ['1M', '2026-01-31', '2026-02-28'],
    ['CM', '2024-02-10', '2024-02-29'],
    ['CM+15D', '2026-11-20', '2026-12-15'],
    ['2W', '2026-12-24', '2027-01-07'],
    ['CQ', '2026-11-20', '2026-12-31'],
    ['CY', '2026-11-20', '2026-12-31'],
    ['1M-1D', '2026-11-20', '2026-12-19'],
    ['', '2026-11-20', '2026-11-20'],
  ];
  for (const [formula, date, expected] of cases)
    it(`'${formula}' from ${date} is ${expected}`, () => expect(calcDate(formula, date)).to.equal(expected));

  it('that makes no sense is refused', () => {
    for (const formula of ['30', 'D30', '30X', 'foo', '1D1']) expect(() => calcDate(formula, '2026-01-01'), formula).to.throw('is not valid');
  });

  it('of days adds exactly as many', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 0, max: 999 }), (date, days) => daysBetween(date, calcDate(`${days}D`, date)) === days));
  });

  it('of months never leaves the month it reaches', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: -30, max: 30 }), (date, months) => isIsoDate(addMonths(date, months))));
  });
});

describe('a document number', () => {
  it('counts up in its last digits and keeps its width', () => {
    expect(incrementNo('PO-10999')).to.equal('PO-11000');
    expect(incrementNo('A9B')).to.equal('A10B');
    expect(incrementNo('X-0099', 2)).to.equal('X-0101');
    expect(incrementNo('NONE')).to.equal(undefined);
  });
});

describe('document amounts', () => {
  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 9_999_999 }).map((value) => decimal(value).dividedBy(1000).toFixed()),
    unitPrice: fc.integer({ min: 0, max: 99_999_999 }).map((value) => decimal(value).dividedBy(100_000).toFixed()),
    lineDiscountPercent: fc.integer({ min: 0, max: 100 }).map(String),
    vatPercent: fc.constantFrom('0', '9', '13.5', '23'),
  });

  it('of the lines add up to the totals, and VAT per rate is the rate of its base, rounded once', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const result = documentAmounts(lines);
        const total = result.lines.reduce((sum, one) => sum.plus(one.amountIncludingVat), decimal(0));
        expect(total.toFixed(2)).to.equal(result.totals.amountIncludingVat);
        for (const rate of new Set(lines.map((one) => one.vatPercent))) {
          const own = result.lines.filter((_, at) => lines[at]?.vatPercent === rate);
          const base = own.reduce((sum, one) => sum.plus(one.amount), decimal(0));
          const tax = own.reduce((sum, one) => sum.plus(one.amountIncludingVat).minus(one.amount), decimal(0));
          expect(tax.toFixed(2)).to.equal(base.times(rate).dividedBy(100).toFixed(2));
        }
      }),
    );
  });
});

describe('a stored decimal', () => {
  it('comes back as the same value, for every value that fits', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(2, 5), (scaled, scale) => {
        const text = fromScaled(scaled, scale);
        expect(toScaled(text, scale)).to.equal(scaled);
        expect(
          decimal(text)
            .times(10 ** scale)
            .toFixed(),
        ).to.equal(String(scaled));
      }),
    );
  });

  it('is refused if it would have to be rounded, does not fit or is none', () => {
    for (const value of ['1.005', '9007199254740993', 'abc', '', '-', '.', '1e5', '1.2.3', ' 1']) expect(() => toScaled(value, 2), value).to.throw();
    expect(toScaled('1.500', 2)).to.equal(150);
    expect(toScaled('-0', 2)).to.equal(0);
  });
});

describe('a posting date', () => {
  const company = { from: '2026-01-01', to: '2026-12-31' };
  it('must lie in the company’s range unless the user has one of her own', () => {
    expect(isPostingDateAllowed('2026-06-01', { company, user: { from: '', to: '' } })).to.equal(true);
    expect(isPostingDateAllowed('2027-01-01', { company, user: { from: '', to: '' } })).to.equal(false);
    expect(isPostingDateAllowed('2027-01-01', { company, user: { from: '2027-01-01', to: '' } })).to.equal(true);
    expect(isPostingDateAllowed('2026-06-01', { company, user: { from: '', to: '2026-03-31' } })).to.equal(false);
  });
});

describe('a purchase price', () => {
  const price = (directUnitCost: string, startingDate: string, endingDate = '', minimumQuantity = '0') => ({
    directUnitCost,
    startingDate,
    endingDate,
    minimumQuantity,
  });
  const prices = [price('10', '2026-01-01', '2026-06-30'), price('9', '2026-07-01'), price('8', '2026-07-01', '', '100')];
  it('is the lowest of those valid on the date for the quantity', () => {
    expect(bestPurchasePrice(prices, { date: '2026-03-01', quantity: '500' })?.directUnitCost).to.equal('10');
    expect(bestPurchasePrice(prices, { date: '2026-08-01', quantity: '99' })?.directUnitCost).to.equal('9');
    expect(bestPurchasePrice(prices, { date: '2026-08-01', quantity: '100' })?.directUnitCost).to.equal('8');
    expect(bestPurchasePrice(prices, { date: '2025-01-01', quantity: '1' })).to.equal(undefined);
  });
});

describe('a blocked customer', () => {
  it('may always pay; what else she may not depends on how she is blocked', () => {
    const uses = [
      ['Quote', 'create'],
      ['Order', 'create'],
      ['Order', 'ship'],
      ['Order', 'post'],
      ['Invoice', 'create'],
      ['Invoice', 'ship'],
      ['Invoice', 'post'],
      ['Credit Memo', 'post'],
      ['Payment', 'post'],
    ] as const;
    const allowed = (blocked: ' ' | 'Ship' | 'Invoice' | 'All') =>
      uses.filter(([document, step]) => !isCustomerBlockedFor(blocked, document, step)).map((use) => use.join(' '));
    expect(allowed(' ')).to.have.length(uses.length);
    expect(allowed('Ship')).to.deep.equal(['Order post', 'Invoice create', 'Invoice post', 'Credit Memo post', 'Payment post']);
    expect(allowed('Invoice')).to.deep.equal(['Credit Memo post', 'Payment post']);
    expect(allowed('All')).to.deep.equal(['Payment post']);
  });
});
