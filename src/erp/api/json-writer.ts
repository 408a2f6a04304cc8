import { blankGuid, fromScaled } from '../tables/index.ts';
import type { Field } from './field.ts';
import { encodeOption } from './option-names.ts';

/** A value as SQLite gives it. */
export type Stored = string | number;

/** How numbers are written: as JSON numbers, or as texts for clients whose numbers are floats (`IEEE754Compatible=true`). */
export type NumberStyle = 'number' | 'text';

const optionTexts = new Map<string, string>();

const optionText = (member: string): string => {
  const known = optionTexts.get(member);
  if (known !== undefined) return known;
  const text = JSON.stringify(encodeOption(member));
  if (optionTexts.size < 1_000) optionTexts.set(member, text);
  return text;
};

const decimalText = (value: Stored, scale: number): string => {
  const text = fromScaled(Number(value), scale);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

/** The function that writes one field's stored value as JSON. */
export const encoderOf = (field: Field, style: NumberStyle): ((value: Stored) => string) => {
  switch (field.type) {
    case 'Edm.String':
      return field.members === undefined ? (value) => JSON.stringify(value) : (value) => optionText(String(value));
    case 'Edm.Guid':
      return (value) => (value === '' ? `"${blankGuid}"` : `"${value}"`);
    case 'Edm.Int32':
      return (value) => String(value);
    case 'Edm.Decimal':
      return style === 'number' ? (value) => decimalText(value, field.scale) : (value) => `"${decimalText(value, field.scale)}"`;
    case 'Edm.Boolean':
      return (value) => (value === 1 ? 'true' : 'false');
    case 'Edm.Date':
      return (value) => (value === '' ? '"0001-01-01"' : `"${value}"`);
    case 'Edm.DateTimeOffset':
      return (value) => (value === '' ? '"0001-01-01T00:00:00Z"' : `"${value}"`);
  }
};

/** An entity's ETag: changes with every change of its record, and says nothing else. */
export const etagOf = (systemId: Stored, rowVersion: Stored): string => `W/"${Buffer.from(`${systemId};${rowVersion}`).toString('base64')}"`;
