import type { DelegableAgent } from '../../contracts/delegations.ts';
import type { AgentSetting, TenantSettings } from '../settings/index.ts';
import type { ToolRegistry } from '../tools/index.ts';

/** Whether a person may give authority to an agent: an active external one that was shared with her. */
export const isDelegable = ({ kind, lifecycle, allowedUsers }: AgentSetting, oid: string): boolean =>
  kind === 'external' && lifecycle === 'active' && allowedUsers.has(oid);

/** The external agents a person may give authority to, by name, each with the tools that it has. */
export const delegableAgents = (settings: TenantSettings, oid: string, tools: ToolRegistry): readonly DelegableAgent[] =>
  [...settings.agents.values()]
    .filter((agent) => isDelegable(agent, oid))
    .map(({ id, name, description, current }) => ({
      ...{ id, name, description },
      tools: current.configuration.toolLinks.flatMap((link) => {
        const tool = tools.get(link.tool);
        if (!tool) return [];
        const commitment = tool.kind === 'write' ? tool.commitment : null;
        return [{ name: tool.name, title: tool.title, operation: tool.operation, commitment }];
      }),
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
