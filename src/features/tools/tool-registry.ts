import type { Tool } from './tool.ts';

/** The tools this program has, by name. */
export interface ToolRegistry {
  /** The tool of that name, or undefined: a model can name anything. */
  get(name: string): Tool | undefined;
  /** All tools, in the order they were given. */
  readonly list: readonly Tool[];
}

/** A registry of these tools. Throws where two share a name. */
export const createToolRegistry = (tools: readonly Tool[]): ToolRegistry => {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  if (byName.size !== tools.length) throw new TypeError('Two tools have the same name.');
  return { get: (name) => byName.get(name), list: tools };
};
