import type { ErpContext } from '../business/index.ts';
import type { EffectiveRights, Right } from '../permissions/index.ts';
import type { Table } from '../tables/index.ts';

/** A codeunit: the user needs the execute right on it. */
interface Codeunit {
  readonly id: number;
  readonly name: string;
}

/** A table that a routine writes or reads on the user's behalf: an indirect right is enough, none is too little. */
export interface Touched {
  readonly table: Table;
  readonly rights: readonly Right[];
}

/** A routine that works on tables for the user who may run it. */
export interface Routine {
  readonly codeunit: Codeunit;
  readonly touches: readonly Touched[];
  /** Further tables, where it depends on the record which ones. */
  readonly touchesMore?: (erp: ErpContext, systemId: string) => readonly Touched[];
}

/** Throws PermissionDenied unless the routine may be run and every table it touches is open to it at least indirectly. */
export const requireRoutine = (rights: EffectiveRights, routine: Routine, at?: { readonly erp: ErpContext; readonly systemId: string }): void => {
  rights.requireObject({ type: 'Codeunit', id: routine.codeunit.id }, routine.codeunit.name);
  const touched = [...routine.touches, ...(at === undefined ? [] : (routine.touchesMore?.(at.erp, at.systemId) ?? []))];
  for (const { table, rights: needed } of touched) for (const right of needed) rights.requireTable(table, right, 'indirect');
};
