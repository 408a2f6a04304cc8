import { expect } from 'chai';
import fc from 'fast-check';
import type { MatchedRule } from '../../src/domain/approval-rule.ts';
import { loggedFacts, type References } from '../../src/domain/logged-facts.ts';
import { decideToolCall, type Decision, type ToolCallFacts } from '../../src/domain/tool-call.ts';
import { anyFacts, base, rule, stake, write } from './any-facts.ts';

const to: References = { rule: ({ layer }) => (layer === 'policy' ? 'policy-id' : '#2'), condition: () => 'condition-id' };
const reasons = ({ kind, basis }: Decision): unknown => [kind, basis.map(({ layer, rule: name, setting }) => [layer, name, setting])];

describe('the facts of a tool call as they are logged', () => {
  it('refer to rules and conditions by what is nobody’s name', () => {
    const asking: MatchedRule = { ...rule(), name: 'Ask Clara Reyes', when: { kind: 'condition', condition: 'Of Clara Reyes' } };
    const delegated: MatchedRule = { ...rule(), layer: 'delegation', name: 'Clara Reyes decides' };
    const facts = write({ stake: { ...stake, conditions: ['Of Clara Reyes'] }, rules: [asking, delegated] });
    const logged = loggedFacts(facts, to);
    expect(logged.stake).to.deep.equal({ ...stake, conditions: ['condition-id'] });
    expect(logged.rules).to.deep.equal([
      { ...asking, name: 'policy-id', when: { kind: 'condition', condition: 'condition-id' } },
      { ...delegated, name: '#2' },
    ]);
    expect(decideToolCall(logged).basis.map(({ message }) => message)).to.include('The rule "policy-id" asks where "condition-id" holds.');
  });

  it('keep the name of a tool that a model made up only where it reads like one', () => {
    const called = (tool: string): string => loggedFacts({ ...base, call: { ...base.call, tool, known: false } }, to).call.tool;
    for (const name of ['drop_all_tables', '__proto__', 'READ_CUSTOMER', 'readCustomer']) expect(called(name)).to.equal(name);
    for (const name of ['Clara Reyes', 'clara@example.test', 'Clara', '', 'look\ufffd']) expect(called(name)).to.equal('not_a_tool_name');
  });

  it('are decided as the facts are, for the same reasons', () => {
    fc.assert(
      fc.property(anyFacts, (facts: ToolCallFacts) => {
        expect(reasons(decideToolCall(loggedFacts(facts, to)))).to.deep.equal(reasons(decideToolCall(facts)));
      }),
    );
  });
});
