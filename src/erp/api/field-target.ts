import { AppError } from '../../kernel/errors.ts';
import { notInRelatedTable } from '../business/index.ts';
import type { ErpContext } from '../business/index.ts';
import { blankGuid } from '../tables/index.ts';
import type { Table } from '../tables/index.ts';
import type { Body, BodyValue } from './write-context.ts';

/** How a field of a request reaches a column of a record. */
export interface FieldTarget {
  readonly column: string;
  /** The record whose code or number the column holds, if it holds one. */
  readonly related?: Table;
  /** The column's value for the one given. Throws AppError in Business Central's words. */
  readonly value: (erp: ErpContext, given: BodyValue, field: string) => BodyValue;
}

/** Targets by field names. */
export type FieldTargets = Readonly<Record<string, FieldTarget>>;

/** The value as it is given. */
export const plain = (column: string): FieldTarget => ({ column, value: (_erp, given) => given });

/** The code or number of another record, which must be there; blank names none. */
export const codeOf = (related: Table, column: string, owner: Table): FieldTarget => ({
  column,
  related,
  value: (erp, given) => {
    const code = String(given).trim().toUpperCase();
    if (code !== '' && erp.records.of(related).get(code) === undefined) throw notInRelatedTable(owner, column, { value: code, table: related });
    return code;
  },
});

/** Another record by its id; the column gets its code or number. The blank id names none. */
export const idOf = (related: Table, column: string): FieldTarget => ({
  column,
  related,
  value: (erp, given, field) => {
    if (given === blankGuid) return '';
    const record = erp.records.of(related).bySystemId(String(given)) as Readonly<Record<string, unknown>> | undefined;
    if (record === undefined) throw new AppError('unprocessable', `The "${field}" does not match to a ${related.name}.`);
    return String(record[related.key.at(-1) ?? '']);
  },
});

/** The columns that a body's values set. Two fields for one column must agree. */
export const columnValues = (erp: ErpContext, targets: FieldTargets, { values }: Pick<Body, 'values'>): Record<string, BodyValue> => {
  const columns: Record<string, BodyValue> = {};
  for (const [field, target] of Object.entries(targets)) {
    const given = values[field];
    if (given === undefined) continue;
    const value = target.value(erp, given, field);
    if (target.column in columns && columns[target.column] !== value) {
      const name = target.related?.name ?? target.column;
      throw new AppError('unprocessable', `The ${name.toLowerCase()} values do not match to a specific ${name}.`);
    }
    columns[target.column] = value;
  }
  return columns;
};
