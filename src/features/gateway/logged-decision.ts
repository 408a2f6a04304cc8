import { loggedFacts, type References } from '../../domain/logged-facts.ts';
import { decideToolCall, type Decision, type ToolCallFacts } from '../../domain/tool-call.ts';
import type { Deliberation } from './deliberate.ts';
import type { LoggedSentence } from './logged-text.ts';

type Deliberated = Pick<Deliberation, 'facts' | 'settings' | 'delegation'>;

/** Policies and conditions by their ids; a delegation's own rules by their place in it, since they have none. */
const referencesIn = ({ settings, delegation }: Deliberated): References => ({
  rule: ({ layer, name }) => {
    if (layer === 'policy') return settings.policies.find((policy) => policy.name === name)?.id ?? 'unknown';
    return `#${delegation.terms.approvalRules.findIndex((rule) => rule.name === name) + 1}`;
  },
  condition: (name) => settings.conditions.find((condition) => condition.name === name)?.id ?? 'unknown',
});

/** A decision with its facts as the log keeps them: what people have named is referred to. Pure. */
export const loggedDecision = (made: Deliberated): { readonly facts: ToolCallFacts; readonly decision: Decision } => {
  const facts = loggedFacts(made.facts, referencesIn(made));
  return { facts, decision: decideToolCall(facts) };
};

/** The first reason of a decision, as the log keeps it: a sentence of the product's rules over logged facts. */
export const loggedReason = (made: Deliberated): LoggedSentence | null =>
  (loggedDecision(made).decision.basis[0]?.message ?? null) as LoggedSentence | null;
