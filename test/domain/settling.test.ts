import { expect } from 'chai';
import { decideSettling, settleableFrom, type SettlingFacts } from '../../src/domain/settling.ts';

const facts: SettlingFacts = {
  state: 'unknown',
  attemptedAt: '2026-03-02T09:00:00.000Z',
  horizonMillis: 600_000,
  now: '2026-03-02T09:10:00.000Z',
  isRequester: true,
  isApprover: false,
};
const ruleOf = (more: Partial<SettlingFacts>): string => {
  const decision = decideSettling({ ...facts, ...more });
  return decision.kind === 'settle' ? 'settle' : decision.rule;
};

describe('a change of which nobody knows whether it was made', () => {
  it('is settled by the person for whom it was to be made, or by an approver, and by nobody else', () => {
    expect(ruleOf({})).to.equal('settle');
    expect(ruleOf({ isRequester: false, isApprover: true })).to.equal('settle');
    expect(ruleOf({ isRequester: false })).to.equal('not-asked');
  });

  it('is not settled while the ERP may still be at it, and the remedy says from when on', () => {
    const now = '2026-03-02T09:09:59.999Z';
    expect(settleableFrom(facts)).to.equal('2026-03-02T09:10:00.000Z');
    const decision = decideSettling({ ...facts, now });
    expect(decision).to.include({ kind: 'refuse', rule: 'too-early' });
    expect(decision).to.have.property('remedy').that.includes('from 2026-03-02T09:10:00.000Z on');
    expect(ruleOf({ state: 'committing' }), 'it is being made at this moment').to.equal('too-early');
  });

  it('is settled once', () => {
    expect(ruleOf({ state: 'committed' })).to.equal('settled-already');
    expect(ruleOf({ state: 'failed' })).to.equal('settled-already');
  });
});
