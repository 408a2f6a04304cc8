import { decimal } from '../kernel/money.ts';
import type { Comparison, Filter, Literal, MatchFunction, Target } from './query-tree.ts';

/** Whether a filter holds; null where the record does not tell. */
type Verdict = boolean | null;

const valueOf = (target: Target, record: Readonly<Record<string, unknown>>): unknown => {
  if (target.kind === 'field') return record[target.name];
  const inner = valueOf(target.argument, record);
  if (typeof inner !== 'string') return undefined;
  switch (target.name) {
    case 'tolower':
      return inner.toLowerCase();
    case 'toupper':
      return inner.toUpperCase();
    case 'year':
      return Number(inner.slice(0, 4));
    case 'month':
      return Number(inner.slice(5, 7));
  }
};

/** Below, at or above zero as the value is less than, equal to or more than the literal; undefined where they cannot be compared. */
const order = (value: unknown, literal: Literal): number | undefined => {
  if (literal.kind === 'null') return value === null ? 0 : 1;
  if (value === null) return undefined;
  if (literal.kind === 'number') {
    const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value));
    return isNumber ? decimal(value).comparedTo(literal.value) : undefined;
  }
  if (literal.kind === 'boolean') return typeof value === 'boolean' ? Number(value) - Number(literal.value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = literal.kind === 'guid' ? value.toLowerCase() : value;
  return text < literal.value ? -1 : text > literal.value ? 1 : 0;
};

const holds: Readonly<Record<Comparison, (order: number) => boolean>> = {
  eq: (at) => at === 0,
  ne: (at) => at !== 0,
  gt: (at) => at > 0,
  ge: (at) => at >= 0,
  lt: (at) => at < 0,
  le: (at) => at <= 0,
};

const compare = (value: unknown, operator: Comparison, literal: Literal): Verdict => {
  if (value === undefined) return null;
  const at = order(value, literal);
  return at === undefined ? null : holds[operator](at);
};

const matches: Readonly<Record<MatchFunction, (value: string, text: string) => boolean>> = {
  contains: (value, text) => value.includes(text),
  startswith: (value, text) => value.startsWith(text),
  endswith: (value, text) => value.endsWith(text),
};

/** `decisive` settles a chain whatever the rest says; what is not told leaves it open. */
const chain = (verdicts: readonly Verdict[], decisive: boolean): Verdict => {
  if (verdicts.includes(decisive)) return decisive;
  return verdicts.includes(null) ? null : !decisive;
};

/**
 * Whether a filter holds for a record that is at hand, such as one that is about to be created. Null where a field it
 * names is missing or is of another kind: whoever asks decides what not knowing means.
 */
export const matchRecord = (filter: Filter, record: Readonly<Record<string, unknown>>): Verdict => {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return chain(
        filter.operands.map((operand) => matchRecord(operand, record)),
        filter.kind === 'or',
      );
    case 'not': {
      const inner = matchRecord(filter.operand, record);
      return inner === null ? null : !inner;
    }
    case 'compare':
      return compare(valueOf(filter.target, record), filter.operator, filter.value);
    case 'in':
      return chain(
        filter.values.map((value) => compare(valueOf(filter.target, record), 'eq', value)),
        true,
      );
    case 'match': {
      const value = valueOf(filter.target, record);
      return typeof value === 'string' ? matches[filter.match](value, filter.text) : null;
    }
  }
};
