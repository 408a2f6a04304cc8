/** One value of a proposal that can be changed, where it stands in the tool's arguments. */
export interface EditField {
  readonly path: readonly (string | number)[];
  /** Its path as problems name it, e.g. `lines.0.quantity`. */
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'long-text' | 'number' | 'date' | 'choice' | 'flag';
  readonly choices: readonly string[];
  readonly isRequired: boolean;
}

/** What is typed, by the names of the fields. */
export type EditDraft = Readonly<Record<string, string>>;

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `requestedReceiptDate` as `Requested receipt date`. */
const wordsOf = (name: string): string => {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const longTextFrom = 200;

const kindOf = (schema: Node): EditField['kind'] | null => {
  if (Array.isArray(schema['enum'])) return 'choice';
  if (schema['type'] === 'boolean') return 'flag';
  if (schema['type'] === 'number' || schema['type'] === 'integer') return 'number';
  if (schema['type'] !== 'string') return null;
  if (schema['format'] === 'date') return 'date';
  return Number(schema['maxLength'] ?? 0) > longTextFrom ? 'long-text' : 'text';
};

const inside = (schema: Node, value: unknown, at: { path: EditField['path']; label: string; isRequired: boolean }): readonly EditField[] => {
  if (schema['type'] === 'object') return fieldsIn(schema, isNode(value) ? value : {}, at.path, at.label);
  if (schema['type'] === 'array' && isNode(schema['items'])) {
    const { items } = schema;
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return list.flatMap((one, index) => inside(items, one, { path: [...at.path, index], label: `${at.label} ${index + 1}`, isRequired: true }));
  }
  const kind = kindOf(schema);
  if (kind === null) return [];
  const choices = kind === 'choice' ? (schema['enum'] as readonly unknown[]).map(String) : [];
  return [{ ...at, name: at.path.join('.'), kind, choices }];
};

const fieldsIn = (schema: Node, value: Node, path: EditField['path'], within: string): readonly EditField[] => {
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(isNode(schema['properties']) ? schema['properties'] : {}).flatMap(([name, property]) => {
    const label = within === '' ? wordsOf(name) : `${within}, ${wordsOf(name).toLowerCase()}`;
    return isNode(property) ? inside(property, value[name], { path: [...path, name], label, isRequired: required.includes(name) }) : [];
  });
};

/** The values of a proposal that can be changed, from its tool's JSON Schema; what the schema says in another way is left as it is. */
export const editFields = (schema: Node, args: Node): readonly EditField[] => fieldsIn(schema, args, [], '');

const valueAt = (value: unknown, [step, ...rest]: EditField['path']): unknown => {
  if (step === undefined) return value;
  return typeof value === 'object' && value !== null ? valueAt((value as Record<string | number, unknown>)[step], rest) : undefined;
};

/** What stands in the fields at first; nothing for what was left out. */
export const editDraft = (fields: readonly EditField[], args: Node): EditDraft =>
  Object.fromEntries(
    fields.map(({ name, path }) => {
      const value = valueAt(args, path);
      return [name, ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : ''];
    }),
  );

/** A typed value as the tool takes it; what is no number stays text, and the server says what is wrong with it. */
const typed = ({ kind }: EditField, text: string): unknown => {
  if (kind === 'flag') return text === 'true';
  const number = Number(text);
  return kind === 'number' && text.trim() !== '' && Number.isFinite(number) ? number : text;
};

const withValue = (value: unknown, [step, ...rest]: EditField['path'], set: unknown): unknown => {
  if (step === undefined) return set;
  if (Array.isArray(value)) return value.map((one: unknown, index) => (index === step ? withValue(one, rest, set) : one));
  const { [step]: old, ...others } = isNode(value) ? value : {};
  const next = withValue(old, rest, set);
  return next === undefined ? others : { ...others, [step]: next };
};

/** The arguments with what was typed: only what differs from the draft they were opened with is set, an emptied field that may be left out is. */
export const editedArguments = (fields: readonly EditField[], args: Node, draft: EditDraft): Record<string, unknown> => {
  const opened = editDraft(fields, args);
  const changed = fields.filter(({ name }) => draft[name] !== opened[name]);
  return changed.reduce<Record<string, unknown>>((edited, field) => {
    const text = draft[field.name] ?? '';
    const set = text === '' && !field.isRequired ? undefined : typed(field, text);
    return withValue(edited, field.path, set) as Record<string, unknown>;
  }, args);
};
