import { matchingRules, type MatchedRule } from '../../domain/approval-rule.ts';
import type { BudgetFacts } from '../../domain/budget.ts';
import { limitsOn, type AmountLimit } from '../../domain/delegation.ts';
import type { Stake } from '../../domain/stake.ts';
import type { ApprovalFacts, LinkFacts, ToolCallFacts } from '../../domain/tool-call.ts';
import type { Phase } from '../../domain/vocabulary.ts';
import { cutText } from '../../kernel/kept-text.ts';
import type { DelegationStanding } from '../delegations/index.ts';
import type { AgentSetting, TenantSettings, ToolLinkSetting } from '../settings/index.ts';
import type { Tool } from '../tools/index.ts';
import { agentFacts, askedFacts } from './agent-facts.ts';
import type { CallScope } from './call-scope.ts';

/** At most this many characters of a tool's name, which a model may make up: facts are stored, and reasons quote them. */
const nameLength = 80;

/** What is known of a call besides the settings. */
export interface CallCircumstances {
  readonly now: Date;
  readonly phase: Phase;
  readonly toolName: string;
  readonly tool: Tool | undefined;
  readonly argumentsValid: boolean;
  readonly ordinal: number;
  /** The name of the agent that the call asks, as the model gave it. */
  readonly asks?: string | undefined;
  readonly delegation: DelegationStanding;
  /** What the prepared change puts at stake; null before it was prepared. */
  readonly stake: Stake | null;
  /** What of the delegation's cumulative limits is used. */
  readonly limitUse: ReadonlyMap<AmountLimit, string>;
  readonly budget: BudgetFacts;
  readonly approval: ApprovalFacts | null;
  readonly priorEffect: ToolCallFacts['priorEffect'];
}

const linkFacts = (source: string, links: readonly ToolLinkSetting[], tool: string): LinkFacts => {
  const link = links.find((candidate) => candidate.tool === tool);
  return { source, linked: link !== undefined, ask: link?.ask ?? false, allowedOperations: link?.allowedOperations ?? [] };
};

/** The links of every source that must agree: the pinned version, the agent as it is now, its template as it is now. */
const allLinks = (scope: CallScope, settings: TenantSettings, agent: AgentSetting | undefined, tool: string): readonly LinkFacts[] => {
  const links = [linkFacts(`agent version ${scope.version.number}`, scope.version.configuration.toolLinks, tool)];
  if (agent && agent.current.id !== scope.version.id) {
    links.push(linkFacts(`agent version ${agent.current.number}`, agent.current.configuration.toolLinks, tool));
  }
  const template = agent?.templateId ? settings.templates.get(agent.templateId) : undefined;
  if (template) links.push(linkFacts(`template ${template.key}`, template.links, tool));
  return links;
};

/** The rules of the delegation and of the tenant's policy that ask about a prepared change. */
const rulesOn = (settings: TenantSettings, { delegation, now, toolName, stake }: CallCircumstances, companyId: string): readonly MatchedRule[] => {
  if (stake === null) return [];
  const { id } = delegation.facts(now, toolName, companyId);
  const change = { tool: toolName, stake };
  return [
    ...matchingRules({ layer: 'delegation', setting: `delegation ${id}` }, delegation.terms.approvalRules, change),
    ...matchingRules({ layer: 'policy', setting: 'tenant policy' }, settings.policies, change),
  ];
};

/** The delegation, which cannot be used while nobody's sign-in stands behind it, or the service that gave it is not active. */
const delegationFacts = (scope: CallScope, settings: TenantSettings, call: CallCircumstances): ToolCallFacts['delegation'] => {
  const facts = call.delegation.facts(call.now, call.toolName, scope.company.id);
  const service = settings.services.get(scope.subject.id);
  if (facts.state === 'active' && service && service.state !== 'active') return { ...facts, state: 'delegator-inactive' };
  return facts.state === 'active' && !scope.hasSignIn ? { ...facts, state: 'needs-sign-in' } : facts;
};

/** The facts a decision is made on, from the settings of this moment. Pure. */
export const gatherFacts = (scope: CallScope, settings: TenantSettings, call: CallCircumstances): ToolCallFacts => {
  const agent = settings.agents.get(scope.agentId);
  const config = settings.tools.get(call.toolName);
  return {
    ruleSet: 2,
    now: call.now.toISOString(),
    phase: call.phase,
    call: {
      tool: cutText(call.toolName, nameLength),
      known: call.tool !== undefined,
      argumentsValid: call.argumentsValid,
      operation: call.tool?.operation ?? null,
      commitment: call.tool?.kind === 'write' ? call.tool.commitment : null,
      ordinal: call.ordinal,
      maxPerTurn: settings.setup.maxToolCallsPerTurn,
      ...askedFacts(scope, settings, call),
    },
    agent: agentFacts(scope, settings),
    links: allLinks(scope, settings, agent, call.toolName),
    config: config ? { enabled: config.enabled, allowedOperations: config.allowedOperations } : null,
    delegation: delegationFacts(scope, settings, call),
    stake: call.stake,
    limits: call.stake
      ? limitsOn(call.delegation.terms.limits, { tool: call.toolName, stake: call.stake }, (limit) => call.limitUse.get(limit) ?? '0')
      : [],
    rules: rulesOn(settings, call, scope.company.id),
    executeGrant: agent?.executeGrants.has(`${scope.person.oid} ${call.toolName}`) ?? false,
    bindingMayRun: settings.setup.bindingWithoutAsk.some((exception) => exception.agentId === scope.agentId && exception.tool === call.toolName),
    budget: call.budget,
    untrustedText: scope.context.untrustedFields.length > 0,
    untrustedFields: scope.context.untrustedFields,
    approval: call.approval,
    priorEffect: call.priorEffect,
  };
};

/** The row limit in force: the strictest of the tenant's tool configuration and every link. */
export const rowLimitOf = (scope: CallScope, settings: TenantSettings, tool: string): number => {
  const agent = settings.agents.get(scope.agentId);
  const template = agent?.templateId ? settings.templates.get(agent.templateId) : undefined;
  const limits = [scope.version.configuration.toolLinks, agent?.current.configuration.toolLinks, template?.links]
    .flatMap((links) => links ?? [])
    .filter((link) => link.tool === tool)
    .flatMap((link) => (link.rowLimit === null ? [] : [link.rowLimit]));
  return Math.min(settings.tools.get(tool)?.rowLimit ?? 1, ...limits);
};
