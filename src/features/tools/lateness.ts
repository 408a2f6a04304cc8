import type { Decimal } from 'decimal.js';
import { decimal } from '../../kernel/money.ts';

/** How late a group of deliveries or payments was. What came early or on time counts as zero days late. */
export interface Lateness {
  /** How many were late by a day or more. */
  readonly lateCount: number;
  /** Mean days late over all whose lateness is known, one decimal, e.g. `4.2`; null where it is known of none. */
  readonly averageDaysLate: string | null;
}

/** Sums up days late; null stands for one that had no date to be late against and counts in neither figure. */
export const latenessOf = (daysLate: readonly (number | null)[]): Lateness => {
  const known = daysLate.filter((days) => days !== null);
  const total: Decimal = decimal(known.reduce((sum, days) => sum + days, 0));
  return {
    lateCount: known.filter((days) => days > 0).length,
    averageDaysLate: known.length === 0 ? null : total.div(known.length).toFixed(1),
  };
};
