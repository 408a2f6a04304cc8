import { expect } from 'chai';
import fc from 'fast-check';
import { canMove, lifecycles } from '../../src/domain/agent-lifecycle.ts';
import { decideMove, needsReason, type MoveDecision, type MoveFacts } from '../../src/domain/agent-move.ts';
import { decisionRefusal, needsSecondAdmin, pendingChangeDecisions, pendingChangeStatuses } from '../../src/domain/second-admin.ts';

const review: MoveFacts = {
  from: 'in-review',
  to: 'active',
  mover: 'adele',
  registeredBy: 'adele',
  owner: 'adele',
  broughtHereBy: 'adele',
  admins: ['adele', 'bea'],
  hasReason: false,
};
const resume: MoveFacts = { ...review, from: 'suspended', broughtHereBy: 'bea' };

const outcome = (decision: MoveDecision): string => (decision.kind === 'refuse' ? decision.rule : decision.alone ? 'alone' : 'move');

describe('a move of an agent', () => {
  const cases: readonly (readonly [string, MoveFacts, string])[] = [
    ['is a review by who registered and submitted it', review, 'needs-reviewer'],
    ['is a review by who registered it, where somebody else submitted it', { ...review, broughtHereBy: 'carl' }, 'needs-reviewer'],
    ['is a review by who submitted it, where somebody else registered it', { ...review, registeredBy: 'carl' }, 'needs-reviewer'],
    ['is a review by somebody else', { ...review, mover: 'bea' }, 'move'],
    ['is a review by the only admin', { ...review, admins: ['adele'] }, 'alone'],
    ['is a review by somebody who is not known as an admin yet, like everybody', { ...review, admins: [] }, 'alone'],
    ['resumes what somebody else suspended, by the owner', resume, 'suspended-by-another'],
    ['resumes what somebody else suspended, by who registered it', { ...resume, owner: 'carl' }, 'suspended-by-another'],
    ['resumes what somebody else suspended, by a third', { ...resume, mover: 'carl' }, 'move'],
    ['resumes what she suspended herself, by the owner', { ...resume, broughtHereBy: 'adele' }, 'move'],
    ['resumes what somebody who left suspended, by the owner, the only admin', { ...resume, admins: ['adele'] }, 'alone'],
    ['suspends without a reason', { ...review, from: 'active', to: 'suspended' }, 'needs-reason'],
    ['suspends with a reason, by anybody', { ...review, from: 'active', to: 'suspended', hasReason: true }, 'move'],
    ['retires without a reason', { ...review, from: 'active', to: 'retired' }, 'needs-reason'],
    ['sends back without a reason', { ...review, to: 'registered' }, 'needs-reason'],
    ['submits, by who registered it', { ...review, from: 'registered', to: 'in-review' }, 'move'],
    ['leaves what does not exist', { ...review, from: 'registered' }, 'no-such-move'],
    ['leaves retirement', { ...review, from: 'retired' }, 'no-such-move'],
  ];
  for (const [what, facts, expected] of cases) it(`that ${what}: ${expected}`, () => expect(outcome(decideMove(facts))).to.equal(expected));

  it('says who could make it', () => {
    expect(decideMove(review)).to.deep.include({ who: ['bea'], remedy: 'Ask another admin to review it.' });
    expect(decideMove({ ...review, broughtHereBy: 'bea' })).to.deep.include({
      who: [],
      remedy: 'Send it back; when the one who registered it submits it, the other admin can review it.',
    });
    expect(decideMove(resume)).to.deep.include({ who: ['bea'] });
    expect(decideMove({ ...review, from: 'retired' })).to.include({ remedy: 'A retired agent stays retired.' });
    expect(decideMove({ ...review, from: 'registered' })).to.include({ remedy: 'From here it can become in-review or retired.' });
  });

  const people = ['adele', 'bea', 'carl'];
  const facts = fc.record<MoveFacts>({
    from: fc.constantFrom(...lifecycles),
    to: fc.constantFrom(...lifecycles),
    mover: fc.constantFrom(...people),
    registeredBy: fc.constantFrom(...people),
    owner: fc.constantFrom(...people),
    broughtHereBy: fc.constantFrom(...people),
    admins: fc.subarray(people),
    hasReason: fc.boolean(),
  });

  it('never activates an agent by who registered or submitted it while another admin is there', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const isAuthor = [one.registeredBy, one.broughtHereBy].includes(one.mover);
        const hasOther = one.admins.some((admin) => admin !== one.mover);
        if (one.from === 'in-review' && one.to === 'active' && isAuthor && hasOther) expect(decideMove(one).kind).to.equal('refuse');
      }),
      { numRuns: 5_000 },
    );
  });

  it('always stops an agent where a reason is given: nobody needs another for that', () => {
    fc.assert(
      fc.property(facts, (one) => {
        if (canMove(one.from, one.to) && one.to !== 'active')
          expect(decideMove({ ...one, hasReason: true })).to.deep.equal({ kind: 'move', alone: false });
      }),
      { numRuns: 5_000 },
    );
  });

  it('that needs a reason is told before it is tried', () => {
    expect(needsReason('active', 'suspended')).to.equal(true);
    expect(needsReason('in-review', 'registered')).to.equal(true);
    expect(needsReason('registered', 'in-review')).to.equal(false);
  });
});

describe('a change that widens', () => {
  it('waits where somebody else is there who could look at it', () => {
    expect(needsSecondAdmin('adele', [])).to.equal(false);
    expect(needsSecondAdmin('adele', ['adele'])).to.equal(false);
    expect(needsSecondAdmin('adele', ['adele', 'bea'])).to.equal(true);
  });

  it('is never approved or rejected by who asked for it, and is decided once', () => {
    for (const status of pendingChangeStatuses)
      for (const decision of pendingChangeDecisions)
        for (const by of ['adele', 'bea']) {
          const isHers = by === 'adele';
          const isAllowed = decisionRefusal({ status, askedBy: 'adele' }, { by, decision, hasReason: true }) === null;
          expect(isAllowed, `${by} ${decision} ${status}`).to.equal(status === 'pending' && (decision === 'withdraw') === isHers);
        }
  });

  it('is rejected with a reason', () => {
    expect(decisionRefusal({ status: 'pending', askedBy: 'adele' }, { by: 'bea', decision: 'reject', hasReason: false })).to.include({
      message: 'Rejecting needs a reason.',
    });
  });
});
