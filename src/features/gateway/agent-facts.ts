import { namesAgent } from '../../domain/asking-agents.ts';
import type { AskedAgentFacts, ToolCallFacts } from '../../domain/tool-call-facts.ts';
import type { Autonomy } from '../../domain/vocabulary.ts';
import type { AgentSetting, AgentVersion, TenantSettings } from '../settings/index.ts';
import { askAgent, type Tool } from '../tools/index.ts';
import type { CallScope } from './call-scope.ts';

interface Asking {
  readonly version: AgentVersion;
  readonly agent: AgentSetting | undefined;
}

const autonomiesOf = (version: AgentVersion, agent: AgentSetting | undefined): readonly Autonomy[] => [
  version.configuration.autonomy,
  ...(agent ? [agent.current.configuration.autonomy] : []),
];

/** The links to asking of everyone who must agree; undefined where there is none. */
const askLinks = (settings: TenantSettings, version: AgentVersion, agent: AgentSetting | undefined) => {
  const template = agent?.templateId ? settings.templates.get(agent.templateId) : undefined;
  const sources = [
    { source: `agent version ${version.number}`, links: version.configuration.toolLinks },
    ...(agent ? [{ source: `agent version ${agent.current.number}`, links: agent.current.configuration.toolLinks }] : []),
    ...(template ? [{ source: `template ${template.key}`, links: template.links }] : []),
  ];
  return sources.map(({ source, links }) => ({ source, link: links.find(({ tool }) => tool === askAgent.name) }));
};

/** Whose link does not let an agent be asked; undefined where each does. */
const notNamedBy = (settings: TenantSettings, links: ReturnType<typeof askLinks>, asked: Pick<AgentSetting, 'id' | 'templateId'> | undefined) => {
  if (!asked) return undefined;
  const templateKey = asked.templateId === null ? undefined : settings.templates.get(asked.templateId)?.key;
  return links.find(({ link }) => link !== undefined && !namesAgent(link.agents, { id: asked.id, templateKey }))?.source;
};

/** Whether an agent may still ask the one it did: every link and the tenant agree. */
const mayAsk = (settings: TenantSettings, { version, agent }: Asking, askedId: string): boolean => {
  const links = askLinks(settings, version, agent);
  const isLinked = links.every(({ link }) => link !== undefined);
  return settings.tools.get(askAgent.name)?.enabled === true && isLinked && notNamedBy(settings, links, settings.agents.get(askedId)) === undefined;
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
  const parents = asking.map((one, index) => ({
    agentId: one.agentId,
    versionId: one.version.id,
    lifecycle: one.agent?.lifecycle ?? ('retired' as const),
    userMayUse: one.agent?.allowedUsers.has(oid) ?? false,
    mayAsk: mayAsk(settings, one, asking[index + 1]?.agentId ?? scope.agentId),
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

/** The agents of a tenant's that a person may use. */
const usableAgents = (settings: TenantSettings, oid: string): readonly AgentSetting[] =>
  [...settings.agents.values()].filter((agent) => agent.kind === 'assistant' && agent.lifecycle === 'active' && agent.allowedUsers.has(oid));

/** The agents that may be asked: the person may use them, and no link of whoever asks says otherwise. */
export const agentsToAsk = (
  settings: TenantSettings,
  { agentId, version, person }: Pick<CallScope, 'agentId' | 'version' | 'person'>,
): readonly AgentSetting[] => {
  const links = askLinks(settings, version, settings.agents.get(agentId));
  return usableAgents(settings, person.oid).filter((agent) => notNamedBy(settings, links, agent) === undefined);
};

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
  const found = usableAgents(settings, scope.person.oid).find(isCalled(call.asks));
  const source = notNamedBy(settings, askLinks(settings, scope.version, settings.agents.get(scope.agentId)), found);
  return { asks: { agentId: found?.id ?? null, isAvailable: found !== undefined, ...(source !== undefined && { notNamedBy: source }) } };
};
