import { splitFilter } from '../../odata/index.ts';
import type { Comparison, Filter } from '../../odata/index.ts';
import { addDays } from '../business/index.ts';
import type { EntitySet } from './entity-set.ts';
import { badRequest } from './erp-error.ts';
import type { SqlScope } from './sql-scope.ts';

type Period = NonNullable<SqlScope['period']>;

const bounds: Readonly<Record<Comparison, ((date: string) => Partial<Period>) | undefined>> = {
  eq: (date) => ({ from: date, to: date }),
  ge: (date) => ({ from: date }),
  gt: (date) => ({ from: addDays(date, 1) }),
  le: (date) => ({ to: date }),
  lt: (date) => ({ to: addDays(date, -1) }),
  ne: undefined,
};

const boundOf = (part: Filter): Partial<Period> | undefined =>
  part.kind === 'compare' && part.target.kind === 'field' && part.value.kind === 'date' ? bounds[part.operator]?.(part.value.value) : undefined;

/**
 * Takes the comparisons with a set's period field out of a filter: they say over which dates amounts are summed
 * and choose no rows, as `dateFilter ge 2026-01-01 and dateFilter le 2026-12-31` does on trial balances
 * (https://learn.microsoft.com/dynamics365/business-central/dev-itpro/api-reference/v2.0/api/dynamics_trialbalance_get).
 * Where the field stands in anything but such a comparison, the filter is refused.
 */
export const takePeriod = (
  { period: field }: EntitySet,
  filter: Filter | undefined,
): { readonly rest: Filter | undefined; readonly period?: Period } => {
  if (field === undefined) return { rest: filter };
  const { about, rest } = splitFilter(filter, field);
  if (about.length === 0) return { rest };
  const period = about.reduce<Period>(
    (known, part) => {
      const bound = boundOf(part);
      if (bound === undefined) throw badRequest(`'${field}' can only be compared with dates by eq, ge, gt, le and lt, joined by and.`);
      return { ...known, ...bound };
    },
    { from: '', to: '' },
  );
  return { rest, period };
};
