import type { Json } from '../../kernel/canonical-json.ts';
import type { Tool } from '../tools/index.ts';

/** What is wrong with one field; its path, e.g. `lines.0.quantity`. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** A model's arguments: usable, or with the reason why not, in words the model can act on. */
export type ParsedArguments =
  | { readonly kind: 'valid'; readonly value: Json }
  | { readonly kind: 'malformed'; readonly message: string; readonly fields?: readonly FieldProblem[] };

/** No model needs more than this for its arguments. */
const maxCharacters = 20_000;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    return undefined;
  }
};

/** Reads and checks arguments against the tool's schema. Unknown properties are refused, not ignored. */
export const parseArguments = (tool: Tool, text: string): ParsedArguments => {
  if (text.length > maxCharacters) return { kind: 'malformed', message: `The arguments have more than ${maxCharacters} characters.` };
  const raw = parseJson(text);
  if (raw === undefined) return { kind: 'malformed', message: 'The arguments are not valid JSON.' };
  const checked = tool.args.safeParse(raw);
  if (checked.success) return { kind: 'valid', value: checked.data as Json };
  const fields = checked.error.issues.slice(0, 8).map((issue) => ({ field: issue.path.join('.') || 'arguments', message: issue.message }));
  return { kind: 'malformed', message: fields.map(({ field, message }) => `${field}: ${message}`).join('; '), fields };
};
