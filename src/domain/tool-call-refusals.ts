import { askingAgentsStand, mayAskAgent } from './asking-agents.ts';
import { strictestAutonomy } from './autonomy.ts';
import { coversCall, overspentBudget } from './budget.ts';
import { limitObstacle } from './delegation.ts';
import { unresolvedRule } from './approval-rule.ts';
import type { Basis, ToolCallFacts } from './tool-call-facts.ts';

/**
 * The rules that refuse a tool call. Each layer is asked in turn and any of them may say no; a refusal
 * names the layer, the setting and what would let the call through.
 */

/** One rule that says no: its basis, and what would let the call through. */
export interface Refusal {
  readonly basis: Basis;
  readonly remedy: string;
}

/** A rule: null where it has nothing against the call. */
export type Rule = (facts: ToolCallFacts) => Refusal | null;

/** A refusal with its remedy. */
export const refusal = (basis: Basis, remedy: string): Refusal => ({ basis, remedy });
/** Whether the call is on its way to a change. */
export const isWrite = (facts: ToolCallFacts): boolean => facts.phase !== 'read';
const quoted = (facts: ToolCallFacts): string => `"${facts.call.tool}"`;

const withinTurnLimit: Rule = ({ call }) =>
  call.ordinal <= call.maxPerTurn
    ? null
    : refusal(
        { layer: 'turn', rule: 'tool-call-limit', setting: 'tenant setup', message: `A turn may make at most ${call.maxPerTurn} tool calls.` },
        'Ask for less at once, or go on in a new message.',
      );

const declared: Rule = (facts) => {
  if (!facts.call.known) {
    return refusal(
      { layer: 'tool-scoping', rule: 'undeclared-tool', setting: 'template', message: `This agent has no tool called ${quoted(facts)}.` },
      'Use one of the tools the agent has, or ask an admin to link the tool on its template.',
    );
  }
  const missing = facts.links.find((link) => !link.linked);
  if (missing || facts.links.length === 0) {
    return refusal(
      {
        layer: 'tool-scoping',
        rule: 'tool-not-linked',
        setting: missing?.source ?? 'template',
        message: `The tool ${quoted(facts)} is not linked to this agent.`,
      },
      'Ask an admin to link the tool, or use another agent.',
    );
  }
  return null;
};

const linkAllowsOperation: Rule = (facts) => {
  const { operation } = facts.call;
  const closed = facts.links.find((link) => operation === null || !link.allowedOperations.includes(operation));
  return closed
    ? refusal(
        {
          layer: 'tool-scoping',
          rule: 'operation-not-linked',
          setting: closed.source,
          message: `This agent may not use ${quoted(facts)} to ${operation ?? 'act'}.`,
        },
        'Ask an admin to allow the operation on the tool link.',
      )
    : null;
};

const argumentsValid: Rule = (facts) =>
  facts.call.argumentsValid
    ? null
    : refusal(
        {
          layer: 'arguments',
          rule: 'malformed-arguments',
          setting: 'tool schema',
          message: `The arguments for ${quoted(facts)} do not fit its schema.`,
        },
        'Correct the arguments as the message says and call again.',
      );

const agentActive: Rule = ({ agent }) =>
  agent.lifecycle === 'active'
    ? null
    : refusal(
        { layer: 'agent', rule: 'agent-not-active', setting: 'agent lifecycle', message: `This agent is ${agent.lifecycle}, so it cannot act.` },
        'Ask an admin to activate the agent, or use another one.',
      );

const userAllowed: Rule = ({ agent }) =>
  agent.userMayUse
    ? null
    : refusal(
        {
          layer: 'agent',
          rule: 'user-not-allowed',
          setting: 'agent allow list',
          message: 'You are not on the list of people who may use this agent.',
        },
        'Ask an admin to add you to the agent.',
      );

const withinUnit: Rule = ({ agent }) =>
  agent.isInUnit === false
    ? refusal(
        {
          layer: 'agent',
          rule: 'outside-business-unit',
          setting: 'business unit',
          message: 'This agent belongs to a business unit that does not hold this company.',
        },
        'Use it in a company of its unit, or ask an admin to change the unit.',
      )
    : null;

const configAllows: Rule = (facts) => {
  const { config, call } = facts;
  if (!config?.enabled) {
    return refusal(
      {
        layer: 'tool-config',
        rule: 'tool-disabled',
        setting: 'tenant tool configuration',
        message: `The tool ${quoted(facts)} is switched off for the whole organisation.`,
      },
      'Ask an admin to switch the tool on.',
    );
  }
  // A tool without a known operation was refused by its links already.
  return call.operation === null || config.allowedOperations.includes(call.operation)
    ? null
    : refusal(
        {
          layer: 'tool-config',
          rule: 'operation-disabled',
          setting: 'tenant tool configuration',
          message: `The organisation does not allow ${quoted(facts)} to ${call.operation}.`,
        },
        'Ask an admin to allow the operation in the tool configuration.',
      );
};

const delegationCovers: Rule = ({ delegation, call }) => {
  const setting = `delegation ${delegation.id}`;
  if (delegation.state === 'needs-sign-in') {
    const message = 'The sign-in of the person whose authority is used has ended, so the ERP cannot be asked in her name.';
    return refusal({ layer: 'delegation', rule: 'needs-sign-in', setting, message }, 'Have her sign in again; what waits goes on waiting.');
  }
  if (delegation.state === 'delegator-inactive') {
    const message = 'The service that gave this authority is not active.';
    return refusal({ layer: 'delegation', rule: 'delegator-inactive', setting, message }, 'Have an admin let the service act again.');
  }
  if (delegation.state !== 'active') {
    return refusal(
      {
        layer: 'delegation',
        rule: `delegation-${delegation.state}`,
        setting,
        message: `The authority this agent was given is ${delegation.state.replaceAll('-', ' ')}.`,
      },
      'Open a new conversation, or have the authority given again.',
    );
  }
  if (!delegation.coversTool) {
    return refusal(
      { layer: 'delegation', rule: 'action-not-delegated', setting, message: `The authority given does not include "${call.tool}".` },
      'Have the action added to a new delegation.',
    );
  }
  return delegation.coversCompany
    ? null
    : refusal(
        { layer: 'delegation', rule: 'company-not-delegated', setting, message: 'The authority given does not cover this company.' },
        'Work in a company the delegation names.',
      );
};

const withinLimits: Rule = ({ delegation, limits }) => {
  for (const limit of limits) {
    const message = limitObstacle(limit);
    if (message === null) continue;
    const rule = limit.kind === 'per-action' ? 'amount-limit' : 'cumulative-limit';
    return refusal(
      { layer: 'delegation', rule, setting: `delegation ${delegation.id}`, message },
      'Do it yourself in the ERP, or have whoever delegated give a higher limit in a new delegation.',
    );
  }
  return null;
};

const budgetCovers: Rule = ({ budget }) =>
  coversCall(budget)
    ? null
    : refusal(
        { layer: 'budget', rule: 'daily-credits', setting: 'tenant setup', message: 'The daily budget of credits is used up.' },
        'Wait until tomorrow, or ask an admin to raise the budget.',
      );

/** A commit costs nothing more: its price was taken when it was prepared. */
const agentBudgetCovers: Rule = ({ budget, phase }) => {
  const price = phase === 'commit' ? '0' : budget.price;
  const overspent = overspentBudget(budget, price);
  if (overspent === null) return null;
  const { period, limit, spent } = overspent;
  const message = `This agent has used ${spent} of its ${limit} credits for this ${period}, and the call costs ${price}.`;
  return refusal(
    { layer: 'budget', rule: `agent-${period}-credits`, setting: 'agent budget', message },
    `Wait until the next ${period} begins, or ask an admin to raise the agent's budget.`,
  );
};

const autonomyAllows: Rule = (facts) =>
  isWrite(facts) && strictestAutonomy(facts.agent.autonomies) === 'read-only'
    ? refusal(
        {
          layer: 'autonomy',
          rule: 'read-only-agent',
          setting: 'agent autonomy',
          message: 'This agent is read-only: it can look things up, not change them.',
        },
        'Do it yourself in the ERP, or use an agent that may propose changes.',
      )
    : null;

/** A rule that asks somebody of whom the ERP does not tell who it is lets nothing through. */
const approverKnown: Rule = ({ rules, stake }) => {
  for (const rule of rules) {
    const why = unresolvedRule(rule, stake);
    if (why === null) continue;
    const message = `The rule "${rule.name}" asks an approver of the ERP, and ${why}.`;
    return refusal(
      { layer: rule.layer, rule: 'approver-unknown', setting: rule.setting, message },
      'Have the approval user setup in the ERP completed and its approver sign in here, or have the rule name somebody who decides otherwise.',
    );
  }
  return null;
};

const effectKnown: Rule = ({ priorEffect }) =>
  priorEffect === 'unknown' || priorEffect === 'pending'
    ? refusal(
        {
          layer: 'effect',
          rule: `effect-${priorEffect}`,
          setting: 'execution',
          message: 'An earlier attempt at this very change has not been settled yet.',
        },
        'Wait until it is settled; it is never run a second time unseen.',
      )
    : null;

/** Every rule that can refuse, in the order in which a reader expects to be told. */
export const refusals: readonly Rule[] = [
  withinTurnLimit,
  declared,
  linkAllowsOperation,
  argumentsValid,
  agentActive,
  userAllowed,
  withinUnit,
  askingAgentsStand,
  mayAskAgent,
  configAllows,
  delegationCovers,
  withinLimits,
  budgetCovers,
  agentBudgetCovers,
  autonomyAllows,
  approverKnown,
  effectKnown,
];
