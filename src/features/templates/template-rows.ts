import { SmartAgentTemplate, SmartAgentToolLink } from '../../../entities/index.ts';
import { insert, type Row, type Write } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { ToolLinkSetting } from '../settings/index.ts';
import type { TemplateFile } from './template-file.ts';

/** The write of a template's link. */
export const linkWrite = (
  { agents, allowedOperations, ...link }: ToolLinkSetting,
  at: Pick<Row<SmartAgentToolLink>, 'id' | 'tenantId' | 'templateId'>,
): Write =>
  insert(SmartAgentToolLink, {
    ...link,
    ...at,
    allowedOperations: JSON.stringify(allowedOperations),
    agents: agents === undefined ? null : JSON.stringify(agents),
  });

/** The writes that give a tenant a shipped template. */
export const templateWrites = (
  template: TemplateFile,
  at: { readonly id: string; readonly tenantId: string; readonly now: string; readonly ids: IdSource },
): readonly Write[] => {
  const { key, name, description, version, instructions, tier, autonomy } = template;
  const { id, tenantId, now, ids } = at;
  return [
    insert(SmartAgentTemplate, {
      ...{ id, tenantId, key, name, description, version, instructions, tier, autonomy },
      shipped: true,
      suggestions: JSON.stringify(template.suggestions),
      revision: 1,
      updatedAt: now,
    }),
    ...template.toolLinks.map((link) => linkWrite(link, { id: ids.next(), tenantId, templateId: id })),
  ];
};
