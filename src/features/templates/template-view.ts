import type { SmartAgentTemplate, SmartAgentToolLink } from '../../../entities/index.ts';
import type { TemplateView, ToolLink } from '../../contracts/admin.ts';
import type { Operation } from '../../domain/vocabulary.ts';
import type { Row } from '../../kernel/database.ts';
import type { TenantSettings } from '../settings/index.ts';

/** A link from its row. */
export const toolLinkOf = (row: Row<SmartAgentToolLink>): ToolLink => ({
  tool: row.tool,
  ask: row.ask,
  rowLimit: row.rowLimit,
  allowedOperations: JSON.parse(row.allowedOperations) as Operation[],
  ...(row.agents !== null && { agents: JSON.parse(row.agents) as string[] }),
});

/** A template as the admin sees it. */
export const templateView = (row: Row<SmartAgentTemplate>, links: readonly Row<SmartAgentToolLink>[], settings: TenantSettings): TemplateView => ({
  id: row.id,
  key: row.key,
  name: row.name,
  description: row.description,
  version: row.version,
  shipped: row.shipped,
  instructions: row.instructions,
  suggestions: JSON.parse(row.suggestions) as string[],
  toolLinks: links.map(toolLinkOf),
  usedBy: [...settings.agents.values()].filter((agent) => agent.templateId === row.id).map(({ id, name }) => ({ id, name })),
  revision: row.revision,
});
