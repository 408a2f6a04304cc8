import { Decimal } from 'decimal.js';

/** An amount of money as a decimal string (`"1234.50"`), never a float. */
export type Money = string & { readonly __money?: never };

/** Decimals with 40 significant digits and commercial rounding (half away from zero), as Business Central rounds. */
const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** An exact decimal from a string or a whole number. */
export const decimal = (value: string | number | Decimal): Decimal => new Exact(value);

/** Money with two decimals. */
export const money = (value: string | number | Decimal): Money => decimal(value).toFixed(2);

/** The sum of decimal strings, exact. */
export const sum = (values: Iterable<string | number | Decimal>): Decimal => {
  let total = decimal(0);
  for (const value of values) total = total.plus(value);
  return total;
};
