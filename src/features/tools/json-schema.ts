import { z } from 'zod';
import type { Tool } from './tool.ts';

/** A JSON Schema as `z.toJSONSchema` writes it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A tool as chat completions know it. */
export interface FunctionDefinition {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description: string;
    readonly parameters: Record<string, unknown>;
  };
}

/** The arguments of a tool as JSON Schema, with our own annotations still in it. Built anew at each call. */
export const annotatedSchema = (tool: Tool): JsonSchema =>
  z.toJSONSchema(tool.args, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // `format: date` says it to the model in one word; the pattern behind it costs a hundred tokens per date.
      if (jsonSchema.format === 'date') delete jsonSchema.pattern;
    },
  });

const withoutAnnotations = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(withoutAnnotations);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key, value]) => key !== '$schema' && !(key === 'redact' && typeof value === 'string'));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutAnnotations(value)]));
};

const definitions = new WeakMap<Tool, FunctionDefinition>();

/** The function definition shown to the model; the same object each time, so a turn costs nothing for it. */
export const functionDefinition = (tool: Tool): FunctionDefinition => {
  const known = definitions.get(tool);
  if (known) return known;
  const definition: FunctionDefinition = {
    type: 'function',
    function: { name: tool.name, description: tool.description, parameters: withoutAnnotations(annotatedSchema(tool)) as Record<string, unknown> },
  };
  definitions.set(tool, definition);
  return definition;
};
