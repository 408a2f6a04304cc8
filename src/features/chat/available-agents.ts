import type { AvailableAgent } from '../../contracts/sessions.ts';
import type { TenantSettings } from '../settings/index.ts';
import type { ToolRegistry } from '../tools/index.ts';

/** The agents a person may talk to: active ones that name her. An empty list of people allows nobody. */
export const availableAgents = (settings: TenantSettings, oid: string, tools: ToolRegistry): readonly AvailableAgent[] =>
  [...settings.agents.values()]
    .filter((agent) => agent.kind === 'assistant' && agent.lifecycle === 'active' && agent.allowedUsers.has(oid))
    .map((agent) => ({
      id: agent.id,
      name: agent.name,
      description: agent.description,
      autonomy: agent.current.configuration.autonomy,
      suggestions: [...agent.current.configuration.suggestions],
      tools: agent.current.configuration.toolLinks.flatMap((link) => {
        const tool = tools.get(link.tool);
        return tool ? [{ name: tool.name, title: tool.title, writes: tool.kind === 'write' }] : [];
      }),
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
