import type { Decimal } from 'decimal.js';
import { decimal } from '../../kernel/money.ts';
import { ErpError, type ErpRecord } from './ports/erp-reader.ts';

/*
 * Where ERP replies become values of ours: each field is checked when it is read. A field of another shape is the
 * ERP's fault, not the user's, and stops the call instead of turning into a wrong figure.
 */

const unusable = (field: string): ErpError => new ErpError('unavailable', `The ERP's answer has no usable ${field}.`);

/** A text; blank is the empty text. */
export const textOf = (record: ErpRecord, field: string): string => {
  const value = record[field];
  if (typeof value !== 'string') throw unusable(field);
  return value;
};

/** A decimal, exact. */
export const decimalOf = (record: ErpRecord, field: string): Decimal => {
  const value = record[field];
  if (typeof value !== 'string') throw unusable(field);
  try {
    return decimal(value);
  } catch {
    throw unusable(field);
  }
};

/** A whole number. */
export const integerOf = (record: ErpRecord, field: string): number => {
  const value = record[field];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw unusable(field);
  return value;
};

/** A yes or no. */
export const flagOf = (record: ErpRecord, field: string): boolean => {
  const value = record[field];
  if (typeof value !== 'boolean') throw unusable(field);
  return value;
};

/** A calendar date, or null where it is blank (Business Central's 0D travels as `0001-01-01`). */
export const dateOf = (record: ErpRecord, field: string): string | null => {
  const value = record[field];
  if (value === null || value === '' || value === '0001-01-01') return null;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw unusable(field);
  return value;
};

/** An option's name as people read it; the wire has `Credit_x0020_Memo` for `Credit Memo`, and the blank option is the empty text. */
export const optionOf = (record: ErpRecord, field: string): string =>
  textOf(record, field)
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .trim();

const blankGuid = '00000000-0000-0000-0000-000000000000';

/** Whether a reference to another record is blank: it travels as an empty GUID. */
export const isBlankReference = (record: ErpRecord, field: string): boolean => textOf(record, field) === blankGuid;

/** Nested records, e.g. a document's lines. */
export const partsOf = (record: ErpRecord, field: string): readonly ErpRecord[] => {
  const value = record[field];
  if (!Array.isArray(value)) throw unusable(field);
  return value as readonly ErpRecord[];
};
