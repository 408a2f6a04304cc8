import { AppError } from '../../kernel/errors.ts';
import { requireValue } from '../business/index.ts';
import type { ErpContext } from '../business/index.ts';
import { completeValues } from '../tables/index.ts';
import type { RowOf, Table, ValuesOf } from '../tables/index.ts';
import { columnValues } from './field-target.ts';
import type { FieldTargets } from './field-target.ts';
import type { EntitySet } from './entity-set.ts';
import type { Body, BodyValue, EntityWrites } from './write-context.ts';

/** A record about to be stored, and what it was before (undefined for a new one). */
export interface RecordChange<T extends Table> {
  readonly before: RowOf<T> | undefined;
  readonly after: ValuesOf<T>;
}

/** How the records of one table are written: which fields reach which columns, and the rules beside that. */
export interface RecordDefinition<T extends Table> {
  readonly table: T;
  readonly fields: FieldTargets;
  /** Fields that only a new record takes: those of its key. */
  readonly onInsert?: FieldTargets;
  /** Fields without which there is no record, with what Business Central says then; a blank value is refused too. */
  readonly mandatory?: Readonly<Record<string, string>>;
  /** Columns that must not be blank in a stored record. */
  readonly required?: readonly (keyof T['columns'] & string)[];
  /** A new record's values: those given, with number and defaults. */
  readonly complete?: (erp: ErpContext, given: Partial<ValuesOf<T>>) => Partial<ValuesOf<T>>;
  /** Throws unless the record may be as it is about to be. */
  readonly check?: (erp: ErpContext, change: RecordChange<T>) => void;
  /** Throws unless the record may go, and removes what hangs on it. */
  readonly release?: (erp: ErpContext, record: RowOf<T>) => void;
  /** Entities that may be inserted with their parent, by navigation: see insertInto. */
  readonly parts?: Readonly<Record<string, PartInsert>>;
}

/** Inserts a part of a new record. */
export type PartInsert = (erp: ErpContext, parentId: string, part: Body) => void;

/** The insert of another set's entity whose field names the parent. */
export const insertInto =
  (set: EntitySet, field: string): PartInsert =>
  (erp, parentId, part) =>
    void set.writes?.insert?.(erp, { ...part, values: { ...part.values, [field]: parentId } });

const checkMandatory = (mandatory: Readonly<Record<string, string>>, values: Readonly<Record<string, BodyValue>>, isNew: boolean): void => {
  for (const [field, message] of Object.entries(mandatory)) {
    const value = values[field];
    if (value === undefined && isNew) throw new AppError('unprocessable', message);
    if (typeof value === 'string' && value.trim() === '') throw new AppError('unprocessable', `The blank "${field}" is not allowed.`);
  }
};

/** The writes of an entity set whose entities are records of one table, from their definition. */
export const recordWrites = <T extends Table>(
  definition: RecordDefinition<T>,
): EntityWrites & Required<Pick<EntityWrites, 'insert' | 'modify' | 'remove'>> => {
  const { table, fields, onInsert = {}, mandatory = {}, required = [], complete, check, release, parts = {} } = definition;
  const stored = (erp: ErpContext, systemId: string): RowOf<T> => {
    const record = erp.records.of(table).bySystemId(systemId);
    if (record === undefined) throw new AppError('not_found', `The ${table.name} does not exist.`);
    return record;
  };
  const checkAll = (erp: ErpContext, change: RecordChange<T>): void => {
    for (const field of required) requireValue({ table, record: change.after, field });
    check?.(erp, change);
  };
  return {
    table,
    accepts: Object.keys(fields),
    acceptsOnInsert: Object.keys(onInsert),
    deepInserts: Object.keys(parts),
    insert: (erp, body) => {
      checkMandatory(mandatory, body.values, true);
      const given = columnValues(erp, { ...fields, ...onInsert }, body) as Partial<ValuesOf<T>>;
      const after = completeValues(table, complete?.(erp, given) ?? given);
      checkAll(erp, { before: undefined, after });
      const { systemId } = erp.records.of(table).insert(after);
      for (const [name, bodies] of Object.entries(body.parts)) for (const part of bodies) parts[name]?.(erp, systemId, part);
      return systemId;
    },
    modify: (erp, systemId, body) => {
      checkMandatory(mandatory, body.values, false);
      const before = stored(erp, systemId);
      const changes = columnValues(erp, fields, body) as Partial<ValuesOf<T>>;
      checkAll(erp, { before, after: { ...before, ...changes } });
      erp.records.of(table).update(before, changes);
    },
    remove: (erp, systemId) => {
      const record = stored(erp, systemId);
      release?.(erp, record);
      erp.records.of(table).delete(record);
    },
  };
};
