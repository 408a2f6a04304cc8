import { expect } from 'chai';
import fc from 'fast-check';
import { CallRates } from '../../src/features/external-agents/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';

describe('how often an external agent may ask', () => {
  it('is a minute’s requests at once and then that pace, over any time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 600 }),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 60 }),
        (perMinute, waits) => {
          const clock = new ManualClock('2026-03-01T12:00:00.000Z');
          const rates = new CallRates(clock);
          let allowed = 0;
          let passed = 0;
          for (const wait of waits) {
            clock.advance(wait);
            passed += wait;
            const answer = rates.take('one', perMinute);
            if (answer.allowed) allowed += 1;
            else expect(answer.retryAfter).to.be.greaterThan(0);
          }
          expect(allowed).to.be.at.most(perMinute + (passed * perMinute) / 60_000 + 1e-6);
        },
      ),
    );
  });

  it('is as long as it says: who waits that long is let through', () => {
    const clock = new ManualClock('2026-03-01T12:00:00.000Z');
    const rates = new CallRates(clock);
    for (let count = 0; count < 7; count += 1) expect(rates.take('one', 7).allowed).to.equal(true);
    const { allowed, retryAfter } = rates.take('one', 7);
    expect(allowed).to.equal(false);
    clock.advance(retryAfter * 1000);
    expect(rates.take('one', 7).allowed).to.equal(true);
    expect(rates.take('other', 7).remaining).to.equal(6);
  });
});
