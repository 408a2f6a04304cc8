import { hashOf } from '../../kernel/canonical-json.ts';
import type { TenantSettings } from '../settings/index.ts';

/** SHA-256 over what else was in force besides the agent's version: tool configurations, templates' links, model, program. */
export const executionFingerprint = (settings: TenantSettings, running: { readonly model: string; readonly programVersion: string }): string =>
  hashOf({
    tools: [...settings.tools.values()]
      .map((tool) => ({ ...tool, allowedOperations: [...tool.allowedOperations] }))
      .sort((one, other) => one.tool.localeCompare(other.tool)),
    templates: [...settings.templates.values()]
      .map(({ key, version, links }) => ({ key, version, links: links.map((link) => ({ ...link, allowedOperations: [...link.allowedOperations] })) }))
      .sort((one, other) => one.key.localeCompare(other.key)),
    model: running.model,
    program: running.programVersion,
  });
