import { storedFacts } from '../../domain/stored-facts.ts';
import type { ProposalRow } from '../approvals/index.ts';
import type { CallScope } from '../gateway/index.ts';
import type { AgentVersion } from '../settings/index.ts';
import type { ChatParts } from './chat-parts.ts';

type Parts = Pick<ChatParts, 'settings' | 'model'>;

/** Everything is the asking agent's (user, company, execution, delegation, context), but who acts. */
const acting = async (
  { settings: all, model }: Parts,
  scope: CallScope,
  agent: { readonly id: string; readonly version: AgentVersion },
): Promise<CallScope> => {
  const { agents } = await all.current(scope.tenantId);
  const { id: agentId, version } = agent;
  return { ...scope, agentId, version, agentName: agents.get(agentId)?.name ?? 'Agent', model: model.modelFor(version.configuration.tier) };
};

/** The surroundings of an agent that another one asks: it works with its present version. */
export const askedScope = async (parts: Parts, asking: CallScope, agentId: string): Promise<CallScope> => {
  const agent = (await parts.settings.current(asking.tenantId)).agents.get(agentId);
  if (!agent) throw new Error(`there is no agent ${agentId} to be asked`);
  const parents = [...asking.parents, { agentId: asking.agentId, version: asking.version }];
  return { ...(await acting(parts, asking, { id: agentId, version: agent.current })), parents };
};

/** The surroundings a proposal was made in, from those of its conversation: its own agent may have been asked by the conversation's. */
export const scopeOfProposal = async (parts: Parts, scope: CallScope, row: ProposalRow): Promise<CallScope> => {
  const asking = row.facts === null ? [] : (storedFacts(row.facts).agent.parents ?? []);
  if (asking.length === 0) return scope;
  const { settings } = parts;
  const version = await settings.version(scope.tenantId, row.agentVersionId);
  const parents = await Promise.all(
    asking.map(async ({ agentId, versionId }) => ({ agentId, version: await settings.version(scope.tenantId, versionId) })),
  );
  return { ...(await acting(parts, scope, { id: row.agentId, version })), parents };
};
