import type { ErpContext } from '../business/index.ts';
import type { Table } from '../tables/index.ts';
import type { Routine } from './routine.ts';

/** A field's value from a request: decimals as exact texts, GUIDs in lower case, enumerations as stored members. */
export type BodyValue = string | number | boolean;

/** A checked request body: known fields with values of their types, and parts to be inserted with their parent. */
export interface Body {
  readonly values: Readonly<Record<string, BodyValue>>;
  readonly parts: Readonly<Record<string, readonly Body[]>>;
  /** What the address fixes, by field: the parent it steps from, and the key of the entity that is changed. */
  readonly address: Readonly<Record<string, BodyValue>>;
}

/**
 * How an entity set is written. Every function runs inside the request's transaction, after the rights on
 * `table` were checked, and throws AppError in Business Central's words when a rule says no.
 */
export interface EntityWrites {
  /** The table whose insert, modify and delete rights are asked for. */
  readonly table: Table;
  /** Where the set shows records of a second table too: that table, and the bodies that make a record there. */
  readonly second?: { readonly table: Table; readonly isMadeBy: (body: Body) => boolean };
  /** The routine that inserts on the user's behalf: rights on it are asked for instead, and she must be able to read what came of it. */
  readonly insertsBy?: Routine;
  /**
   * The record that the entity is a part of, where there is no record of its own (a dimension set line): every
   * write counts as a change of that one, and its modify right is asked for instead.
   */
  readonly partOf?: (erp: ErpContext, address: Body['address']) => { readonly table: Table; readonly systemId: string };
  /** Fields that may be given; others are refused as read-only. */
  readonly accepts: readonly string[];
  /** Fields that may be given on POST only. */
  readonly acceptsOnInsert?: readonly string[];
  /** Navigations whose entities may be given with their parent on POST. */
  readonly deepInserts?: readonly string[];
  /** Creates the record and answers its SystemId, or whatever the set's key is. */
  readonly insert?: (erp: ErpContext, body: Body) => string;
  /** Changes the record with that SystemId. */
  readonly modify?: (erp: ErpContext, systemId: string, body: Body) => void;
  /** Deletes the record with that SystemId. */
  readonly remove?: (erp: ErpContext, systemId: string, address: Body['address']) => void;
}
