import type { FieldProblem } from '../../kernel/errors.ts';
import type { TenantSettings, ToolLinkSetting, ToolSetting } from '../settings/index.ts';
import type { Tool, ToolRegistry } from '../tools/index.ts';

/*
 * A link may tighten a tool, never widen it: it can name only what the tool offers, at most the rows the
 * tenant's configuration gives, and, on an agent, only tools that its template links. Links that stand
 * already are not held against a change of something else: the decision takes the strictest of all anyway.
 */

/** What links are measured by. */
export interface LinkBounds {
  readonly tools: ToolRegistry;
  readonly settings: Pick<TenantSettings, 'tools' | 'agents' | 'templates'>;
  /** The template of an agent; absent for a template's own links. */
  readonly template?: { readonly name: string; readonly links: readonly ToolLinkSetting[] } | undefined;
}

const operationProblems = (link: ToolLinkSetting, tool: Tool): readonly string[] => {
  const beyond = link.allowedOperations.filter((operation) => operation !== tool.operation);
  return beyond.length === 0 ? [] : [`The tool "${link.tool}" offers "${tool.operation}" and not "${beyond.join('", "')}".`];
};

const rowLimitProblems = (link: ToolLinkSetting, before: ToolLinkSetting | undefined, config: ToolSetting | undefined): readonly string[] =>
  config !== undefined && link.rowLimit !== null && link.rowLimit !== before?.rowLimit && link.rowLimit > config.rowLimit
    ? [`A link may lower the tool's row limit of ${config.rowLimit}, not raise it.`]
    : [];

/** Who is named is known, or was named already; only asking names anybody. */
const agentProblems = (link: ToolLinkSetting, before: ToolLinkSetting | undefined, tool: Tool, settings: LinkBounds['settings']) => {
  const keys = new Set([...settings.templates.values()].map(({ key }) => key));
  const isKnown = (one: string): boolean =>
    keys.has(one) || settings.agents.get(one)?.kind === 'assistant' || (before?.agents?.includes(one) ?? false);
  if (link.agents !== undefined && tool.kind !== 'ask') return [{ field: 'agents', message: `The tool "${link.tool}" asks no agents.` }];
  return (link.agents ?? []).flatMap((one, index) =>
    isKnown(one) ? [] : [{ field: `agents[${index}]`, message: 'There is no such agent or template.', isUnknownId: true as const }],
  );
};

const toolProblem = (link: ToolLinkSetting, bounds: LinkBounds, isNew: boolean): string | null => {
  if (!bounds.tools.get(link.tool)) return `There is no tool "${link.tool}".`;
  const { template } = bounds;
  const isOnTemplate = template === undefined || template.links.some(({ tool }) => tool === link.tool);
  return isNew && !isOnTemplate ? `The template "${template.name}" does not link the tool "${link.tool}".` : null;
};

/** What is wrong with a list of links that is to replace `before`, by field; empty where nothing is. */
export const toolLinkProblems = (
  links: readonly ToolLinkSetting[],
  before: readonly ToolLinkSetting[],
  bounds: LinkBounds,
): readonly FieldProblem[] => {
  const seen = new Set<string>();
  return links.flatMap((link, index) => {
    const at = `toolLinks[${index}]`;
    const standing = before.find(({ tool }) => tool === link.tool);
    const wrong = toolProblem(link, bounds, standing === undefined);
    if (wrong !== null) return [{ field: `${at}.tool`, message: wrong }];
    if (seen.has(link.tool)) return [{ field: `${at}.tool`, message: `The tool "${link.tool}" is linked twice.` }];
    seen.add(link.tool);
    const tool = bounds.tools.get(link.tool);
    return [
      ...(tool ? agentProblems(link, standing, tool, bounds.settings) : []).map((one) => ({ ...one, field: `${at}.${one.field}` })),
      ...(tool ? operationProblems(link, tool) : []).map((message) => ({ field: `${at}.allowedOperations`, message })),
      ...rowLimitProblems(link, standing, bounds.settings.tools.get(link.tool)).map((message) => ({ field: `${at}.rowLimit`, message })),
    ];
  });
};
