import { filterFields } from './filter-fields.ts';
import type { Filter } from './query-tree.ts';

const partsOf = (filter: Filter | undefined): readonly Filter[] => {
  if (filter === undefined) return [];
  return filter.kind === 'and' ? filter.operands.flatMap(partsOf) : [filter];
};

/** A filter in two: those of its parts, joined by `and`, that name a field, and a filter of all the others. */
export const splitFilter = (filter: Filter | undefined, field: string): { readonly about: readonly Filter[]; readonly rest: Filter | undefined } => {
  const parts = partsOf(filter);
  const about = parts.filter((part) => filterFields(part).has(field));
  if (about.length === 0) return { about, rest: filter };
  const others = parts.filter((part) => !about.includes(part));
  return { about, rest: others.length > 1 ? { kind: 'and', operands: others } : others[0] };
};
