import type { Decimal } from 'decimal.js';
import { decimal, money } from '../../kernel/money.ts';

/** An amount for people: `1,234.50 GBP`; without a currency where none is known. */
export const formatAmount = (value: string | Decimal, currencyCode = ''): string => {
  const [whole = '', fraction] = money(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${grouped}.${fraction}${currencyCode === '' ? '' : ` ${currencyCode}`}`;
};

/** A quantity or unit cost: two decimals at least for costs, none needed for quantities, no trailing zeros beyond. */
export const plainDecimal = (value: string | Decimal, leastDecimals = 0): string => {
  const exact = decimal(value);
  return exact.toFixed(Math.max(leastDecimals, exact.decimalPlaces()));
};

/** `1 invoice`, `12 invoices`; `plural` for nouns that do not take an s. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string => `${count} ${count === 1 ? noun : plural}`;
