import type { AskedAgentFacts, ToolCallFacts } from '../../domain/tool-call-facts.ts';
import type { Autonomy } from '../../domain/vocabulary.ts';
import type { AgentSetting, AgentVersion, TenantSettings } from '../settings/index.ts';
import { askAgent, type Tool } from '../tools/index.ts';
import type { CallScope } from './call-scope.ts';

const autonomiesOf = (version: AgentVersion, agent: AgentSetting | undefined): readonly Autonomy[] => [
  version.configuration.autonomy,
  ...(agent ? [agent.current.configuration.autonomy] : []),
];

/** Whether an agent may still ask others: every link and the tenant agree. */
const mayAsk = (settings: TenantSettings, version: AgentVersion, agent: AgentSetting | undefined): boolean => {
  const template = agent?.templateId ? settings.templates.get(agent.templateId) : undefined;
  const sources = [version.configuration.toolLinks, agent?.current.configuration.toolLinks, template?.links].filter((links) => links !== undefined);
  return settings.tools.get(askAgent.name)?.enabled === true && sources.every((links) => links.some(({ tool }) => tool === askAgent.name));
};

/** Whether an agent's business unit, where it belongs to one, holds a company. */
const isInUnit = ({ businessUnits }: TenantSettings, agent: AgentSetting | undefined, companyId: string): boolean =>
  agent === undefined || agent.businessUnitId === null || (businessUnits.get(agent.businessUnitId)?.companies.includes(companyId) ?? false);

/** How the agent stands, and those who asked it: of all autonomies the strictest will count. */
export const agentFacts = (scope: CallScope, settings: TenantSettings): ToolCallFacts['agent'] => {
  const agent = settings.agents.get(scope.agentId);
  // A service gives authority to no agent that its owner may not use.
  const oid = settings.services.get(scope.subject.id)?.owner.oid ?? scope.person.oid;
  const asking = scope.parents.map(({ agentId, version }) => ({ version, agentId, agent: settings.agents.get(agentId) }));
  const parents = asking.map((one) => ({
    agentId: one.agentId,
    versionId: one.version.id,
    lifecycle: one.agent?.lifecycle ?? ('retired' as const),
    userMayUse: one.agent?.allowedUsers.has(oid) ?? false,
    mayAsk: mayAsk(settings, one.version, one.agent),
  }));
  return {
    id: scope.agentId,
    ...(parents.length > 0 && { parents }),
    lifecycle: agent?.lifecycle ?? 'retired',
    autonomies: [...autonomiesOf(scope.version, agent), ...asking.flatMap((one) => autonomiesOf(one.version, one.agent))],
    userMayUse: agent?.allowedUsers.has(oid) ?? false,
    isInUnit: isInUnit(settings, agent, scope.company.id),
  };
};

/** The agents of a tenant's that a person may have asked, by whoever they are talking to. */
export const agentsToAsk = (settings: TenantSettings, oid: string): readonly AgentSetting[] =>
  [...settings.agents.values()].filter((agent) => agent.kind === 'assistant' && agent.lifecycle === 'active' && agent.allowedUsers.has(oid));

const isCalled =
  (name: string) =>
  (agent: AgentSetting): boolean =>
    agent.name.toLowerCase() === name.trim().toLowerCase();

/** The agent that a call asks, by the name that a model gave; nothing of a call that asks nobody. */
export const askedFacts = (
  scope: CallScope,
  settings: TenantSettings,
  call: { readonly tool: Tool | undefined; readonly asks?: string | undefined },
): { readonly asks?: AskedAgentFacts } => {
  if (call.tool?.kind !== 'ask') return {};
  // Whoever acts from outside has no conversation in which another agent could answer.
  if (scope.sessionId === null) return { asks: { agentId: null, isAvailable: false } };
  if (call.asks === undefined) return { asks: { agentId: null, isAvailable: true } };
  const found = agentsToAsk(settings, scope.person.oid).find(isCalled(call.asks));
  return { asks: { agentId: found?.id ?? null, isAvailable: found !== undefined } };
};
