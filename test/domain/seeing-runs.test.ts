import { expect } from 'chai';
import { maySeeRun, runsSeenBy } from '../../src/domain/seeing-runs.ts';

describe('whose runs somebody sees', () => {
  const ben = { subjectId: 'ben', maySeeOthers: false, ownServices: ['purchasing'] };

  it('her own, and those of the services she owns', () => {
    expect(runsSeenBy(ben)).to.deep.equal(['ben', 'purchasing']);
    expect(['ben', 'purchasing', 'marta', 'other service'].map((subjectId) => maySeeRun(ben, { subjectId }))).to.deep.equal([
      true,
      true,
      false,
      false,
    ]);
    expect(maySeeRun({ ...ben, ownServices: [] }, { subjectId: 'purchasing' })).to.equal(false);
  });

  it('all of them, where she oversees the tenant', () => {
    expect(runsSeenBy({ ...ben, maySeeOthers: true })).to.equal(null);
    expect(maySeeRun({ ...ben, maySeeOthers: true }, { subjectId: 'marta' })).to.equal(true);
  });
});
