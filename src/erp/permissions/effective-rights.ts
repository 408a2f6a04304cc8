import type { Table } from '../tables/index.ts';
import { objectDenied, tableDenied } from './permission-denied.ts';
import type { AssignedSet, Level, Right, SecuredObject } from './permission-line.ts';
import { levelOf, rowScopeOf, suffices } from './permission-rules.ts';
import type { RowScope } from './permission-rules.ts';
import { securityFilterSql } from './security-filter-sql.ts';

type NeededLevel = Exclude<Level, 'none'>;

/** Which rights on which rows: `read` directly, unless said otherwise. */
export interface RowNeed {
  readonly right?: Right;
  readonly level?: NeededLevel;
}

/** What one user may do in one company, worked out once and remembered until permissions change. */
export class EffectiveRights {
  readonly #levels = new Map<string, Level>();
  readonly #conditions = new Map<string, string | undefined>();

  constructor(private readonly sets: readonly AssignedSet[]) {}

  /** How far a right goes. */
  level(object: SecuredObject, right: Right): Level {
    const key = `${object.type} ${object.id} ${right}`;
    const known = this.#levels.get(key);
    if (known !== undefined) return known;
    const level = levelOf(this.sets, object, right);
    this.#levels.set(key, level);
    return level;
  }

  /** True if the right on the table's data goes far enough. */
  allows(table: Table, right: Right, needed: NeededLevel = 'direct'): boolean {
    return suffices(this.level({ type: 'Table Data', id: table.id }, right), needed);
  }

  /** Throws PermissionDenied, in Business Central's words, unless the right on the table's data goes far enough. */
  requireTable(table: Table, right: Right, needed: NeededLevel = 'direct'): void {
    if (!this.allows(table, right, needed)) throw tableDenied(table, right);
  }

  /** Throws PermissionDenied unless the object may be run. */
  requireObject(object: SecuredObject, name: string): void {
    if (this.level(object, 'execute') === 'none') throw objectDenied(object, name);
  }

  /** The objects that the user's permission sets name, table data left out; id 0 stands for all of a type. */
  namedObjects(): readonly SecuredObject[] {
    const lines = this.sets.flatMap((set) => set.lines).filter(({ objectType }) => objectType !== 'Table Data');
    const named = new Map(lines.map(({ objectType, objectId }) => [`${objectType} ${objectId}`, { type: objectType, id: objectId }]));
    return [...named.values()];
  }

  /** Which rows of a table's data a right reaches at a level. */
  rowsOf(object: SecuredObject, right: Right, level: NeededLevel): RowScope {
    return rowScopeOf(this.sets, { object, right, level });
  }

  /** The SQL condition on `alias` for the rows that are open, or undefined if that is all of them. No right opens no row. */
  rowCondition(table: Table, alias: string, need: RowNeed = {}): string | undefined {
    const { right = 'read', level = 'direct' } = need;
    const key = `${table.id} ${alias} ${right} ${level}`;
    if (this.#conditions.has(key)) return this.#conditions.get(key);
    const scope = this.rowsOf({ type: 'Table Data', id: table.id }, right, level);
    const condition = scope.kind === 'all' ? undefined : securityFilterSql(table, alias, scope.kind === 'none' ? [] : scope.filters);
    this.#conditions.set(key, condition);
    return condition;
  }
}
