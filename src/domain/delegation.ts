import { decimal } from '../kernel/money.ts';
import type { Stake } from './stake.ts';

/**
 * What a delegation allows. It is given for actions in companies, for a time, up to amounts: each change up to one,
 * and all changes of a period together up to another. An amount in another currency than the limit's cannot be
 * compared, so it counts as too much; a change without an amount passes a limit that is for every action, not one
 * that names it.
 */

/** Periods over which amounts add up; calendar ones in UTC, weeks from Monday. `whole`: as long as the delegation lasts. */
export const limitPeriods = ['day', 'week', 'month', 'year', 'whole'] as const;
export type LimitPeriod = (typeof limitPeriods)[number];

/** Stands for every action. */
export const everyAction = '*';

/** How much may be done. Amounts are decimal strings. */
export interface AmountLimit {
  /** Tools, or `*`. */
  readonly actions: readonly string[];
  /** ISO 4217. */
  readonly currency: string;
  readonly perAction: string | null;
  readonly cumulative: { readonly amount: string; readonly period: LimitPeriod } | null;
}

/** Whether a list of actions is about this tool. */
export const coversAction = (actions: readonly string[], tool: string): boolean => actions.includes(everyAction) || actions.includes(tool);

const dayMillis = 86_400_000;

/** When a period began that `now` is in, ISO 8601; null for one that has no beginning. */
export const periodStart = (period: LimitPeriod, now: Date): string | null => {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  const midnight = Date.UTC(year, month, now.getUTCDate());
  const starts: Readonly<Record<LimitPeriod, number | null>> = {
    day: midnight,
    week: midnight - ((now.getUTCDay() + 6) % 7) * dayMillis,
    month: Date.UTC(year, month, 1),
    year: Date.UTC(year, 0, 1),
    whole: null,
  };
  const start = starts[period];
  return start === null ? null : new Date(start).toISOString();
};

/** One bound a change is held to. */
export interface LimitFacts {
  readonly kind: 'per-action' | 'cumulative';
  readonly limit: string;
  readonly currency: string;
  readonly period: LimitPeriod | null;
  /** What is spent or reserved already in the period. */
  readonly used: string;
  readonly stake: { readonly value: string; readonly currency: string } | null;
}

/** The bounds that a change has to keep, with what each has left. `used` tells what a cumulative limit's period holds already. */
export const limitsOn = (
  limits: readonly AmountLimit[],
  { tool, stake }: { readonly tool: string; readonly stake: Stake },
  used: (limit: AmountLimit) => string,
): readonly LimitFacts[] =>
  limits.flatMap((limit): readonly LimitFacts[] => {
    const applies = coversAction(limit.actions, tool) && (stake.amount !== null || limit.actions.includes(tool));
    if (!applies) return [];
    const { currency, perAction, cumulative } = limit;
    const common = { currency, stake: stake.amount };
    return [
      ...(perAction === null ? [] : [{ ...common, kind: 'per-action' as const, limit: perAction, period: null, used: '0' }]),
      ...(cumulative === null
        ? []
        : [{ ...common, kind: 'cumulative' as const, limit: cumulative.amount, period: cumulative.period, used: used(limit) }]),
    ];
  });

/** Why a bound is not kept, in a sentence; null where it is. */
export const limitObstacle = ({ kind, limit, currency, period, used, stake }: LimitFacts): string | null => {
  if (stake === null) return 'The change tells no amount, and the authority given is limited to an amount.';
  if (stake.currency !== currency) return `The amount is in ${stake.currency}, and the authority given is limited in ${currency}.`;
  if (decimal(used).plus(stake.value).lessThanOrEqualTo(limit)) return null;
  if (kind === 'per-action') return `The amount of ${stake.value} ${currency} is above the ${limit} ${currency} that were delegated.`;
  const span = period === 'whole' ? 'in all' : `for this ${period ?? 'period'}`;
  return `${used} of the ${limit} ${currency} that were delegated ${span} are used, so ${stake.value} ${currency} more are too much.`;
};
