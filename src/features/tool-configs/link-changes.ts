import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { FieldChange } from '../change-log/index.ts';
import type { ToolLinkSetting } from '../settings/index.ts';

const textOf = (link: ToolLinkSetting | undefined): string | null =>
  link === undefined
    ? null
    : canonicalJson({
        allowedOperations: [...link.allowedOperations].sort(),
        ask: link.ask,
        rowLimit: link.rowLimit,
        agents: link.agents && [...link.agents].sort(),
      });

/** The differences of two lists of links, one per tool (`toolLinks/draft_email`); their order does not count. */
export const linkChanges = (before: readonly ToolLinkSetting[], after: readonly ToolLinkSetting[]): readonly FieldChange[] => {
  const find = (links: readonly ToolLinkSetting[], tool: string): ToolLinkSetting | undefined => links.find((link) => link.tool === tool);
  return [...new Set([...before, ...after].map(({ tool }) => tool))].flatMap((tool) => {
    const change = { field: `toolLinks/${tool}`, before: textOf(find(before, tool)), after: textOf(find(after, tool)) };
    return change.before === change.after ? [] : [change];
  });
};
