import { expect } from 'chai';
import fc from 'fast-check';
import { decideToolCall, type Decision, type ToolCallFacts } from '../../src/domain/tool-call.ts';
import { requiredApprover, type MatchedRule } from '../../src/domain/approval-rule.ts';
import { limitObstacle, type LimitFacts } from '../../src/domain/delegation.ts';
import { storedFacts } from '../../src/domain/stored-facts.ts';
import { anyFacts, base, link, requester, rule, second, stake, write } from './any-facts.ts';

const approval = { id: 'a', state: 'confirmed' as const, expiresAt: '2026-11-21T11:00:00.000Z', sameOutcome: true, decider: requester };
const limit = (change: Partial<LimitFacts> = {}): LimitFacts => ({
  ...{ kind: 'per-action', limit: '500', currency: 'EUR', period: null, used: '0', stake: stake.amount },
  ...change,
});
const ownBudget = (spent: string) => ({ ...base.budget, price: '0.2', agent: [{ period: 'month' as const, limit: '5', spent }] });
const byTwo: MatchedRule['approver'] = { kind: 'second-person', people: [] };
const said = (decision: Decision): string => `${decision.kind} ${decision.basis.map(({ layer, rule }) => `${layer}/${rule}`).join(' ')}`;

describe('the decision on a tool call', () => {
  const cases: readonly [string, ToolCallFacts, string][] = [
    ['a read that every layer allows runs', base, 'run autonomy/reads-run'],
    ['a call beyond the limit of its turn is refused', { ...base, call: { ...base.call, ordinal: 6 } }, 'refuse turn/tool-call-limit'],
    ['a tool nobody declared is refused', { ...base, call: { ...base.call, known: false } }, 'refuse tool-scoping/undeclared-tool'],
    ['a tool without any link is refused', { ...base, links: [] }, 'refuse tool-scoping/tool-not-linked'],
    ['one missing link among several refuses', { ...base, links: [link(), link({ linked: false })] }, 'refuse tool-scoping/tool-not-linked'],
    [
      'an operation one link leaves out is refused',
      { ...base, links: [link(), link({ allowedOperations: ['create'] })] },
      'refuse tool-scoping/operation-not-linked',
    ],
    ['a tool without a known operation is refused', { ...base, call: { ...base.call, operation: null } }, 'refuse tool-scoping/operation-not-linked'],
    ['malformed arguments are refused', { ...base, call: { ...base.call, argumentsValid: false } }, 'refuse arguments/malformed-arguments'],
    ['a suspended agent is refused', { ...base, agent: { ...base.agent, lifecycle: 'suspended' } }, 'refuse agent/agent-not-active'],
    ['a user who is not on the list is refused', { ...base, agent: { ...base.agent, userMayUse: false } }, 'refuse agent/user-not-allowed'],
    [
      'an agent is refused in a company that its business unit does not hold',
      { ...base, agent: { ...base.agent, isInUnit: false } },
      'refuse agent/outside-business-unit',
    ],
    ['a tool the tenant has not configured is refused', { ...base, config: null }, 'refuse tool-config/tool-disabled'],
    [
      'a tool that is switched off is refused',
      { ...base, config: { enabled: false, allowedOperations: ['read'] } },
      'refuse tool-config/tool-disabled',
    ],
    [
      'an operation the tenant does not allow is refused',
      { ...base, config: { enabled: true, allowedOperations: [] } },
      'refuse tool-config/operation-disabled',
    ],
    ['a revoked delegation is refused', { ...base, delegation: { ...base.delegation, state: 'revoked' } }, 'refuse delegation/delegation-revoked'],
    [
      'a delegation that has not begun is refused',
      { ...base, delegation: { ...base.delegation, state: 'not-yet-valid' } },
      'refuse delegation/delegation-not-yet-valid',
    ],
    [
      'a tool that was not delegated is refused',
      { ...base, delegation: { ...base.delegation, coversTool: false } },
      'refuse delegation/action-not-delegated',
    ],
    [
      'a company that was not delegated is refused',
      { ...base, delegation: { ...base.delegation, coversCompany: false } },
      'refuse delegation/company-not-delegated',
    ],
    [
      'a delegation without a sign-in behind it is refused',
      { ...base, delegation: { ...base.delegation, state: 'needs-sign-in' } },
      'refuse delegation/needs-sign-in',
    ],
    ['a change up to its limit runs', write({ stake, limits: [limit()] }), 'run autonomy/execute-granted'],
    ['a change above its limit is refused', write({ stake, limits: [limit({ limit: '499.99' })] }), 'refuse delegation/amount-limit'],
    ['a change in another currency is refused', write({ stake, limits: [limit({ currency: 'USD' })] }), 'refuse delegation/amount-limit'],
    [
      'a change that tells no amount is refused where one is limited',
      write({ stake, limits: [limit({ stake: null })] }),
      'refuse delegation/amount-limit',
    ],
    [
      'a change that fills a period’s limit runs',
      write({ stake, limits: [limit({ kind: 'cumulative', period: 'month', limit: '900', used: '400' })] }),
      'run autonomy/execute-granted',
    ],
    [
      'a change beyond a period’s limit is refused',
      write({ stake, limits: [limit({ kind: 'cumulative', period: 'month', limit: '900', used: '400.01' })] }),
      'refuse delegation/cumulative-limit',
    ],
    [
      'an approval does not lift a limit',
      write({ phase: 'commit', stake, limits: [limit({ limit: '1' })], approval }),
      'refuse delegation/amount-limit',
    ],
    ['a rule that matches asks, whatever the grant', write({ stake, rules: [rule()] }), 'ask policy/rule-amount-above'],
    ['a rule that matches refuses a commit without approval', write({ phase: 'commit', stake, rules: [rule()] }), 'refuse approval/not-approved'],
    [
      'the user’s own confirmation satisfies a rule that names nobody',
      write({ phase: 'commit', stake, rules: [rule()], approval }),
      'run approval/confirmed',
    ],
    [
      'whoever asked cannot be the second person',
      write({ phase: 'commit', stake, rules: [rule(byTwo)], approval: { ...approval, decider: { ...requester, mayApprove: true } } }),
      'refuse approval/approver-standing',
    ],
    [
      'a second person who may approve can',
      write({ phase: 'commit', stake, rules: [rule(byTwo)], approval: { ...approval, decider: second } }),
      'run approval/confirmed',
    ],
    [
      'a second person has to hold the permission set',
      write({ phase: 'commit', stake, rules: [rule(byTwo)], approval: { ...approval, decider: { ...second, mayApprove: false } } }),
      'refuse approval/approver-standing',
    ],
    [
      'a second person who is not named cannot',
      write({ phase: 'commit', stake, rules: [rule({ kind: 'second-person', people: ['noor'] })], approval: { ...approval, decider: second } }),
      'refuse approval/approver-standing',
    ],
    [
      'nobody can satisfy two rules that name different people',
      write({
        ...{ phase: 'commit', stake, approval: { ...approval, decider: second } },
        rules: [rule({ kind: 'second-person', people: ['noor'] }), rule({ kind: 'second-person', people: ['marta'] })],
      }),
      'refuse approval/approver-standing',
    ],
    [
      'nobody approves what rests on records she may not see',
      write({ phase: 'commit', stake, rules: [rule(byTwo)], approval: { ...approval, decider: { ...second, mayReadRecords: false } } }),
      'refuse approval/approver-standing',
    ],
    [
      'a confirmation by nobody is refused',
      write({ phase: 'commit', approval: { ...approval, decider: null } }),
      'refuse approval/approver-standing',
    ],
    ['a used-up budget is refused', { ...base, budget: { limit: '1', spent: '0.9', price: '0.1' } }, 'refuse budget/daily-credits'],
    ['a budget that still covers the call lets it run', { ...base, budget: { limit: '1', spent: '0.8', price: '0.1' } }, 'run autonomy/reads-run'],
    [
      'authority that a service gave is refused while the service is not active',
      { ...base, delegation: { ...base.delegation, state: 'delegator-inactive' } },
      'refuse delegation/delegator-inactive',
    ],
    ['what the agent itself may spend is not overspent', { ...base, budget: ownBudget('4.9') }, 'refuse budget/agent-month-credits'],
    ['the agent may spend the last of its credits', { ...base, budget: ownBudget('4.8') }, 'run autonomy/reads-run'],
    [
      'a commit takes no credits that its preparation has not taken',
      write({ phase: 'commit', approval, budget: ownBudget('5') }),
      'run approval/confirmed',
    ],
    [
      'nor does it run where the budget was lowered since',
      write({ phase: 'commit', approval, budget: ownBudget('5.1') }),
      'refuse budget/agent-month-credits',
    ],
    ['a write in the guise of a read is refused', { ...write(), phase: 'read' }, 'refuse tool-scoping/not-a-read'],
    [
      'a read-only agent does not prepare',
      write({ agent: { ...base.agent, autonomies: ['execute', 'read-only'] } }),
      'refuse autonomy/read-only-agent',
    ],
    ['an agent without any autonomy is read-only', write({ agent: { ...base.agent, autonomies: [] } }), 'refuse autonomy/read-only-agent'],
    ['an agent at ask asks', write({ agent: { ...base.agent, autonomies: ['execute', 'ask'] } }), 'ask autonomy/ask-before-write'],
    ['execute without a grant asks', write({ executeGrant: false }), 'ask autonomy/no-execute-grant'],
    ['execute with a grant runs a draft', write(), 'run autonomy/execute-granted'],
    ['a binding write asks at every autonomy', write({ call: { ...write().call, commitment: 'binding' } }), 'ask policy/binding-write'],
    [
      'a write that says nothing of its commitment counts as binding',
      write({ call: { ...write().call, commitment: null } }),
      'ask policy/binding-write',
    ],
    [
      'a binding write runs where the setup allows that tool on that agent',
      write({ call: { ...write().call, commitment: 'binding' }, bindingMayRun: true }),
      'run autonomy/execute-granted',
    ],
    ['a link that asks asks', write({ links: [link(), link({ ask: true })] }), 'ask tool-scoping/link-asks'],
    ['after untrusted text a write asks', write({ untrustedText: true }), 'ask trust/untrusted-text'],
    ['an unsettled effect is not run again', write({ phase: 'commit', priorEffect: 'unknown' }), 'refuse effect/effect-unknown'],
    ['an effect under way is not run twice', write({ phase: 'commit', priorEffect: 'pending' }), 'refuse effect/effect-pending'],
    ['an effect that is done is replayed', write({ phase: 'commit', priorEffect: 'done' }), 'replay effect/effect-done'],
    ['a granted commit runs without approval', write({ phase: 'commit' }), 'run autonomy/execute-granted'],
    ['a commit that asks and was not approved is refused', write({ phase: 'commit', executeGrant: false }), 'refuse approval/not-approved'],
    [
      'a commit with an undecided approval is refused',
      write({ phase: 'commit', approval: { ...approval, state: 'none' } }),
      'refuse approval/not-approved',
    ],
    ['a commit with an approval runs', write({ phase: 'commit', executeGrant: false, approval }), 'run approval/confirmed'],
    [
      'an expired approval is refused',
      write({ phase: 'commit', approval: { ...approval, expiresAt: base.now } }),
      'refuse approval/approval-expired',
    ],
    [
      'an approver who may not decide is refused',
      write({ phase: 'commit', approval: { ...approval, decider: { ...requester, isResponsible: false } } }),
      'refuse approval/approver-standing',
    ],
    ...(['rejected', 'expired', 'cancelled', 'withdrawn', 'undecryptable', 'decided'] as const).map((state): [string, ToolCallFacts, string] => [
      `a commit whose proposal is ${state} is refused for that, whatever else would refuse it`,
      write({ phase: 'commit', approval: { ...approval, state }, config: null }),
      `refuse approval/${state}`,
    ]),
    [
      'an approval of another outcome is refused',
      write({ phase: 'commit', approval: { ...approval, sameOutcome: false } }),
      'refuse approval/outcome-moved',
    ],
  ];
  for (const [title, facts, expected] of cases) it(title, () => expect(said(decideToolCall(facts))).to.equal(expected));

  it('tells which of several asks it was, all of them', () => {
    const facts = write({ executeGrant: false, untrustedText: true, links: [link({ ask: true })] });
    expect(said(decideToolCall(facts))).to.equal('ask autonomy/no-execute-grant tool-scoping/link-asks trust/untrusted-text');
  });

  /** Ways to take authority away; none may turn a refusal into anything else, nor an ask into a run. */
  const tightenings: readonly ((facts: ToolCallFacts) => ToolCallFacts)[] = [
    (facts) => ({ ...facts, agent: { ...facts.agent, autonomies: [...facts.agent.autonomies, 'read-only'] } }),
    (facts) => ({ ...facts, agent: { ...facts.agent, autonomies: [...facts.agent.autonomies, 'ask'] } }),
    (facts) => ({ ...facts, agent: { ...facts.agent, lifecycle: 'suspended' } }),
    (facts) => ({ ...facts, agent: { ...facts.agent, isInUnit: false } }),
    (facts) => ({ ...facts, agent: { ...facts.agent, userMayUse: false } }),
    (facts) => ({ ...facts, links: [...facts.links, link({ linked: false })] }),
    (facts) => ({ ...facts, links: facts.links.map((one) => ({ ...one, ask: true })) }),
    (facts) => ({ ...facts, links: facts.links.map((one) => ({ ...one, allowedOperations: [] })) }),
    (facts) => ({ ...facts, config: null }),
    (facts) => ({ ...facts, delegation: { ...facts.delegation, state: 'revoked' } }),
    (facts) => ({ ...facts, delegation: { ...facts.delegation, coversTool: false } }),
    (facts) => ({ ...facts, budget: { ...facts.budget, limit: '0' } }),
    (facts) => ({ ...facts, budget: { ...facts.budget, agent: [...(facts.budget.agent ?? []), { period: 'day', limit: '0', spent: '0' }] } }),
    (facts) => ({
      ...facts,
      budget: { ...facts.budget, ...(facts.budget.agent && { agent: facts.budget.agent.map((one) => ({ ...one, spent: '2' })) }) },
    }),
    (facts) => ({ ...facts, delegation: { ...facts.delegation, state: 'needs-sign-in' } }),
    (facts) => ({ ...facts, limits: [...facts.limits, limit({ limit: '499' })] }),
    (facts) => ({ ...facts, limits: facts.limits.map((one) => ({ ...one, used: '100000' })) }),
    (facts) => ({ ...facts, rules: [...facts.rules, rule()] }),
    (facts) => ({ ...facts, rules: [...facts.rules, rule(byTwo)] }),
    (facts) => ({ ...facts, rules: facts.rules.map((one) => ({ ...one, approver: { kind: 'second-person', people: ['nobody'] } })) }),
    (facts) => ({ ...facts, approval: facts.approval && { ...facts.approval, decider: null } }),
    (facts) => ({ ...facts, executeGrant: false }),
    (facts) => ({ ...facts, bindingMayRun: false }),
    (facts) => ({ ...facts, untrustedText: true }),
  ];
  /** The nightly run takes more (`PROPERTY_RUNS`). */
  const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 5_000);
  const room = { refuse: 0, replay: 0, ask: 1, run: 2 } as const;

  it('never gives more when any factor is tightened', () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...tightenings), (facts, tighten) => {
        expect(room[decideToolCall(tighten(facts)).kind]).to.be.at.most(room[decideToolCall(facts).kind]);
      }),
      { numRuns },
    );
  });

  it('never runs a write for an agent that is inactive, unlinked, disabled, undelegated or read-only', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { kind } = decideToolCall(facts);
        if (kind !== 'run') return;
        expect(facts.agent.lifecycle).to.equal('active');
        expect(facts.links).to.not.be.empty;
        expect(facts.links.every((one) => one.linked && one.allowedOperations.includes(facts.call.operation!))).to.equal(true);
        expect(facts.config?.enabled).to.equal(true);
        expect(facts.delegation.state).to.equal('active');
        for (const one of facts.limits) expect(limitObstacle(one)).to.equal(null);
        if (facts.phase !== 'read') expect(facts.agent.autonomies).to.not.include('read-only');
        if (facts.phase === 'read') expect(facts.call.operation).to.equal('read');
      }),
      { numRuns },
    );
  });

  it('runs what a rule asks about only by whom every rule accepts', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        if (facts.phase === 'read' || facts.rules.length === 0) return;
        const { kind } = decideToolCall(facts);
        if (kind !== 'run') return;
        const decider = facts.approval?.decider;
        expect(facts.phase).to.equal('commit');
        expect(decider?.mayReadRecords).to.equal(true);
        for (const { approver } of facts.rules) {
          const asked = requiredApprover([{ approver }], facts.stake);
          if (asked.kind === 'responsible') continue;
          expect(decider).to.include({ isRequester: false, mayApprove: true });
          if (asked.people.length > 0) expect(asked.people).to.include(decider?.subjectId);
        }
      }),
      { numRuns },
    );
  });

  it('runs a binding write without a person only where the setup allows it', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decision = decideToolCall(facts);
        if (decision.kind !== 'run' || facts.phase === 'read' || facts.call.commitment === 'draft') return;
        expect(facts.bindingMayRun || facts.approval?.state === 'confirmed').to.equal(true);
      }),
      { numRuns },
    );
  });

  it('reads the facts of the first rule set as it decided on them', () => {
    const { stake: _stake, limits: _limits, rules: _rules, ...facts } = write({ phase: 'commit', executeGrant: false });
    const { decider: _decider, ...confirmed } = approval;
    const first = (approverMayDecide: boolean): string => JSON.stringify({ ...facts, ruleSet: 1, approval: { ...confirmed, approverMayDecide } });
    expect(said(decideToolCall(storedFacts(first(true))))).to.equal('run approval/confirmed');
    expect(said(decideToolCall(storedFacts(first(false))))).to.equal('refuse approval/approver-standing');
    expect(said(decideToolCall(storedFacts(JSON.stringify({ ...facts, ruleSet: 1, approval: null }))))).to.equal('refuse approval/not-approved');
    expect(storedFacts(JSON.stringify(base))).to.deep.equal(base);
  });

  it('gives the same answer from the facts as they are stored', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(decideToolCall(JSON.parse(JSON.stringify(facts)) as ToolCallFacts)).to.deep.equal(decideToolCall(facts));
      }),
    );
  });
});
