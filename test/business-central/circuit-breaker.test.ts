import { expect } from 'chai';
import fc from 'fast-check';
import { CircuitBreaker, type ExchangeHealth } from '../../src/adapters/business-central/circuit-breaker.ts';
import { ManualClock } from '../../src/kernel/clock.ts';

const breakerOf = (threshold: number) => {
  const clock = new ManualClock('2026-11-01T00:00:00Z');
  return { clock, breaker: new CircuitBreaker({ clock, threshold, restMillis: 1000 }) };
};

describe('the circuit breaker', () => {
  it('lets everything through until the threshold of failures in a row, then nothing until it has rested', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.constantFrom<ExchangeHealth>('healthy', 'failing', 'neutral'), { maxLength: 40 }),
        (threshold, results) => {
          const { breaker } = breakerOf(threshold);
          let inARow = 0;
          for (const health of results) {
            const isOpen = inARow >= threshold;
            expect(breaker.tryEnter()).to.equal(!isOpen);
            if (isOpen) return;
            breaker.report(health);
            if (health === 'failing') inARow++;
            if (health === 'healthy') inARow = 0;
          }
        },
      ),
    );
  });

  it('lets exactly one exchange probe after the rest', () => {
    const { clock, breaker } = breakerOf(1);
    breaker.tryEnter();
    breaker.report('failing');
    clock.advance(999);
    expect(breaker.tryEnter()).to.equal(false);
    clock.advance(1);
    expect([breaker.tryEnter(), breaker.tryEnter()]).to.deep.equal([true, false]);
  });

  it('opens again for a full rest when the probe fails, and lets another probe when the first proved nothing', () => {
    const { clock, breaker } = breakerOf(3);
    for (let count = 0; count < 3; count++) {
      breaker.tryEnter();
      breaker.report('failing');
    }
    clock.advance(1000);
    breaker.tryEnter();
    breaker.report('neutral');
    expect(breaker.tryEnter()).to.equal(true);
    breaker.report('failing');
    expect(breaker.tryEnter()).to.equal(false);
    clock.advance(1000);
    expect(breaker.tryEnter()).to.equal(true);
    breaker.report('healthy');
    expect([breaker.tryEnter(), breaker.tryEnter()]).to.deep.equal([true, true]);
  });
});
