import { closingOf } from './approval-closings.ts';
import { approverObstacle, requiredApprover, ruleMessage } from './approval-rule.ts';
import { strictestAutonomy } from './autonomy.ts';
import type { ApprovalFacts, Basis, ToolCallFacts } from './tool-call-facts.ts';
import { untrustedWords } from './untrusted-text.ts';
import { isWrite, refusal, refusals, type Refusal } from './tool-call-refusals.ts';

export type { ApprovalFacts, Basis, LinkFacts, ToolCallFacts } from './tool-call-facts.ts';

/**
 * Whether a tool call may run. Authority is an intersection: every layer must allow it, the strictest
 * wins, and whatever no rule allows is refused (invariant 3). A write asks unless autonomy, a grant, the
 * tool's link, the commitment and the trust in what was read all say that it need not (invariants 5, 12).
 */

/** What is to happen with a call. */
export type Decision =
  | { readonly kind: 'run'; readonly basis: readonly Basis[] }
  | { readonly kind: 'ask'; readonly basis: readonly Basis[] }
  | { readonly kind: 'replay'; readonly basis: readonly Basis[] }
  | { readonly kind: 'refuse'; readonly basis: readonly Basis[]; readonly remedy: string };

/** Why a write has to be shown to a person first; empty where it need not. */
const askReasons = (facts: ToolCallFacts): readonly Basis[] => {
  const reasons: Basis[] = [];
  const because = (basis: Basis): number => reasons.push(basis);
  const level = strictestAutonomy(facts.agent.autonomies);
  if (level !== 'execute') {
    because({ layer: 'autonomy', rule: 'ask-before-write', setting: 'agent autonomy', message: 'This agent asks before it writes.' });
  } else if (!facts.executeGrant) {
    because({
      layer: 'autonomy',
      rule: 'no-execute-grant',
      setting: 'execute grants',
      message: 'You have no execute grant for this tool, so it asks.',
    });
  }
  if (facts.call.commitment !== 'draft' && !facts.bindingMayRun) {
    because({ layer: 'policy', rule: 'binding-write', setting: 'tenant setup', message: 'A binding change is always shown first.' });
  }
  const asking = facts.links.find((link) => link.ask);
  if (asking)
    because({ layer: 'tool-scoping', rule: 'link-asks', setting: asking.source, message: 'The tool link says that this tool always asks.' });
  if (facts.untrustedText) {
    because({ layer: 'trust', rule: 'untrusted-text', setting: 'conversation', message: readOutsiders(facts.untrustedFields ?? []) });
  }
  for (const rule of facts.rules) {
    because({ layer: rule.layer, rule: `rule-${rule.when.kind}`, setting: rule.setting, message: ruleMessage(rule, facts.stake) });
  }
  return reasons;
};

const readOutsiders = (fields: readonly string[]): string =>
  `The conversation has read text that outsiders wrote${fields.length === 0 ? '' : ` (${untrustedWords(fields)})`}.`;

const approvalRefusal = (facts: ToolCallFacts, approval: ApprovalFacts): Refusal | null => {
  const setting = `approval ${approval.id}`;
  if (approval.expiresAt <= facts.now) {
    return refusal({ layer: 'approval', rule: 'approval-expired', setting, message: 'The proposal has expired.' }, 'Ask for it again.');
  }
  const message = approval.decider ? approverObstacle(requiredApprover(facts.rules, facts.stake), approval.decider) : 'Nobody decided on this.';
  if (message !== null) {
    return refusal({ layer: 'approval', rule: 'approver-standing', setting, message }, 'Have someone who may decide confirm it.');
  }
  return approval.sameOutcome
    ? null
    : refusal(
        { layer: 'approval', rule: 'outcome-moved', setting, message: 'Something changed since the preview was made.' },
        'Look at the new version and decide again.',
      );
};

const decideCommit = (facts: ToolCallFacts, reasons: readonly Basis[]): Decision => {
  const { approval } = facts;
  if (approval === null && reasons.length === 0) return { kind: 'run', basis: [executes(facts)] };
  if (approval?.state !== 'confirmed') {
    const basis: Basis = { layer: 'approval', rule: 'not-approved', setting: 'approval', message: 'Nobody has confirmed this change.' };
    return { kind: 'refuse', basis: [basis], remedy: 'Confirm the preview first.' };
  }
  const refused = approvalRefusal(facts, approval);
  if (refused) return { kind: 'refuse', basis: [refused.basis], remedy: refused.remedy };
  return {
    kind: 'run',
    basis: [{ layer: 'approval', rule: 'confirmed', setting: `approval ${approval.id}`, message: 'A person confirmed exactly this outcome.' }],
  };
};

const decideWrite = (facts: ToolCallFacts): Decision => {
  const reasons = askReasons(facts);
  if (facts.phase === 'commit') return decideCommit(facts, reasons);
  return reasons.length > 0 ? { kind: 'ask', basis: reasons } : { kind: 'run', basis: [executes(facts)] };
};

const executes = (facts: ToolCallFacts): Basis => ({
  layer: 'autonomy',
  rule: 'execute-granted',
  setting: 'execute grants',
  message: `This agent may run "${facts.call.tool}" for you without asking.`,
});

/** Decides on a tool call. Pure: the same facts always give the same decision. */
export const decideToolCall = (facts: ToolCallFacts): Decision => {
  if (facts.phase === 'commit' && facts.priorEffect === 'done') {
    return {
      kind: 'replay',
      basis: [
        { layer: 'effect', rule: 'effect-done', setting: 'execution', message: 'This change has already been made; its result is given again.' },
      ],
    };
  }
  const closed = facts.approval && closingOf(facts.approval);
  if (closed) return { kind: 'refuse', basis: [closed.basis], remedy: closed.remedy };
  for (const rule of refusals) {
    const refused = rule(facts);
    if (refused) return { kind: 'refuse', basis: [refused.basis], remedy: refused.remedy };
  }
  if (isWrite(facts)) return decideWrite(facts);
  if (facts.call.operation !== 'read') {
    return {
      kind: 'refuse',
      basis: [{ layer: 'tool-scoping', rule: 'not-a-read', setting: 'tool definition', message: 'Only a read may run as a read.' }],
      remedy: 'Prepare the change instead.',
    };
  }
  return { kind: 'run', basis: [{ layer: 'autonomy', rule: 'reads-run', setting: 'agent autonomy', message: 'Looking things up is allowed.' }] };
};
