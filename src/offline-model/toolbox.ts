import type { Json } from '../kernel/canonical-json.ts';
import type { OfferedTool } from './endpoint/chat-request.ts';
import { asRow } from './json-row.ts';
import type { Row } from './json-row.ts';
import { isKnownTool } from './tool-catalog.ts';
import type { ToolName } from './tool-catalog.ts';

/** A tool call the model wants made. */
export interface ToolCall {
  readonly name: ToolName;
  readonly arguments: Row;
}

const typesOf = (schema: Row): readonly string[] => {
  const type = schema['type'];
  const own = typeof type === 'string' ? [type] : Array.isArray(type) ? type.filter((item): item is string => typeof item === 'string') : [];
  const options = ['anyOf', 'oneOf'].flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as readonly Json[]) : []));
  return [...own, ...options.flatMap((option) => typesOf(asRow(option)))];
};

const clamp = (value: number, schema: Row): number => {
  const { minimum, maximum } = schema;
  return Math.min(typeof maximum === 'number' ? maximum : value, Math.max(typeof minimum === 'number' ? minimum : value, value));
};

const fitScalar = (value: string | number | boolean, schema: Row): Json | undefined => {
  const types = typesOf(schema);
  const isWanted = (type: string): boolean => types.length === 0 || types.includes(type);
  if (typeof value === 'boolean') return isWanted('boolean') ? value : undefined;
  const number = Number(value);
  if (typeof value === 'number' || !isWanted('string')) {
    if (isWanted('number') || (isWanted('integer') && Number.isInteger(number)))
      return Number.isFinite(number) && value !== '' ? clamp(number, schema) : undefined;
  }
  if (!isWanted('string') || value === '') return undefined;
  const { maxLength, pattern } = schema;
  const text = typeof maxLength === 'number' ? String(value).slice(0, maxLength) : String(value);
  return typeof pattern === 'string' && !new RegExp(pattern, 'u').test(text) ? undefined : text;
};

/** The value as its schema wants it; undefined where it cannot be made to fit. */
const fit = (value: Json, schema: Row): Json | undefined => {
  if (value === null) return undefined;
  const allowed = schema['enum'];
  if (Array.isArray(allowed) && !allowed.includes(value)) return undefined;
  if ('const' in schema && schema['const'] !== value) return undefined;
  if (Array.isArray(value)) {
    const { maxItems, items } = schema;
    const list = (value as readonly Json[]).slice(0, typeof maxItems === 'number' ? maxItems : undefined).map((item) => fit(item, asRow(items)));
    return list.every((item) => item !== undefined) ? list : undefined;
  }
  return typeof value === 'object' ? fitObject(asRow(value), schema) : fitScalar(value, schema);
};

/** Keeps the members the schema names, each in its type; undefined where a required one is missing. */
function fitObject(value: Row, schema: Row): Row | undefined {
  const properties = asRow(schema['properties']);
  const kept: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    const fitted = member === undefined || !Object.hasOwn(properties, key) ? undefined : fit(member, asRow(properties[key]));
    if (fitted !== undefined) kept[key] = fitted;
  }
  const required = schema['required'];
  const isComplete = !Array.isArray(required) || required.every((key) => typeof key === 'string' && key in kept);
  return isComplete ? kept : undefined;
}

/** The tools a request offers; the only way to make a tool call, so that none is made that was not offered. */
export class Toolbox {
  readonly #tools: ReadonlyMap<string, OfferedTool>;

  constructor(tools: readonly OfferedTool[]) {
    this.#tools = new Map(tools.map((tool) => [tool.name, tool]));
  }

  /** Whether the request offers the tool. */
  has(name: ToolName): boolean {
    return this.#tools.has(name);
  }

  /** Whether the tool takes an argument of that name. */
  takes(name: ToolName, argument: string): boolean {
    return Object.hasOwn(asRow(asRow(this.#tools.get(name)?.parameters)['properties']), argument);
  }

  /** The offered tools this model knows how to use, in the request's order. */
  get usable(): readonly ToolName[] {
    return [...this.#tools.keys()].filter(isKnownTool);
  }

  /** The offered tools it does not know, with their descriptions. */
  get others(): readonly OfferedTool[] {
    return [...this.#tools.values()].filter((tool) => !isKnownTool(tool.name));
  }

  /**
   * A call with the arguments the tool's schema has room for; undefined when the tool is not offered
   * or a required argument is missing.
   */
  call(name: ToolName, args: Row): ToolCall | undefined {
    const tool = this.#tools.get(name);
    if (tool === undefined) return undefined;
    const fitted = fitObject(args, asRow(tool.parameters));
    return fitted === undefined ? undefined : { name, arguments: fitted };
  }
}
