import { expect } from 'chai';
import { delegationState, hasSayIn, mayRevoke } from '../../src/domain/delegation-standing.ts';
import { outsideRunStatus } from '../../src/domain/outside-run.ts';

const now = '2026-11-27T12:00:00.000Z';
const dates = { revokedAt: null, validFrom: '2026-11-01T00:00:00.000Z', validTo: '2026-12-01T00:00:00.000Z' };
const people = { delegator: 'ben', responsible: 'marta', revokers: ['ines'] };

describe('how a delegation stands', () => {
  const cases: readonly [string, Parameters<typeof delegationState>[0], string][] = [
    ['within its dates', dates, 'active'],
    ['without an end', { ...dates, validTo: null }, 'active'],
    ['before it begins', { ...dates, validFrom: '2026-11-27T12:00:00.001Z' }, 'not-yet-valid'],
    ['from its end on', { ...dates, validTo: now }, 'expired'],
    ['revoked, whatever its dates say', { ...dates, validTo: now, revokedAt: now }, 'revoked'],
  ];
  for (const [title, delegation, state] of cases) it(`${title} is ${state}`, () => expect(delegationState(delegation, now)).to.equal(state));
});

describe('who has a say in a delegation', () => {
  it('is whoever gave it, answers for it or was named', () => {
    expect(['ben', 'marta', 'ines', 'tom'].map((id) => hasSayIn(people, id))).to.deep.equal([true, true, true, false]);
    expect(hasSayIn({ ...people, responsible: null }, 'marta')).to.equal(false);
  });

  it('may end it, as an admin may; nobody ends it twice', () => {
    const by = (subjectId: string, isAdmin = false) => ({ subjectId, isAdmin });
    expect(mayRevoke({ ...people, revokedAt: null }, by('ines'))).to.equal(true);
    expect(mayRevoke({ ...people, revokedAt: null }, by('tom'))).to.equal(false);
    expect(mayRevoke({ ...people, revokedAt: null }, by('adele', true))).to.equal(true);
    expect(mayRevoke({ ...people, revokedAt: now }, by('ben', true))).to.equal(false);
  });
});

describe('how a run of an external agent stands', () => {
  it('runs while something is not answered, waits while a proposal is open, and is through otherwise', () => {
    expect(outsideRunStatus({ isAnswered: [true, false], proposals: ['pending'], inErp: [] })).to.equal('running');
    for (const open of ['pending', 'committing', 'unknown'] as const) {
      expect(outsideRunStatus({ isAnswered: [true], proposals: ['rejected', open], inErp: [] })).to.equal('waiting');
    }
    expect(outsideRunStatus({ isAnswered: [true], proposals: ['committed', 'superseded'], inErp: ['approved'] })).to.equal('completed');
    expect(outsideRunStatus({ isAnswered: [], proposals: [], inErp: [] })).to.equal('completed');
  });
});
