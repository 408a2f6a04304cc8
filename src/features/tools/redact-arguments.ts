import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { readsLikeRecordNumber } from '../../domain/record-number.ts';
import type { Json } from '../../kernel/canonical-json.ts';
import { annotatedSchema, type JsonSchema } from './json-schema.ts';
import type { Redaction, Tool } from './tool.ts';

/*
 * What the log keeps of a call's arguments. Rules come from the tool's own schema: `keep` keeps a value only if it
 * is valid there (so free text in a number's place is not kept), `hash` makes equal values recognisable without
 * showing them, `number` keeps what reads like the number of a record and hashes the rest, everything else is masked.
 * Names the schema does not know are text of the model's and only counted.
 */

/** Removes what must not be logged from one call's raw arguments. */
export type ArgumentRedactor = (args: unknown, hashKey: string) => Json;

/** Longest redacted JSON; beyond it only the length is logged. */
const maxLength = 4_000;
const maxElements = 100;
const otherNames = '(other)';

type Redact = (value: unknown, hashKey: string) => Json;

const mask: Redact = (value) => {
  if (value === null) return null;
  if (typeof value === 'string') return `(masked: ${value.length} characters)`;
  return `(masked: ${Array.isArray(value) ? 'list' : typeof value})`;
};

const hash: Redact = (value, hashKey) =>
  value === null ? null : `(hash: ${createHmac('sha256', hashKey).update(JSON.stringify(value)).digest('hex').slice(0, 32)})`;

const keepIfValid = (schema: JsonSchema): Redact => {
  const validator = z.fromJSONSchema(schema);
  return (value, hashKey) => (validator.safeParse(value).success ? (value as Json) : mask(value, hashKey));
};

const keepIfNumber = (schema: JsonSchema): Redact => {
  const keep = keepIfValid(schema);
  return (value, hashKey) => (typeof value === 'string' && !readsLikeRecordNumber(value.trim()) ? hash(value, hashKey) : keep(value, hashKey));
};

const compileLeaf = (schema: JsonSchema): Redact => {
  const rule = schema['redact'] as Redaction | undefined;
  if (rule === 'keep') return keepIfValid(schema);
  if (rule === 'number') return keepIfNumber(schema);
  return rule === 'hash' ? hash : mask;
};

const compileObject = (properties: Readonly<Record<string, JsonSchema>>): Redact => {
  const rules = new Map(Object.entries(properties).map(([name, property]) => [name, compile(property)]));
  return (value, hashKey) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return mask(value, hashKey);
    const kept: Record<string, Json> = {};
    let others = 0;
    for (const [name, member] of Object.entries(value)) {
      const rule = rules.get(name);
      if (rule) kept[name] = rule(member, hashKey);
      else others++;
    }
    return others === 0 ? kept : { ...kept, [otherNames]: `(masked: ${others} properties)` };
  };
};

const compileArray = (items: JsonSchema): Redact => {
  const rule = compile(items);
  return (value, hashKey) => {
    if (!Array.isArray(value)) return mask(value, hashKey);
    const kept = value.slice(0, maxElements).map((element) => rule(element, hashKey));
    return value.length > maxElements ? [...kept, `(masked: ${value.length - maxElements} more)`] : kept;
  };
};

const compile = (schema: JsonSchema): Redact => {
  if (schema.type === 'object') return compileObject((schema.properties ?? {}) as Record<string, JsonSchema>);
  if (schema.type === 'array') return compileArray(schema.items as JsonSchema);
  return compileLeaf(schema);
};

const redactors = new WeakMap<Tool, ArgumentRedactor>();

/**
 * The redactor of a tool, compiled once. It takes whatever the model sent, valid or not; `hashKey` is the tenant's
 * secret for `hash`. The result's JSON is at most 4,000 characters long.
 */
export const argumentRedactor = (tool: Tool): ArgumentRedactor => {
  const known = redactors.get(tool);
  if (known) return known;
  const redact = compile(annotatedSchema(tool));
  const redactor: ArgumentRedactor = (args, hashKey) => {
    const redacted = redact(args, hashKey);
    const { length } = JSON.stringify(redacted);
    return length > maxLength ? `(masked: ${length} characters of arguments)` : redacted;
  };
  redactors.set(tool, redactor);
  return redactor;
};

/** What the log keeps of the arguments of a tool that does not exist, or of text that is not JSON: nothing but their size. */
export const redactUnknown = (args: unknown): Json => mask(args, '');
