import type { SmartAgentToolConfig } from '../../../entities/index.ts';
import type { ToolConfigView, ToolLink } from '../../contracts/admin.ts';
import type { Operation } from '../../domain/vocabulary.ts';
import type { Row } from '../../kernel/database.ts';
import type { TenantSettings, ToolLinkSetting } from '../settings/index.ts';
import type { Tool } from '../tools/index.ts';

const links = (all: readonly ToolLinkSetting[], tool: string): boolean => all.some((link) => link.tool === tool);
const named = ({ id, name }: { readonly id: string; readonly name: string }): { id: string; name: string } => ({ id, name });

/** A link as it is sent. */
export const linkOnTheWire = ({ agents, ...link }: ToolLinkSetting): ToolLink => ({
  ...link,
  allowedOperations: [...link.allowedOperations],
  ...(agents !== undefined && { agents: [...agents] }),
});

/** A tool as the admin sees it: what it does, how the tenant has it, and which agents and templates link it now. */
export const toolConfigView = (row: Row<SmartAgentToolConfig>, tool: Tool, settings: TenantSettings): ToolConfigView => ({
  tool: tool.name,
  title: tool.title,
  description: tool.description,
  writes: tool.kind === 'write',
  asks: tool.kind === 'ask',
  commitment: tool.kind === 'write' ? tool.commitment : null,
  operation: tool.operation,
  enabled: row.enabled,
  allowedOperations: JSON.parse(row.allowedOperations) as Operation[],
  rowLimit: row.rowLimit,
  creditPrice: row.creditPrice,
  agents: [...settings.agents.values()].filter((agent) => links(agent.current.configuration.toolLinks, tool.name)).map(named),
  templates: [...settings.templates.values()].filter((template) => links(template.links, tool.name)).map(named),
  revision: row.revision,
});
