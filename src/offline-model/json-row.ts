import type { Json } from '../kernel/canonical-json.ts';

/** An object as JSON carries it; nothing is assumed about its members. */
export type Row = { readonly [key: string]: Json | undefined };

const isRow = (value: Json | undefined): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as an object, or an empty one when it is anything else. */
export const asRow = (value: Json | undefined): Row => (isRow(value) ? value : {});

/** The objects of a list member; empty when the member is missing or no list. */
export const rowsOf = (row: Row, key: string): readonly Row[] => {
  const value = row[key];
  return Array.isArray(value) ? (value as readonly Json[]).filter(isRow) : [];
};

/** A text or number member as text; empty when missing. */
export const textOf = (row: Row, key: string): string => {
  const value = row[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

/** A numeric member for comparing and counting, never for money shown to people; 0 when missing. */
export const numberOf = (row: Row, key: string): number => {
  const value = Number(textOf(row, key) || '0');
  return Number.isFinite(value) ? value : 0;
};

/** Parses JSON text; undefined when it is none. */
export const parseJson = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};
