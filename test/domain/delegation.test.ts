import { expect } from 'chai';
import fc from 'fast-check';
import { limitObstacle, limitPeriods, limitsOn, periodStart, type AmountLimit, type LimitFacts } from '../../src/domain/delegation.ts';

const limit = (change: Partial<AmountLimit> = {}): AmountLimit => ({
  actions: ['*'],
  currency: 'EUR',
  perAction: '100',
  cumulative: null,
  ...change,
});
const stakeOf = (value: string | null, currency = 'EUR') => ({ amount: value === null ? null : { value, currency }, conditions: [] });
const on = (limits: readonly AmountLimit[], value: string | null, used = '0') =>
  limitsOn(limits, { tool: 'order', stake: stakeOf(value) }, () => used);

describe('the periods of a delegation’s limits', () => {
  const cases: readonly [string, string, string | null][] = [
    ['day', '2026-11-27T13:00:00.000Z', '2026-11-27T00:00:00.000Z'],
    ['week', '2026-11-27T13:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['week', '2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['week', '2026-11-29T23:59:59.999Z', '2026-11-23T00:00:00.000Z'],
    ['month', '2026-11-30T23:59:59.999Z', '2026-11-01T00:00:00.000Z'],
    ['year', '2026-11-27T13:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    ['whole', '2026-11-27T13:00:00.000Z', null],
  ];
  for (const [period, now, start] of cases) {
    it(`a ${period} that holds ${now} began ${start ?? 'never'}`, () => {
      expect(periodStart(period as (typeof limitPeriods)[number], new Date(now))).to.equal(start);
    });
  }

  it('begin no later than now, and the same for every instant in them', () => {
    const instants = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.constantFrom(...limitPeriods), instants, (period, now) => {
        const start = periodStart(period, now);
        if (start === null) return;
        expect(start <= now.toISOString()).to.equal(true);
        expect(periodStart(period, new Date(start))).to.equal(start);
      }),
    );
  });
});

describe('the limits on a change', () => {
  it('are those of its action, each amount by itself', () => {
    const both = limit({ actions: ['order'], cumulative: { amount: '900', period: 'month' } });
    const others = limit({ actions: ['pay'] });
    expect(on([both, others], '50', '850').map(({ kind, limit: amount, used, period }) => [kind, amount, used, period])).to.deep.equal([
      ['per-action', '100', '0', null],
      ['cumulative', '900', '850', 'month'],
    ]);
    expect(on([limit({ perAction: null, cumulative: { amount: '9', period: 'whole' } })], '1')).to.have.length(1);
  });

  it('do not bind a change without an amount, unless they name its action', () => {
    expect(on([limit()], null)).to.deep.equal([]);
    expect(on([limit({ actions: ['order'] })], null)).to.have.length(1);
  });

  it('say in words why they are not kept', () => {
    const facts = (change: Partial<LimitFacts>): LimitFacts => ({
      ...{ kind: 'cumulative', limit: '100', currency: 'EUR', period: 'whole', used: '90', stake: { value: '20', currency: 'EUR' } },
      ...change,
    });
    expect(limitObstacle(facts({}))).to.equal('90 of the 100 EUR that were delegated in all are used, so 20 EUR more are too much.');
    expect(limitObstacle(facts({ period: 'week' }))).to.contain('for this week');
    expect(limitObstacle(facts({ period: null }))).to.contain('for this period');
    expect(limitObstacle(facts({ kind: 'per-action', used: '0', limit: '10' }))).to.equal(
      'The amount of 20 EUR is above the 10 EUR that were delegated.',
    );
    expect(limitObstacle(facts({ stake: null }))).to.contain('tells no amount');
    expect(limitObstacle(facts({ currency: 'USD' }))).to.contain('is in EUR');
    expect(limitObstacle(facts({ used: '80' }))).to.equal(null);
  });
});
