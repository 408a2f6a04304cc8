import type { Filter, Target } from './query-tree.ts';

/** The field that a comparison's left side is about. */
export const targetField = (target: Target): string => (target.kind === 'field' ? target.name : targetField(target.argument));

/** The names of all fields that a filter compares. */
export const filterFields = (filter: Filter): ReadonlySet<string> => {
  switch (filter.kind) {
    case 'compare':
    case 'in':
    case 'match':
      return new Set([targetField(filter.target)]);
    case 'not':
      return filterFields(filter.operand);
    case 'and':
    case 'or':
      return new Set(filter.operands.flatMap((operand) => [...filterFields(operand)]));
  }
};
