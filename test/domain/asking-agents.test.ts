import { expect } from 'chai';
import fc from 'fast-check';
import { namesAgent } from '../../src/domain/asking-agents.ts';
import { decideToolCall, type Decision, type ToolCallFacts } from '../../src/domain/tool-call.ts';
import type { AskedAgentFacts, AskingAgentFacts } from '../../src/domain/tool-call-facts.ts';
import { newTurn, nextStep } from '../../src/domain/turn.ts';
import { anyFacts, base, write } from './any-facts.ts';

const parent = (agentId: string, change: Partial<AskingAgentFacts> = {}): AskingAgentFacts => ({
  ...{ agentId, versionId: 'v', lifecycle: 'active', userMayUse: true, mayAsk: true },
  ...change,
});
const asking = (asks: AskedAgentFacts | undefined, ...parents: readonly AskingAgentFacts[]): ToolCallFacts => ({
  ...base,
  call: { ...base.call, ...(asks && { asks }) },
  agent: { ...base.agent, id: 'own', ...(parents.length > 0 && { parents }) },
});
const other = { agentId: 'other', isAvailable: true };
const said = (decision: Decision): string => `${decision.kind} ${decision.basis.map(({ layer, rule }) => `${layer}/${rule}`).join(' ')}`;

describe('an agent that asks another, in the decision', () => {
  const cases: readonly [string, ToolCallFacts, string][] = [
    ['asks an agent that the user may use', asking(other), 'run autonomy/reads-run'],
    ['is offered the asking before it names anybody', asking({ agentId: null, isAvailable: true }), 'run autonomy/reads-run'],
    ['asks one that was asked itself', asking(other, parent('first')), 'run autonomy/reads-run'],
    ['asks nobody as the second that was asked', asking(other, parent('first'), parent('second')), 'refuse agent/agent-depth'],
    ['does other things as the second that was asked', asking(undefined, parent('first'), parent('second')), 'run autonomy/reads-run'],
    ['does not ask itself', asking({ agentId: 'own', isAvailable: true }), 'refuse agent/agent-cycle'],
    ['does not ask the one it was asked by', asking({ agentId: 'first', isAvailable: true }, parent('first')), 'refuse agent/agent-cycle'],
    ['does not ask who is not there', asking({ agentId: null, isAvailable: false }), 'refuse agent/asked-agent-unavailable'],
    ['does not ask one that the user may not use', asking({ agentId: 'other', isAvailable: false }), 'refuse agent/asked-agent-unavailable'],
    ['does not ask one that a link does not name', asking({ ...other, notNamedBy: 'template t' }), 'refuse tool-scoping/agent-not-named'],
    ['does nothing for one that is suspended', asking(undefined, parent('first', { lifecycle: 'suspended' })), 'refuse agent/asking-agent-stopped'],
    ['does nothing for one the user may not use', asking(undefined, parent('first', { userMayUse: false })), 'refuse agent/asking-agent-stopped'],
    ['does nothing for one that may not ask any more', asking(undefined, parent('first', { mayAsk: false })), 'refuse agent/asking-agent-stopped'],
    [
      'is no freer than the one it was asked by',
      write({ agent: { ...base.agent, autonomies: ['execute', 'ask'], parents: [parent('first')] } }),
      'ask autonomy/ask-before-write',
    ],
  ];
  for (const [title, facts, expected] of cases) it(title, () => expect(said(decideToolCall(facts))).to.equal(expected));

  it('is let ask whom each of its links names: by id, by template, anybody where a link names none in particular, nobody by an empty list', () => {
    const planner = { id: 'p', templateKey: 'planner' };
    const lets = (named: readonly string[] | undefined, agent: { id: string; templateKey: string | undefined } = planner) => namesAgent(named, agent);
    expect([lets(undefined), lets(['p']), lets(['planner'])]).to.deep.equal([true, true, true]);
    expect([lets([]), lets(['other', 'seller']), lets(['planner'], { id: 'x', templateKey: undefined })]).to.deep.equal([false, false, false]);
  });

  it('never gets more by being asked than by being talked to', () => {
    const room = { refuse: 0, replay: 0, ask: 1, run: 2 } as const;
    fc.assert(
      fc.property(
        anyFacts,
        fc.array(fc.record({ lifecycle: fc.constantFrom('active' as const, 'suspended' as const), mayAsk: fc.boolean() })),
        (facts, chain) => {
          const asked = { ...facts, agent: { ...facts.agent, parents: chain.map((change, at) => parent(`p${at}`, change)) } };
          expect(room[decideToolCall(asked).kind]).to.be.at.most(room[decideToolCall(facts).kind]);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a turn in which another agent is asked', () => {
  const asked = nextStep(newTurn(5), { kind: 'model-answered', hasText: false, callIds: ['ask'] }).state;

  it('counts the other’s calls as its own', () => {
    const { state, step } = nextStep(asked, { kind: 'calls-within', count: 3 });
    expect([state.toolCalls, step.kind]).to.deep.equal([4, 'await-calls']);
  });

  it('waits for what the other proposed once the question is over, and then goes on', () => {
    const proposed = nextStep(asked, { kind: 'call-proposed-within', within: 'ask', callId: 'theirs', approvalId: 'a' });
    expect(proposed.step).to.deep.equal({ kind: 'await-calls' });
    expect(proposed.state.calls.at(-1)).to.deep.equal({ id: 'theirs', status: 'waiting', approvalId: 'a', within: 'ask' });
    const waiting = nextStep(proposed.state, { kind: 'call-settled', callId: 'ask' });
    expect(waiting.step).to.deep.equal({ kind: 'wait', approvalIds: ['a'] });
    expect(nextStep(waiting.state, { kind: 'approval-settled', approvalId: 'a' }).step).to.deep.equal({ kind: 'call-model' });
  });
});
