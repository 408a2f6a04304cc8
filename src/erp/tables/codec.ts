import { AppError } from '../../kernel/errors.ts';
import type { Column } from './column.ts';

/*
 * Decimals are kept as whole numbers (value × 10^scale), so that SQL compares, sorts and sums them exactly and
 * uses indexes. A whole number in SQLite has 64 bits, in JavaScript 53; anything that would not fit both
 * (90 million million in money, 90 thousand million in quantities) is refused rather than rounded.
 */

const powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

const outOfRange = (value: string): AppError => new AppError('unprocessable', `The value ${value} is outside of the permitted range.`);

const zero = 48;
const nine = 57;
const point = 46;

const notADecimal = (value: string): AppError => new AppError('unprocessable', `The value ${value} can't be evaluated into type Decimal.`);

const tooPrecise = (value: string, scale: number): AppError =>
  new AppError('unprocessable', `The value ${value} has more than ${scale} decimal places.`);

/**
 * The whole number that stands for a decimal string in a column of that scale. Digits beyond the scale must be
 * zeros: rounding is a business decision and is made before. Throws `unprocessable` on anything else.
 */
export const toScaled = (value: string, scale: number): number => {
  const isNegative = value.charCodeAt(0) === 45;
  let scaled = 0;
  let places = -1;
  let digits = 0;
  for (let at = isNegative ? 1 : 0; at < value.length; at++) {
    const letter = value.charCodeAt(at);
    if (letter === point && places < 0) {
      places = 0;
      continue;
    }
    if (letter < zero || letter > nine) throw notADecimal(value);
    digits++;
    if (places >= scale) {
      if (letter !== zero) throw tooPrecise(value, scale);
      continue;
    }
    scaled = scaled * 10 + (letter - zero);
    if (places >= 0) places++;
  }
  if (digits === 0) throw notADecimal(value);
  scaled *= powers[scale - Math.max(places, 0)]!;
  if (!Number.isSafeInteger(scaled)) throw outOfRange(value);
  return isNegative && scaled !== 0 ? -scaled : scaled;
};

/**
 * The decimal string of a stored whole number: at least two places for money, no trailing zeros beyond that.
 * Sums from SQL may be passed too; one that no longer fits 53 bits throws instead of being rounded.
 */
export const fromScaled = (scaled: number, scale: number): string => {
  if (scaled === 0) return scale === 2 ? '0.00' : '0';
  if (!Number.isSafeInteger(scaled)) throw outOfRange(String(scaled));
  const digits = String(Math.abs(scaled)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  let end = digits.length;
  if (scale !== 2) while (end > whole.length && digits.charCodeAt(end - 1) === zero) end--;
  const fraction = digits.slice(whole.length, end);
  return `${scaled < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

/** A record's value as SQLite keeps it. */
export const toStored = (column: Column, value: unknown): string | number => {
  switch (column.type) {
    case 'decimal':
      return toScaled(String(value), column.scale ?? 2);
    case 'boolean':
      return value === true ? 1 : 0;
    case 'integer':
      return Number(value);
    case 'code':
      return value === '' ? '' : String(value).trim().toUpperCase();
    case 'guid':
      return String(value).toLowerCase();
    case 'text':
    case 'date':
    case 'datetime':
    case 'option':
      return String(value);
  }
};

/** A stored value as records carry it. */
export const fromStored = (column: Column, stored: string | number): string | number | boolean => {
  if (column.type === 'decimal') return fromScaled(Number(stored), column.scale ?? 2);
  if (column.type === 'boolean') return stored === 1;
  return stored;
};
