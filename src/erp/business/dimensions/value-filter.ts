import { parseSecurityFilter, type ValueTest } from '../../permissions/index.ts';

const order = { '=': [0], '<>': [-1, 1], '<': [-1], '<=': [-1, 0], '>': [1], '>=': [0, 1] } as const;

const compare = (value: string, other: string): -1 | 0 | 1 => (value < other ? -1 : value > other ? 1 : 0);

const matchesPattern = (value: string, pattern: string): boolean => {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'su').test(value);
};

const passes = (test: ValueTest, value: string): boolean => {
  switch (test.kind) {
    case 'any':
      return test.tests.some((part) => passes(part, value));
    case 'all':
      return test.tests.every((part) => passes(part, value));
    case 'compare':
      return (order[test.operator] as readonly number[]).includes(compare(value, test.value.toUpperCase()));
    case 'range':
      return (test.from === undefined || value >= test.from.toUpperCase()) && (test.to === undefined || value <= test.to.toUpperCase());
    case 'pattern':
      return matchesPattern(value, test.pattern.toUpperCase());
  }
};

/**
 * Whether a code passes a Business Central filter such as `NORTH|SOUTH`, `A..F` or `S*`; the blank filter lets
 * everything pass, one that is not understood lets nothing pass.
 */
export const passesCodeFilter = (filter: string, code: string): boolean => {
  if (filter.trim() === '') return true;
  try {
    const [field] = parseSecurityFilter(`Code=FILTER(${filter})`);
    return field !== undefined && passes(field.test, code.toUpperCase());
  } catch {
    return false;
  }
};
