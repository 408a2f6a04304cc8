import { expect } from 'chai';
import fc from 'fast-check';
import { sealDigest, sealOrigin, type DaySealContent } from '../../src/domain/day-seal.ts';
import {
  cutoffAt,
  firstKeptDay,
  periodInForce,
  removalFault,
  removalOf,
  removalText,
  shorterFrom,
  transcriptDays,
  type RemovalContent,
  type RemovalFacts,
  type RetentionPeriod,
} from '../../src/domain/retention.ts';

const at = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
const set = (...periods: readonly (readonly [day: number, days: number])[]): readonly RetentionPeriod[] =>
  periods.map(([day, days]) => ({ setAt: at(day), days }));

describe('the period for which the log is kept', () => {
  const cases: readonly (readonly [what: string, periods: readonly RetentionPeriod[], day: number, days: number, from: number | null])[] = [
    ['seven years where none is set', [], 10, 2557, null],
    ['the one that is set', set([0, 500]), 10, 500, null],
    ['365 days at least', set([0, 1]), 10, 365, null],
    ['a longer one at once', set([0, 365], [9, 700]), 9, 700, null],
    ['the longer one while a shorter one has not stood for seven days', set([0, 700], [9, 365]), 15, 700, 16],
    ['the shorter one when it has stood for seven days', set([0, 700], [9, 365]), 16, 365, null],
    ['the longest of the seven days, where it went up and down', set([0, 365], [9, 2000], [10, 365]), 12, 2000, 17],
    ['the longest of them, where it went down in steps', set([0, 2000], [9, 1000], [10, 365]), 16, 1000, 17],
    ['not what is set later', set([0, 365], [20, 2000]), 10, 365, null],
  ];
  for (const [what, periods, day, days, from] of cases) {
    it(`is ${what}`, () => {
      expect(periodInForce(periods, at(day))).to.equal(days);
      expect(
        shorterFrom(
          periods.filter(({ setAt }) => setAt <= at(day)),
          at(day),
        ),
      ).to.equal(from === null ? null : at(from));
    });
  }

  it('is never shorter than any that stood in the last seven days, and is the last one set once nothing was for seven', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 365, max: 2557 })), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(steps, (given) => {
        let day = 0;
        const periods = given.map(([pause, days]) => ({ setAt: at((day += pause)), days }));
        const last = periods.at(-1)?.days ?? 0;
        expect(periodInForce(periods, at(day))).to.be.at.least(last);
        expect(periodInForce(periods, at(day + 7))).to.equal(last);
        const from = shorterFrom(periods, at(day));
        expect(periodInForce(periods, from ?? at(day))).to.equal(last);
        if (from !== null) expect(periodInForce(periods, new Date(Date.parse(from) - 1).toISOString())).to.be.greaterThan(last);
      }),
    );
  });

  it('leaves whole days: the first that is kept is the one in which the period begins', () => {
    expect(firstKeptDay('2026-11-27T02:30:00.000Z', 365)).to.equal('2025-11-27');
    expect(cutoffAt('2026-11-27T02:30:00.000Z', 365)).to.equal('2025-11-27T02:30:00.000Z');
  });

  it('is never outlived by transcripts', () => {
    expect(transcriptDays({ transcriptRetentionDays: 90 }, 365)).to.equal(90);
    expect(transcriptDays({ transcriptRetentionDays: 500 }, 365)).to.equal(365);
  });
});

describe('the statement of a removal', () => {
  const content: DaySealContent = {
    ...{ tenantId: 't', day: '2025-01-31', firstPosition: 4, lastPosition: 6, attempts: 1, outcomes: 1, decisions: 1, heads: 1 },
    ...{ headHash: 'h', recordDigest: 'd', retentionDays: 365, previousDigest: sealOrigin, sealedAt: '2025-02-01T00:00:02.000Z' },
  };
  const seal = { ...content, digest: sealDigest(content) };
  const removal = removalOf(seal, { now: '2026-02-01T02:30:00.000Z', retentionDays: 365 });
  const facts: RemovalFacts = { seal, recentSeals: [{ retentionDays: 365 }], periods: [{ setAt: '2025-01-01T00:00:00.000Z', days: 365 }] };

  it('says which positions go, by which seal, under which period', () => {
    expect(removal).to.deep.equal({
      ...{ tenantId: 't', day: '2025-01-31', firstPosition: 4, lastPosition: 6, records: 3, sealDigest: seal.digest, retentionDays: 365 },
      ...{ cutoff: '2025-02-01T02:30:00.000Z', statedAt: '2026-02-01T02:30:00.000Z' },
    });
    expect(removalFault(removal, facts)).to.equal(null);
  });

  const faults: readonly (readonly [what: string, fault: RegExp, change: Partial<RemovalContent>, facts: Partial<RemovalFacts>])[] = [
    ['there is no seal of the day', /no seal/, {}, { seal: null }],
    ['it names other positions than the seal', /does not agree/, { firstPosition: 3 }, {}],
    ['its cutoff is not the period before it', /does not agree/, { cutoff: '2025-03-01T00:00:00.000Z' }, {}],
    ['the day was younger', /younger than 366 days/, { retentionDays: 366, cutoff: '2025-01-31T02:30:00.000Z' }, {}],
    ['a longer period had been set', /365 days while 700 were in force/, {}, { periods: [{ setAt: '2026-01-30T00:00:00.000Z', days: 700 }] }],
    ['a seal of those days says so', /365 days while 500 were in force/, {}, { recentSeals: [{ retentionDays: 365 }, { retentionDays: 500 }] }],
  ];
  for (const [what, fault, change, more] of faults) {
    it(`is at fault where ${what}`, () => {
      expect(removalFault({ ...removal, ...change }, { ...facts, ...more })).to.match(fault);
    });
  }

  it('is signed with every field', () => {
    const other: RemovalContent = {
      ...{ tenantId: 'u', day: '2025-01-30', firstPosition: 3, lastPosition: 5, records: 4, sealDigest: 's', retentionDays: 366 },
      ...{ cutoff: '2025-02-01T02:30:01.000Z', statedAt: '2026-02-01T02:30:01.000Z' },
    };
    for (const field of Object.keys(other) as (keyof RemovalContent)[])
      expect(removalText({ ...removal, [field]: other[field] }), field).to.not.equal(removalText(removal));
  });
});
