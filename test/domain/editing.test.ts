import { expect } from 'chai';
import { approverObstacle, type RequiredApprover } from '../../src/domain/approval-rule.ts';
import type { Standing } from '../../src/domain/deciding.ts';
import { asksForMore, mayEdit } from '../../src/domain/editing.ts';

const eur = (value: string) => ({ value, currency: 'EUR' });
const person: Standing = { subjectId: 'marta', mayApprove: true, isRequester: false, isResponsible: false };
const second: RequiredApprover = { kind: 'second-person', people: ['marta'] };

describe('editing a proposal', () => {
  const who: readonly [string, RequiredApprover, Standing, boolean][] = [
    ['is for whoever is asked to decide', second, person, true],
    ['is for the one it is asked for, whoever decides', second, { ...person, subjectId: 'ben', isRequester: true }, true],
    ['is for the one who answers for it', second, { ...person, subjectId: 'ben', isResponsible: true }, true],
    ['is not for an approver who is not named', second, { ...person, subjectId: 'ines' }, false],
  ];
  for (const [title, required, standing, may] of who) it(title, () => expect(mayEdit(required, standing)).to.equal(may));

  const amounts: readonly [string, ReturnType<typeof eur> | null, ReturnType<typeof eur> | null, boolean][] = [
    ['asks for more with a higher amount', eur('10.00'), eur('10.01'), true],
    ['asks for no more with the same or a lower one', eur('10.00'), eur('10'), false],
    ['asks for more in a currency that cannot be compared', eur('10.00'), { value: '1.00', currency: 'USD' }, true],
    ['asks for more with an amount where there was none', null, eur('0.01'), true],
    ['asks for no more without an amount', eur('10.00'), null, false],
  ];
  for (const [title, asked, edited, more] of amounts) it(title, () => expect(asksForMore(asked, edited)).to.equal(more));

  it('to more than was asked for leaves the decision to somebody else', () => {
    const decider = { ...person, mayReadRecords: true };
    expect(approverObstacle(second, { ...decider, hasRaised: true })).to.include('somebody else');
    expect(approverObstacle(second, { ...decider, hasRaised: false })).to.equal(null);
  });
});
