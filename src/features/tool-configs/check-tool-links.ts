import type { FieldProblem } from '../../kernel/errors.ts';
import type { ToolLinkSetting, ToolSetting } from '../settings/index.ts';
import type { Tool, ToolRegistry } from '../tools/index.ts';

/*
 * A link may tighten a tool, never widen it: it can name only what the tool offers, at most the rows the
 * tenant's configuration gives, and, on an agent, only tools that its template links. Links that stand
 * already are not held against a change of something else: the decision takes the strictest of all anyway.
 */

/** What links are measured by. */
export interface LinkBounds {
  readonly tools: ToolRegistry;
  readonly configs: ReadonlyMap<string, ToolSetting>;
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
      ...(tool ? operationProblems(link, tool) : []).map((message) => ({ field: `${at}.allowedOperations`, message })),
      ...rowLimitProblems(link, standing, bounds.configs.get(link.tool)).map((message) => ({ field: `${at}.rowLimit`, message })),
    ];
  });
};
