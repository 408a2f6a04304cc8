import { expect } from 'chai';
import fc from 'fast-check';
import { isAsked, matchingRules, requiredApprover, ruleMessage, type ApprovalRule, type RequiredApprover } from '../../src/domain/approval-rule.ts';

const source = { layer: 'policy', setting: 'tenant policy' } as const;
const byTwo = (...people: string[]): RequiredApprover => ({ kind: 'second-person', people });
const rule = (change: Partial<ApprovalRule> = {}): ApprovalRule => ({
  ...{ name: 'r', actions: ['*'], when: { kind: 'always' }, approver: { kind: 'responsible' } },
  ...change,
});
const above = (amount: string): ApprovalRule['when'] => ({ kind: 'amount-above', amount, currency: 'EUR' });
const asks = (one: ApprovalRule, value: string | null, more: { currency?: string; conditions?: string[] } = {}): boolean => {
  const amount = value === null ? null : { value, currency: more.currency ?? 'EUR' };
  return matchingRules(source, [one], { tool: 'order', stake: { amount, conditions: more.conditions ?? [] } }).length > 0;
};

describe('an approval rule', () => {
  const cases: readonly [string, boolean, boolean][] = [
    ['always asks', asks(rule(), null), true],
    ['asks about its own actions only', asks(rule({ actions: ['pay'] }), '1'), false],
    ['asks above its amount', asks(rule({ when: above('100') }), '100.01'), true],
    ['does not ask at its amount', asks(rule({ when: above('100') }), '100'), false],
    ['asks about an amount it cannot compare', asks(rule({ when: above('100') }), '1', { currency: 'USD' }), true],
    ['does not ask about a change without an amount', asks(rule({ when: above('100') }), null), false],
    ['asks about one whose action it names', asks(rule({ when: above('100'), actions: ['order'] }), null), true],
    ['asks where its condition holds', asks(rule({ when: { kind: 'condition', condition: 'c' } }), '1', { conditions: ['c'] }), true],
    ['does not ask where another one holds', asks(rule({ when: { kind: 'condition', condition: 'c' } }), '1', { conditions: ['d'] }), false],
  ];
  for (const [title, is, should] of cases) it(title, () => expect(is).to.equal(should));

  it('says in words why it asks, and that a second person decides', () => {
    const said = (change: Partial<ApprovalRule>): string => ruleMessage({ ...source, ...rule(change) }, null);
    expect(said({})).to.equal('The rule "r" asks every time.');
    expect(said({ when: { kind: 'condition', condition: 'c' } })).to.equal('The rule "r" asks where "c" holds.');
    expect(said({ when: above('5'), approver: byTwo() })).to.equal('The rule "r" asks above 5 EUR; a second person decides.');
  });
});

describe('who has to decide', () => {
  const of = (...approvers: RequiredApprover[]): RequiredApprover =>
    requiredApprover(
      approvers.map((approver) => ({ approver })),
      null,
    );

  it('is the responsible user where no rule asks for more', () => {
    expect(of()).to.deep.equal({ kind: 'responsible' });
    expect(of({ kind: 'responsible' })).to.deep.equal({ kind: 'responsible' });
  });

  it('is whoever satisfies every rule: bands with ever fewer people leave those of the highest', () => {
    expect(of(byTwo(), { kind: 'responsible' })).to.deep.equal(byTwo());
    expect(of(byTwo('a', 'b', 'c'), byTwo('c'))).to.deep.equal(byTwo('c'));
    expect(of(byTwo(), byTwo('a', 'b'))).to.deep.equal(byTwo('a', 'b'));
  });

  it('never becomes anyone more by one more rule that asks for a second person', () => {
    const people = fc.subarray(['a', 'b', 'c']).map((names) => byTwo(...names));
    const person = fc.record({
      ...{ subjectId: fc.constantFrom('a', 'b', 'c'), mayApprove: fc.boolean(), isRequester: fc.boolean() },
      isResponsible: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(people, { minLength: 1, maxLength: 4 }), people, person, (rules, more, who) => {
        if (isAsked(of(...rules, more), who)) expect(isAsked(of(...rules), who)).to.equal(true);
      }),
    );
  });
});
