import { AppError } from '../../kernel/errors.ts';
import { allColumns, type Table } from '../tables/index.ts';

/** A business rule said no, in Business Central's words (`Application_DialogException` over the API). */
export const dialogError = (message: string): AppError => new AppError('unprocessable', message);

/** One field's value was refused (`Application_FieldValidationException` over the API); `field` is its caption. */
export const fieldError = (field: string, message: string): AppError => new AppError('unprocessable', message, { fields: [{ field, message }] });

/** A record's key as Business Central prints it: `Document Type=Order, No.=PO-10001`. */
export const keyText = (table: Table, record: Readonly<Record<string, unknown>>): string =>
  table.key.map((name) => `${allColumns(table)[name]?.caption ?? name}=${String(record[name])}`).join(', ');

const display = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value));

/** A field of a record that a rule looks at. */
export interface FieldOf {
  readonly table: Table;
  readonly record: Readonly<Record<string, unknown>>;
  readonly field: string;
}

/** Business Central's TestField: throws unless the field has that value. */
export const testField = ({ table, record, field }: FieldOf, expected: unknown): void => {
  if (record[field] === expected) return;
  const caption = table.columns[field]?.caption ?? field;
  throw fieldError(
    caption,
    `${caption} must be equal to '${display(expected)}'  in ${table.name}: ${keyText(table, record)}. Current value is '${display(record[field])}'.`,
  );
};

/** The error of a field that is blank or zero and must not be. */
export const fieldIsBlank = ({ table, record, field }: FieldOf): AppError => {
  const caption = table.columns[field]?.caption ?? field;
  return fieldError(caption, `${caption} must have a value in ${table.name}: ${keyText(table, record)}. It cannot be zero or empty.`);
};

/** Business Central's TestField without a value: throws if the field is blank or zero. */
export const requireValue = (at: FieldOf): void => {
  const value = at.record[at.field];
  const isZero = at.table.columns[at.field]?.type === 'decimal' && Number(value) === 0;
  if (value === '' || value === ' ' || value === undefined || isZero) throw fieldIsBlank(at);
};

/** Business Central's FieldError: the field's value breaks a rule, e.g. `must be positive`. */
export const fieldProblem = ({ table, record, field }: FieldOf, rule: string): AppError => {
  const caption = table.columns[field]?.caption ?? field;
  return fieldError(caption, `${caption} ${rule} in ${table.name}: ${keyText(table, record)}. Current value is '${display(record[field])}'.`);
};

/** A field names a record of another table that is not there (`Internal_InvalidTableRelation` over the API). */
export class InvalidTableRelation extends AppError {}

/** The error for a field that names a record of another table that is not there. */
export const notInRelatedTable = (table: Table, field: string, related: { readonly value: string; readonly table: Table }): InvalidTableRelation => {
  const caption = table.columns[field]?.caption ?? field;
  return new InvalidTableRelation(
    'unprocessable',
    `The field ${caption} of table ${table.name} contains a value (${related.value}) that cannot be found in the related table (${related.table.name}).`,
  );
};
