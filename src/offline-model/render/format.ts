import { decimal, money } from '../../kernel/money.ts';
import { textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';

/** How a value is written. */
export type Format = 'text' | 'money' | 'quantity' | 'days' | 'flag';

const isNumeric = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** A decimal string with two decimals and thousands set apart: `12,345.60`; other text as it is. */
export const asMoney = (text: string): string => {
  if (!isNumeric(text)) return text;
  const [whole = '', cents = '00'] = money(text).split('.');
  return `${grouped(whole)}.${cents}`;
};

/** A quantity without idle zeros: `12.50000` is `12.5`; other text as it is. */
export const asQuantity = (text: string): string => (isNumeric(text) ? decimal(text).toString() : text);

/** One line of text: markup that could break a table or start a link is taken out of names the ERP holds. */
export const asText = (text: string): string =>
  text
    .replace(/[|\r\n]+/g, ' ')
    .replace(/([[\]<>`])/g, '\\$1')
    .trim();

/** Yes or no; Business Central writes "not blocked" as a blank, encoded `_x0020_` over its API. */
const flagText = (value: Row[string]): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'string') return '';
  return value.trim() === '' || value === '_x0020_' ? 'no' : asText(value);
};

/** A member of a row as text in the given format; empty when missing. */
export const show = (row: Row, key: string, format: Format): string => {
  const value = row[key];
  if (format === 'flag') return flagText(value);
  const text = textOf(row, key);
  if (text === '') return '';
  if (format === 'money') return asMoney(text);
  if (format === 'quantity' || format === 'days') return asQuantity(text);
  return asText(text);
};

/** `1 order`, `3 orders`. */
export const counted = (count: number | string, [one, many]: readonly [string, string]): string => `${count} ${String(count) === '1' ? one : many}`;

/** `a`, `a and b`, `a, b and c`. */
export const listed = (parts: readonly string[]): string =>
  parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

/** A sentence's first letter as a capital. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
