import type { AssignedSet, Level, PermissionLine, Right, SecuredObject } from './permission-line.ts';

/*
 * Business Central's rules of effective permissions. Within one set: what its include lines give, less what
 * its exclude lines take ("indirect" takes a direct right down to indirect, "direct" takes it away). Across
 * sets: the union, so no set can take away what another gives. SUPER may do everything. Security filters:
 * a row is visible when any grant of the needed level shows it, so the least restrictive filter wins.
 */

const rank: Readonly<Record<Level, number>> = { none: 0, indirect: 1, direct: 2 };

const higher = (one: Level, other: Level): Level => (rank[one] >= rank[other] ? one : other);

/** True if a right that goes as far as `level` is enough where `needed` is asked for. */
export const suffices = (level: Level, needed: Exclude<Level, 'none'>): boolean => rank[level] >= rank[needed];

/** What is left of a granted level after an exclude line. */
export const afterExclusion = (granted: Level, excluded: Level): Level => {
  if (excluded === 'direct') return 'none';
  return excluded === 'indirect' && granted === 'direct' ? 'indirect' : granted;
};

/** True for a line about this object, or about all objects of its type. */
export const concerns = (line: PermissionLine, object: SecuredObject): boolean =>
  line.objectType === object.type && (line.objectId === 0 || line.objectId === object.id);

/** True if one of the sets is SUPER, which needs no lines. */
export const isSuper = (sets: readonly AssignedSet[]): boolean => sets.some((set) => set.roleId === 'SUPER');

/** One include line's worth for an object and right, after the exclude lines of the same set. */
export interface Grant {
  readonly level: Level;
  readonly securityFilter: string;
}

/** The grants that one set gives. */
export const grantsOf = (set: AssignedSet, object: SecuredObject, right: Right): readonly Grant[] => {
  const lines = set.lines.filter((line) => concerns(line, object));
  const excluded = lines.filter((line) => line.kind === 'exclude').reduce<Level>((level, line) => higher(level, line.levels[right]), 'none');
  return lines
    .filter((line) => line.kind === 'include')
    .map((line) => ({ level: afterExclusion(line.levels[right], excluded), securityFilter: line.securityFilter.trim() }))
    .filter((grant) => grant.level !== 'none');
};

/** How far a right on an object goes for someone with these sets. */
export const levelOf = (sets: readonly AssignedSet[], object: SecuredObject, right: Right): Level =>
  isSuper(sets) ? 'direct' : sets.flatMap((set) => grantsOf(set, object, right)).reduce<Level>((level, grant) => higher(level, grant.level), 'none');

/** Which right on which table data is asked for, and how direct it must be. */
export interface AccessNeed {
  readonly object: SecuredObject;
  readonly right: Right;
  readonly level: Exclude<Level, 'none'>;
}

/** Which rows of a table a need reaches: all, none, or those that any of some security filters shows. */
export type RowScope = { readonly kind: 'all' } | { readonly kind: 'none' } | { readonly kind: 'filtered'; readonly filters: readonly string[] };

/** The rows that these sets open for a need. */
export const rowScopeOf = (sets: readonly AssignedSet[], need: AccessNeed): RowScope => {
  if (isSuper(sets)) return { kind: 'all' };
  const grants = sets.flatMap((set) => grantsOf(set, need.object, need.right)).filter((grant) => suffices(grant.level, need.level));
  if (grants.length === 0) return { kind: 'none' };
  if (grants.some((grant) => grant.securityFilter === '')) return { kind: 'all' };
  return { kind: 'filtered', filters: [...new Set(grants.map((grant) => grant.securityFilter))].sort() };
};
