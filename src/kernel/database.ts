import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';

/**
 * The database as the stores see it. Reads and writes are apart: on SQLite every write goes through
 * one queue, because its driver has one connection on which two transactions would nest.
 */
export interface Database {
  readonly dialect: 'sqlite' | 'mssql';
  /** For reading committed rows; never write through it. */
  readonly reader: EntityManager;
  /**
   * Commits the writes as one unit: all or none, durable when the promise resolves. Units of many
   * callers may share one commit; one that fails harms nobody else.
   */
  commit(writes: readonly Write[]): Promise<void>;
  /**
   * Runs reads and writes that belong together in a transaction. `work` awaits nothing but the given
   * manager, and may be run again where the server undid it for another's sake (deadlock).
   */
  transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result>;
  /** Runs writes inside a transaction that is under way. */
  apply(manager: EntityManager, writes: readonly Write[]): Promise<void>;
}

/** A write as data, so that many can share a commit and be tried again one by one. */
export type Write =
  | { readonly kind: 'insert'; readonly entity: EntityTarget<ObjectLiteral>; readonly row: ObjectLiteral }
  | { readonly kind: 'insert-many'; readonly entity: EntityTarget<ObjectLiteral>; readonly rows: readonly ObjectLiteral[] }
  | {
      readonly kind: 'update';
      readonly entity: EntityTarget<ObjectLiteral>;
      readonly where: ObjectLiteral;
      readonly set: ObjectLiteral;
    };

/** The columns of an entity class, as a plain row. */
export type Row<Entity> = { [Key in keyof Entity]: Entity[Key] };

/** A new row, every column given. */
export const insert = <Entity extends ObjectLiteral>(entity: new () => Entity, row: Row<Entity>): Write => ({ kind: 'insert', entity, row });

/** New rows of one kind, put in with as few statements as the database allows. */
export const insertMany = <Entity extends ObjectLiteral>(entity: new () => Entity, rows: readonly Row<Entity>[]): Write => ({
  kind: 'insert-many',
  entity,
  rows,
});

/** A change of the rows that have all the values of `where`; null there finds those without a value. */
export const update = <Entity extends ObjectLiteral>(entity: new () => Entity, where: Partial<Row<Entity>>, set: Partial<Row<Entity>>): Write => ({
  kind: 'update',
  entity,
  where,
  set,
});
