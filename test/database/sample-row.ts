import type { EntityMetadata, ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';

/** What trips databases and drivers up: accents, other scripts, characters outside the basic plane, SQL's own. */
const awkward = `Zürich 東京 😀 ñ ' " \\ % _ [ ] ; -- \t`;
const longTextLength = 100_000;
const largestInt = 2_147_483_647;
/** Beyond 32 bits, and the largest whole number JavaScript keeps. */
const largestPosition = Number.MAX_SAFE_INTEGER;
const instantLength = 24;

const textOf = (length: number): string => {
  if (length === instantLength) return '2026-03-01T23:59:59.999Z';
  let text = '';
  for (const character of awkward.repeat(Math.ceil(length / awkward.length))) if (text.length + character.length < length) text += character;
  return text.padEnd(length, 'x');
};

const isText = (column: ColumnMetadata): boolean => column.type === 'nvarchar';

const fullValue = (column: ColumnMetadata): unknown => {
  if (isText(column)) return textOf(column.length === 'max' ? longTextLength : Number(column.length));
  if (column.type === 'int') return largestInt;
  return column.type === 'bigint' ? largestPosition : true;
};

const sparseValue = (column: ColumnMetadata): unknown => {
  if (column.isNullable) return null;
  if (isText(column)) return column.isPrimary ? 'k' : '';
  if (column.type === 'int') return -largestInt - 1;
  return column.type === 'bigint' ? 2 ** 31 + 1 : false;
};

const rowOf = (metadata: EntityMetadata, value: (column: ColumnMetadata) => unknown): ObjectLiteral =>
  Object.fromEntries(metadata.columns.map((column) => [column.propertyName, value(column)]));

/** Two rows of an entity: every column filled to its limit, and every column as empty as it may be. */
export const sampleRows = (metadata: EntityMetadata): readonly ObjectLiteral[] => [rowOf(metadata, fullValue), rowOf(metadata, sparseValue)];

/** The part of a row that is its primary key. */
export const keyOf = (metadata: EntityMetadata, row: ObjectLiteral): ObjectLiteral =>
  Object.fromEntries(metadata.primaryColumns.map(({ propertyName }) => [propertyName, row[propertyName] as unknown]));
