import { expect } from 'chai';
import {
  dayOf,
  daysLater,
  endOfDay,
  nextSealDay,
  sealDigest,
  sealFault,
  sealOrigin,
  type DayDigest,
  type DaySealContent,
} from '../../src/domain/day-seal.ts';

const sealed = (change: Partial<DaySealContent> = {}): DayDigest => {
  const content: DaySealContent = {
    ...{ tenantId: 't', day: '2026-02-28', firstPosition: 1, lastPosition: 6, attempts: 3, outcomes: 2, decisions: 1, heads: 2 },
    ...{ headHash: 'h', recordDigest: 'd', retentionDays: 365, previousDigest: sealOrigin, sealedAt: '2026-03-01T00:00:02.000Z' },
    ...change,
  };
  return { ...content, digest: sealDigest(content) };
};
const first = sealed();
const next = (change: Partial<DaySealContent> = {}): DayDigest => {
  const empty = { firstPosition: 7, lastPosition: 6, attempts: 0, outcomes: 0, decisions: 0, heads: 0 };
  return sealed({ day: '2026-03-01', ...empty, previousDigest: first.digest, sealedAt: '2026-03-02T00:00:00.000Z', ...change });
};

describe('the seal of a day', () => {
  it('is of a UTC day, which ends where the next begins', () => {
    expect(dayOf('2026-02-28T23:59:59.999Z')).to.equal('2026-02-28');
    expect(endOfDay('2028-02-28')).to.equal('2028-02-29T00:00:00.000Z');
    expect(daysLater('2026-01-01', -1)).to.equal('2025-12-31');
    expect(daysLater('some day', 1)).to.equal('never');
  });

  it('is next due for the day after the last one, or for the day of the first head, or for none', () => {
    expect(nextSealDay({ lastSealed: '2026-02-28', firstHeadAt: '2026-01-01T00:00:00.000Z' })).to.equal('2026-03-01');
    expect(nextSealDay({ lastSealed: null, firstHeadAt: '2026-02-28T10:00:00.000Z' })).to.equal('2026-02-28');
    expect(nextSealDay({ lastSealed: null, firstHeadAt: null })).to.equal(null);
  });

  it('is sound as the first, and as the one after another, of a day without records too', () => {
    expect(sealFault(first, null)).to.equal(null);
    expect(sealFault(next(), first)).to.equal(null);
  });

  const faults: readonly (readonly [fault: RegExp, seal: DayDigest, before: DayDigest | null])[] = [
    [/does not have its digest/, { ...first, outcomes: 3 }, null],
    [/counts other records/, sealed({ attempts: 4 }), null],
    [/digest of the seal before/, sealed({ previousDigest: first.digest }), null],
    [/digest of the seal before/, next({ previousDigest: sealOrigin }), first],
    [/day after the seal before/, next({ day: '2026-03-02', sealedAt: '2026-03-03T00:00:00.000Z' }), first],
    [/does not begin where/, sealed({ firstPosition: 2, attempts: 2 }), null],
    [/does not begin where/, next({ firstPosition: 8, lastPosition: 7 }), first],
    [/before its day was over/, sealed({ sealedAt: '2026-02-28T23:59:59.999Z' }), null],
  ];
  for (const [fault, seal, before] of faults) {
    it(`is at fault where it ${fault.source}${before ? ', after another' : ''}`, () => {
      expect(sealFault(seal, before)).to.match(fault);
    });
  }

  it('has a digest over every field', () => {
    const other: DaySealContent = {
      ...{ tenantId: 'u', day: '2026-02-27', firstPosition: 2, lastPosition: 7, attempts: 4, outcomes: 3, decisions: 2, heads: 3 },
      ...{ headHash: 'i', recordDigest: 'e', retentionDays: 366, previousDigest: 'p', sealedAt: '2026-03-01T00:00:03.000Z' },
    };
    for (const field of Object.keys(other) as (keyof DaySealContent)[])
      expect(sealDigest({ ...first, [field]: other[field] }), field).to.not.equal(first.digest);
  });
});
