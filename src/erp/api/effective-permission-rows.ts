import { sqlText } from '../permissions/index.ts';
import type { EffectiveRights, Level, Right, SecuredObject } from '../permissions/index.ts';
import { effectivePermission, tables } from '../tables/index.ts';

const names: Readonly<Record<Level, string>> = { none: ' ', indirect: 'Indirect', direct: 'Yes' };

const dataRights: readonly Right[] = ['read', 'insert', 'modify', 'delete'];

const { options: types = [] } = effectivePermission.columns.objectType;

/** An id for an object that is the same for everyone and for ever. */
const idOf = ({ type, id }: SecuredObject): string =>
  `${(types.indexOf(type) + 1).toString(16).padStart(8, '0')}-0000-4000-8000-${id.toString(16).padStart(12, '0')}`;

interface Reach {
  readonly securityFilter: string;
  readonly isNarrowed: boolean;
}

/** The security filters that narrow a right, the least restrictive having won: one of them has to show a record. */
const reachOf = (rights: EffectiveRights, object: SecuredObject): Reach => {
  const filtersOf = (right: Right): readonly string[] => {
    const level = rights.level(object, right);
    const rows = level === 'none' ? undefined : rights.rowsOf(object, right, level);
    return rows?.kind === 'filtered' ? rows.filters : [];
  };
  return { securityFilter: filtersOf('read').join(' | '), isNarrowed: dataRights.some((right) => filtersOf(right).length > 0) };
};

const rowOf = (rights: EffectiveRights, object: SecuredObject, name: string): readonly (string | number)[] => {
  const level = (right: Right): string => names[rights.level(object, right)];
  const { securityFilter, isNarrowed } = object.type === 'Table Data' ? reachOf(rights, object) : { securityFilter: '', isNarrowed: false };
  const levels = [...dataRights, 'execute' as const].map(level);
  return [idOf(object), object.type, object.id, name, ...levels, securityFilter, isNarrowed ? 1 : 0];
};

const columns = ['systemId', ...Object.keys(effectivePermission.columns)];

const selectFor = (rights: EffectiveRights): string => {
  const onData = tables.map((table) => rowOf(rights, { type: 'Table Data', id: table.id }, table.name));
  const onOthers = rights.namedObjects().map((object) => rowOf(rights, object, ''));
  const values = columns.map((column, at) => `json_extract(value, '$[${at}]') AS "${column}"`);
  return `SELECT ${values.join(', ')}, 1 AS "systemRowVersion" FROM json_each(${sqlText(JSON.stringify([...onData, ...onOthers]))})`;
};

const known = new WeakMap<EffectiveRights, string>();

/** The rights as a SELECT with the columns of the table: every table's data, and whatever else the user's permission sets name. */
export const effectivePermissionRows = (rights: EffectiveRights): string => {
  const select = known.get(rights) ?? selectFor(rights);
  known.set(rights, select);
  return select;
};
