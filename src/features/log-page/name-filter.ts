import { ODataError, type Filter, type Literal, type Target } from '../../odata/index.ts';
import { hiddenFields } from './log-fields.ts';

/*
 * Names are sealed in the database, so a filter on a name is answered from the opened names of the tenant
 * and becomes a filter on ids. The other adjustments make up for how values are stored: ids are text, and a
 * data scope is JSON in which record numbers and entity sets can be looked for.
 */

type Leaf = Extract<Filter, { kind: 'compare' | 'in' | 'match' }>;

/** Names of the tenant's people by their random ids. */
export type NamesById = ReadonlyMap<string, string>;

const hiddenOf: Readonly<Record<string, string>> = { userName: hiddenFields.user, approverName: hiddenFields.approver };
/** The outcome of an attempt that has none yet. */
const openOutcome = 'open';
/** More people than this in one filter would be more parameters than a statement may have. */
const mostPeople = 1000;

const fieldOf = (target: Target): string => (target.kind === 'field' ? target.name : fieldOf(target.argument));

/** The name as the filter's left side turns it. */
const turned = (target: Target, name: string): string => {
  if (target.kind === 'field') return name;
  const inner = turned(target.argument, name);
  if (target.name === 'tolower') return inner.toLowerCase();
  if (target.name === 'toupper') return inner.toUpperCase();
  throw new ODataError(`The function ${target.name} takes a date field`);
};

const textOf = (literal: Literal): string => {
  if (literal.kind === 'string') return literal.value;
  throw new ODataError(`A string field cannot be compared with a ${literal.kind} constant`);
};

const matches: Readonly<Record<Extract<Leaf, { kind: 'match' }>['match'], (name: string, text: string) => boolean>> = {
  contains: (name, text) => name.includes(text),
  startswith: (name, text) => name.startsWith(text),
  endswith: (name, text) => name.endsWith(text),
};

const idField = (name: string): Target => ({ kind: 'field', name });

const peopleWhere = (target: Target, names: NamesById, test: (name: string) => boolean): Filter => {
  const ids = [...names].filter(([, name]) => test(turned(target, name))).map(([id]) => id);
  if (ids.length > mostPeople) throw new ODataError(`The filter on ${fieldOf(target)} finds more than ${mostPeople} people: make it narrower`);
  return { kind: 'in', target: idField(hiddenOf[fieldOf(target)] ?? ''), values: ids.map((value) => ({ kind: 'string', value })) };
};

const nullFilter = (leaf: Extract<Leaf, { kind: 'compare' }>): Filter => ({ ...leaf, target: idField(hiddenOf[fieldOf(leaf.target)] ?? '') });

const nameComparison = (leaf: Extract<Leaf, { kind: 'compare' }>, names: NamesById): Filter => {
  if (leaf.value.kind === 'null') return nullFilter(leaf);
  const text = textOf(leaf.value);
  const equal = peopleWhere(leaf.target, names, (name) => name === text);
  if (leaf.operator === 'eq') return equal;
  if (leaf.operator === 'ne') return { kind: 'not', operand: equal };
  throw new ODataError(`The operator ${leaf.operator} cannot be used on ${fieldOf(leaf.target)}`);
};

const onName = (leaf: Leaf, names: NamesById): Filter => {
  switch (leaf.kind) {
    case 'compare':
      return nameComparison(leaf, names);
    case 'match':
      return peopleWhere(leaf.target, names, (name) => matches[leaf.match](name, leaf.text));
    case 'in': {
      const found = new Set(leaf.values.flatMap((value) => (value.kind === 'null' ? [] : [textOf(value)])));
      const people = peopleWhere(leaf.target, names, (name) => found.has(name));
      const orNull = leaf.values.find((value) => value.kind === 'null');
      return orNull
        ? { kind: 'or', operands: [people, nullFilter({ kind: 'compare', operator: 'eq', target: leaf.target, value: orNull })] }
        : people;
    }
  }
};

const onDataScope = (leaf: Leaf): Filter => {
  const isNullTest = leaf.kind === 'compare' && leaf.value.kind === 'null';
  if (isNullTest || (leaf.kind === 'match' && leaf.match === 'contains')) return leaf;
  throw new ODataError('On dataScope only contains works: look for a record number or an entity set');
};

const asText = (literal: Literal): Literal => (literal.kind === 'guid' ? { kind: 'string', value: literal.value } : literal);

const onStored = (leaf: Leaf): Filter => {
  if (leaf.kind === 'compare') return { ...leaf, value: asText(leaf.value) };
  return leaf.kind === 'in' ? { ...leaf, values: leaf.values.map(asText) } : leaf;
};

const isEnded = (literal: Literal): boolean => literal.kind === 'string' && literal.value !== openOutcome;

/** An outcome that is there is looked for where it is stored, so that an index serves; only `open` means that none is, which is found by time, each row asking once. */
const onOutcome = (leaf: Leaf): Filter => {
  const isStored =
    leaf.target.kind === 'field' &&
    (leaf.kind === 'compare' ? leaf.operator === 'eq' && isEnded(leaf.value) : leaf.kind === 'in' && leaf.values.every(isEnded));
  return isStored ? { ...leaf, target: idField(hiddenFields.outcome) } : leaf;
};

const leafFilter = (leaf: Leaf, names: NamesById): Filter => {
  const field = fieldOf(leaf.target);
  if (Object.hasOwn(hiddenOf, field)) return onName(leaf, names);
  if (field === 'outcome') return onOutcome(leaf);
  return field === 'dataScope' ? onDataScope(leaf) : onStored(leaf);
};

/** The filter over what is stored. Throws ODataError for what cannot be answered. */
export const storedFilter = (filter: Filter, names: NamesById): Filter => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { ...filter, operands: filter.operands.map((operand) => storedFilter(operand, names)) };
    case 'not':
      return { ...filter, operand: storedFilter(filter.operand, names) };
    case 'compare':
    case 'in':
    case 'match':
      return leafFilter(filter, names);
  }
};

/** The texts a filter compares names with: they name people and do not go into records that stay. */
export const namesIn = (filter: Filter): readonly string[] => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.operands.flatMap(namesIn);
    case 'not':
      return namesIn(filter.operand);
    case 'compare':
      return Object.hasOwn(hiddenOf, fieldOf(filter.target)) && filter.value.kind === 'string' ? [filter.value.value] : [];
    case 'in':
      return Object.hasOwn(hiddenOf, fieldOf(filter.target)) ? filter.values.flatMap((value) => (value.kind === 'string' ? [value.value] : [])) : [];
    case 'match':
      return Object.hasOwn(hiddenOf, fieldOf(filter.target)) ? [filter.text] : [];
  }
};
