import { expect } from 'chai';
import fc from 'fast-check';
import { isAsked, requiredApprover, ruleMessage, type RuleApprover, type SetupApprover } from '../../src/domain/approval-rule.ts';
import { approversInSetup, type ApprovalSetupFacts, type ApprovalSetupLine } from '../../src/domain/approval-setup.ts';
import { decideToolCall } from '../../src/domain/tool-call.ts';
import type { Stake } from '../../src/domain/stake.ts';
import { anyFacts, anyStake, requester, rule, second, write } from './any-facts.ts';

const line = (subjectId: string | null, purchase: string | null, change: Partial<ApprovalSetupLine> = {}): ApprovalSetupLine => ({
  ...{ subjectId, substituteSubjectId: null, isOwnApprover: false, limits: { purchase, sales: '0', request: '0' }, etag: 'W/"1"' },
  ...change,
});
const own = line('clara', '5000');
const setup = (...chain: ApprovalSetupLine[]): ApprovalSetupFacts => ({ state: 'read', currency: 'EUR', chain });
const of = (value: string, approvalSetup?: ApprovalSetupFacts): Stake => ({ amount: { value, currency: 'EUR' }, conditions: [], approvalSetup });
const asks = (stake: Stake): string => {
  const answer = approversInSetup(stake, 'purchase');
  return answer.kind === 'approvers' ? answer.people.join(' ') : answer.kind === 'within' ? 'herself' : answer.why;
};
const unlimited = line('marta', null);

describe('the approval user setup of the ERP', () => {
  const cases: readonly [string, Stake, string][] = [
    ['asks nobody else up to the user’s own limit', of('5000', setup(own, unlimited)), 'herself'],
    ['asks her approver above it', of('5000.01', setup(own, unlimited)), 'marta'],
    ['asks the first approver whose limit suffices', of('9000', setup(own, line('ines', '8000'), line('noor', '10000'), unlimited)), 'noor'],
    ['reads a limit of zero as no authority', of('0', setup(line('clara', '0'), unlimited)), 'marta'],
    ['asks nobody else of her who is her own approver', of('9000', setup(line('clara', '0', { isOwnApprover: true }))), 'herself'],
    [
      'asks the substitute whom an approver named beside her',
      of('6000', setup(own, line('marta', null, { substituteSubjectId: 'noor' }))),
      'marta noor',
    ],
    ['asks the substitute of an approver whom nobody knows here', of('6000', setup(own, line(null, null, { substituteSubjectId: 'noor' }))), 'noor'],
    ['never asks the user herself', of('6000', setup(own, line('marta', null, { substituteSubjectId: 'clara' }))), 'marta'],
    [
      'has no answer where nobody knows the approver here',
      of('6000', setup(own, line(null, null))),
      'nobody here is known as the approver whom the approval user setup of the ERP names',
    ],
    [
      'has no answer where no limit up the chain suffices',
      of('6000', setup(own, line('marta', '5500'))),
      'no approver in the approval user setup of the ERP may approve this amount',
    ],
    ['has no answer without a line of the user', of('1', setup()), 'whoever asks has no line in the approval user setup of the ERP'],
    ['has no answer where it was not read', of('1'), 'the approval user setup of the ERP was not read when this was prepared'],
    [
      'has no answer where the ERP has none',
      of('1', { state: 'absent', currency: null, chain: [] }),
      'the ERP has no approval user setup that can be read',
    ],
    [
      'has no answer where she may not read it',
      of('1', { state: 'denied', currency: null, chain: [] }),
      'the approval user setup of the ERP may not be read in the name of whoever asks',
    ],
    [
      'has no answer for a change without an amount',
      { ...of('1', setup(own)), amount: null },
      'the change has no amount that the limits in the ERP could be compared with',
    ],
    [
      'has no answer for an amount in another currency than the company’s own',
      of('1', { ...setup(own), currency: 'USD' }),
      'the limits in the ERP cannot be compared with an amount in EUR',
    ],
  ];
  for (const [title, stake, expected] of cases) it(title, () => expect(asks(stake)).to.equal(expected));

  it('has limits of its own for sales and requests', () => {
    const lines = setup(line('clara', null), line('marta', '0', { limits: { purchase: '0', sales: '100', request: null } }));
    expect(approversInSetup(of('50', lines), 'purchase').kind).to.equal('within');
    expect(approversInSetup(of('50', lines), 'sales')).to.deep.include({ kind: 'approvers', people: ['marta'], own: '0', theirs: '100' });
    expect(approversInSetup(of('50', lines), 'request')).to.deep.include({ kind: 'approvers', theirs: null });
  });
});

const bySetup = (...otherwise: string[]): SetupApprover => ({ kind: 'approval-user-setup', amounts: 'purchase', otherwise });
const askedBy = (stake: Stake | null, ...approvers: RuleApprover[]) =>
  requiredApprover(
    approvers.map((approver) => ({ approver })),
    stake,
  );

describe('a rule that asks the approval user setup', () => {
  it('asks the responsible user within the limit, her approver in the ERP above it, and whom the rule names where the ERP names nobody', () => {
    expect(askedBy(of('1', setup(own)), bySetup('noor'))).to.deep.equal({ kind: 'responsible' });
    expect(askedBy(of('6000', setup(own, unlimited)), bySetup('noor'))).to.deep.equal({ kind: 'second-person', people: ['marta'] });
    expect(askedBy(of('6000', setup(own)), bySetup('noor'))).to.deep.equal({ kind: 'second-person', people: ['noor'] });
    expect(isAsked(askedBy(null, bySetup()), second)).to.equal(false);
  });

  it('says in words whose limit it is about, and names nobody', () => {
    const said = (stake: Stake): string => ruleMessage(rule(bySetup('noor')), stake);
    const begins = 'The rule "Dear orders" asks above 400 EUR; ';
    expect(said(of('500', setup(own, unlimited)))).to.equal(
      `${begins}whoever asks may approve purchase amounts up to 5000.00 EUR in the ERP, so no second person decides.`,
    );
    expect(said(of('6000', setup(own, unlimited)))).to.equal(
      `${begins}whoever asks may approve purchase amounts up to 5000.00 EUR in the ERP, and this is more, so her approver there decides, who may approve purchase amounts of any size.`,
    );
    expect(said(of('6000', setup()))).to.equal(
      `${begins}whoever asks has no line in the approval user setup of the ERP, so a person whom the rule names decides.`,
    );
  });

  it('refuses a change where the ERP names nobody and the rule nobody else', () => {
    const facts = write({ rules: [rule(), rule(bySetup())], stake: of('6000', setup(own)) });
    const decision = decideToolCall(facts);
    expect(decision.kind).to.equal('refuse');
    expect(decision.basis[0]).to.include({ layer: 'policy', rule: 'approver-unknown' });
    expect(decideToolCall({ ...facts, rules: [rule(bySetup('marta'))] }).kind).to.equal('ask');
  });

  it('is satisfied by her approver in the ERP alone', () => {
    const approval = { id: 'a', state: 'confirmed' as const, expiresAt: '2030-01-01', sameOutcome: true };
    const by = (decider: typeof second) =>
      decideToolCall(
        write({ phase: 'commit', rules: [rule(bySetup())], stake: of('6000', setup(own, unlimited)), approval: { ...approval, decider } }),
      ).kind;
    expect([by(second), by({ ...second, subjectId: 'noor' }), by(requester)]).to.deep.equal(['run', 'refuse', 'refuse']);
  });

  it('never lets through what was not let through without it, nor lets anybody more decide', () => {
    const order = { refuse: 0, replay: 1, ask: 1, run: 2 } as const;
    fc.assert(
      fc.property(anyFacts, fc.subarray(['marta', 'noor']), (facts, otherwise) => {
        const more = { ...facts, rules: [...facts.rules, rule(bySetup(...otherwise))] };
        expect(order[decideToolCall(more).kind]).to.be.at.most(order[decideToolCall(facts).kind]);
      }),
    );
    fc.assert(
      fc.property(
        anyStake,
        fc.array(fc.constantFrom<RuleApprover>({ kind: 'second-person', people: [] }, bySetup('marta')), { minLength: 1 }),
        (stake, rules) => {
          for (const subjectId of ['clara', 'marta', 'noor']) {
            const person = { ...second, subjectId };
            if (askedBy(stake, ...rules).kind === 'responsible') continue;
            if (isAsked(askedBy(stake, ...rules, bySetup()), person)) expect(isAsked(askedBy(stake, ...rules), person)).to.equal(true);
          }
        },
      ),
    );
  });
});
