import { splitFilter } from '../../odata/index.ts';
import type { Filter } from '../../odata/index.ts';
import { badRequest } from './erp-error.ts';
import type { ReadRequest } from './read-plan.ts';
import type { SqlScope } from './sql-scope.ts';

const dayIn = (part: Filter): string | undefined => {
  const isEquality = part.kind === 'compare' && part.target.kind === 'field' && (part.operator === 'eq' || part.operator === 'le');
  return isEquality && part.value.kind === 'date' ? part.value.value : undefined;
};

/**
 * Takes the day out of the filter of a set that has one to choose (`asOfDate eq 2026-12-31`), as Business Central's
 * aged accounts and trial balance pages do: it does not choose rows, it moves the date their amounts are worked
 * out for. `eq` and `le` mean the same. Anything else on that field is refused, never ignored.
 */
export const chooseDay = ({ set, scope, query }: ReadRequest): { readonly scope: SqlScope; readonly filter: Filter | undefined } => {
  const { asOf } = set;
  if (asOf === undefined) return { scope, filter: query.filter };
  const { about, rest } = splitFilter(query.filter, asOf);
  if (about.length === 0) return { scope, filter: rest };
  const [day] = about.map(dayIn);
  if (about.length > 1 || day === undefined || day === '0001-01-01') {
    throw badRequest(`The filter on '${asOf}' must be one date, as in: ${asOf} eq 2026-12-31`);
  }
  return { scope: { ...scope, workDate: day }, filter: rest };
};
