import type { ErpContext } from '../business/index.ts';
import type { EffectiveRights, Right } from '../permissions/index.ts';
import type { Table } from '../tables/index.ts';
import type { ValueType } from './read-body.ts';
import type { BodyValue } from './write-context.ts';

/** The routine an action runs: the user needs the execute right on it. */
export interface Codeunit {
  readonly id: number;
  readonly name: string;
}

/** A table that a routine writes or reads on the user's behalf: an indirect right is enough, none is too little. */
export interface Touched {
  readonly table: Table;
  readonly rights: readonly Right[];
}

/** The record that came of an action, where there is a new one: the answer's Location. */
export interface ActionResult {
  readonly set: string;
  readonly systemId: string;
}

/** A bound action, `POST …/salesInvoices({id})/Microsoft.NAV.post`: the whole of it happens in one transaction, or nothing. */
export interface BoundAction {
  readonly codeunit: Codeunit;
  readonly touches: readonly Touched[];
  /** Further tables, where it depends on the record which ones. */
  readonly touchesMore?: (erp: ErpContext, systemId: string) => readonly Touched[];
  /** What the body may hold; nothing unless said. */
  readonly parameters?: Readonly<Record<string, ValueType>>;
  /** Does it to the record with that SystemId, which the user may read. Throws AppError in Business Central's words. */
  readonly run: (erp: ErpContext, systemId: string, parameters: Readonly<Record<string, BodyValue>>) => ActionResult | undefined;
}

/** An action's parameter that is a text of at most that many characters. */
export const textParameter = (length: number): ValueType => ({ type: 'Edm.String', length, members: undefined });

/** Throws PermissionDenied unless the routine may be run and every table it touches is open to it at least indirectly. */
export const requireAction = (rights: EffectiveRights, action: BoundAction, at: { readonly erp: ErpContext; readonly systemId: string }): void => {
  rights.requireObject({ type: 'Codeunit', id: action.codeunit.id }, action.codeunit.name);
  const touched = [...action.touches, ...(action.touchesMore?.(at.erp, at.systemId) ?? [])];
  for (const { table, rights: needed } of touched) for (const right of needed) rights.requireTable(table, right, 'indirect');
};
