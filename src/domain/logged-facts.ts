import type { MatchedRule } from './approval-rule.ts';
import type { ToolCallFacts } from './tool-call-facts.ts';

/*
 * Log rows are never changed, so nothing can be taken out of them when a person asks for it: facts are kept with
 * references in the place of what a tenant's people have called its rules and conditions.
 */

/** What stands for a thing that people have named. */
export interface References {
  readonly rule: (rule: MatchedRule) => string;
  readonly condition: (name: string) => string;
}

/** Names of programs have an underscore or begin with a small letter; names of people do neither. */
const toolName = /^(?:[a-z]\w*|\w*_\w*)$/;

/** A tool's name as it is logged: a model may make one up, and put anything there. */
const loggedTool = (name: string): string => (toolName.test(name) ? name : 'not_a_tool_name');

const byReference = (rule: MatchedRule, to: References): MatchedRule => ({
  ...rule,
  name: to.rule(rule),
  when: rule.when.kind === 'condition' ? { ...rule.when, condition: to.condition(rule.when.condition) } : rule.when,
});

/** The facts as the log keeps them. The decision on them is the same, and its reasons name nobody either. */
export const loggedFacts = (facts: ToolCallFacts, to: References): ToolCallFacts => ({
  ...facts,
  call: { ...facts.call, tool: loggedTool(facts.call.tool) },
  stake: facts.stake && { ...facts.stake, conditions: facts.stake.conditions.map(to.condition) },
  rules: facts.rules.map((rule) => byReference(rule, to)),
});
