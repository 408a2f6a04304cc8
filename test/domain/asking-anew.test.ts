import { expect } from 'chai';
import { rulesAskingAnew } from '../../src/domain/asking-anew.ts';
import { requester, rule, second } from './any-facts.ts';

describe('a rule that came after a proposal was shown', () => {
  const own = rule();
  const others = rule({ kind: 'second-person', people: [] });
  const martas = { ...rule({ kind: 'second-person', people: ['marta'] }), name: 'Marta decides' };
  const anew = (shown: readonly (typeof own)[], now: readonly (typeof own)[], decider = requester) =>
    rulesAskingAnew({ shown: { rules: shown, stake: null }, now: { rules: now, stake: null }, decider }).map(({ name }) => name);

  it('asks anew where it takes the decision from whoever was asked, and is the one that is shown', () => {
    expect(anew([], [others])).to.deep.equal(['Dear orders']);
    expect(anew([own], [own, martas])).to.deep.equal(['Marta decides']);
    expect(anew([own], [others]), 'the same rule, changed').to.deep.equal(['Dear orders']);
    expect(anew([others], [others, martas], { ...second, subjectId: 'noor' })).to.deep.equal(['Marta decides']);
  });

  it('changes nothing where she may decide as before, or where she was not asked in the first place', () => {
    expect(anew([], [own])).to.deep.equal([]);
    expect(anew([others], [others, martas], second)).to.deep.equal([]);
    expect(anew([others], [others, martas])).to.deep.equal([]);
    expect(anew([], [others], { ...requester, mayReadRecords: false })).to.deep.equal([]);
  });
});
