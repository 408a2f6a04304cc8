import { filterFields, filterToSql } from '../../odata/index.ts';
import type { Filter, ODataQuery, OrderTerm, SqlFragment, SqlValue } from '../../odata/index.ts';
import { tableDenied } from '../permissions/index.ts';
import { blankGuid } from '../tables/index.ts';
import type { EntitySet, Source } from './entity-set.ts';
import { fieldsIn } from './entity-set.ts';
import { chooseDay } from './choose-day.ts';
import { badRequest } from './erp-error.ts';
import type { Field } from './field.ts';
import { row } from './field.ts';
import type { Stored } from './json-writer.ts';
import { noSuchField, ScopedColumns } from './sql-columns.ts';
import { takePeriod } from './take-period.ts';
import { visibleRows } from './sql-scope.ts';
import type { SqlScope } from './sql-scope.ts';

/** "This field equals one of these": a key, or a step from a parent. */
export interface Restriction {
  readonly field: string;
  readonly values: readonly Stored[];
}

/** What is to be read from one entity set, by whom. */
export interface ReadRequest {
  readonly set: EntitySet;
  readonly scope: SqlScope;
  readonly query: ODataQuery;
  readonly restrictions: readonly Restriction[];
  /** The set that is expanded: rows that hang on other tables' records cannot be its entities' parts. */
  readonly expanded?: EntitySet;
}

/** A read that is allowed and understood: which fields, in which order, from which sources. */
export interface ReadPlan extends ReadRequest {
  /** Names of the fields that are shown. */
  readonly shown: readonly string[];
  /** Names of further fields that are fetched for navigation. */
  readonly fetched: readonly string[];
  readonly order: readonly OrderTerm[];
  readonly sources: readonly Source[];
  /** What is left of the filter when equalities that became restrictions are taken out. */
  readonly filter: Filter | undefined;
  /** True if sums or looked-up values were narrowed without a word. */
  readonly areValuesPartial: boolean;
  /** True if rows or values were narrowed without a word. */
  readonly isPartial: boolean;
}

const fieldOf = (set: EntitySet, name: string): Field => {
  const field = Object.hasOwn(set.fields, name) ? set.fields[name] : undefined;
  if (field === undefined) throw noSuchField(name, set.entity);
  return field;
};

const isOpen = (scope: SqlScope, source: Source): boolean =>
  source.isCallersOwn === true ||
  (scope.rights.allows(source.table, 'read', source.reach ?? 'direct') &&
    (source.header === undefined || scope.rights.allows(source.header.table, 'read')) &&
    (source.parent === undefined || scope.rights.allows(source.parent.table, 'read')));

/** Where there are several sources, those that may not be read are left out without a word, as Business Central does for sales documents. */
const openSources = ({ set, scope, expanded }: ReadRequest): readonly Source[] => {
  const asked = set.sources.filter(({ parent }) => parent === undefined || expanded?.sources.some(({ table }) => table === parent.table) !== false);
  const open = asked.filter((source) => isOpen(scope, source));
  const [first] = asked;
  if (open.length > 0 || first === undefined) return open;
  const isHeaderClosed = first.header !== undefined && scope.rights.allows(first.table, 'read', first.reach ?? 'direct');
  throw tableDenied(isHeaderClosed && first.header ? first.header.table : first.table, 'read');
};

/** What hangs on a parent is asked for on the way from one that is seen; where only a filter names it, it may be hidden. */
const isParentSeen = ({ set, restrictions }: ReadRequest): boolean => restrictions.some(({ field }) => field === set.needs?.field);

const isNarrowed = (request: ReadRequest, source: Source): boolean => {
  const { rights } = request.scope;
  if (source.isCallersOwn === true) return false;
  if (rights.rowCondition(source.table, row, { level: source.reach ?? 'direct' }) !== undefined) return true;
  if (source.header !== undefined && rights.rowCondition(source.header.table, 'h') !== undefined) return true;
  return source.parent !== undefined && !isParentSeen(request) && rights.rowCondition(source.parent.table, 'p') !== undefined;
};

const checkFieldRights = (scope: SqlScope, fields: readonly Field[]): boolean => {
  let isPartial = false;
  for (const table of new Set(fields.flatMap((field) => field.reads))) {
    scope.rights.requireTable(table, 'read', 'indirect');
    isPartial ||= scope.rights.rowCondition(table, 'f', { level: 'indirect' }) !== undefined;
  }
  return isPartial;
};

const fieldsFor = (set: EntitySet, source: Source, names: readonly string[]): readonly Field[] => {
  const fields = fieldsIn(set, source);
  return [...new Set(names)].flatMap((name) => fields[name] ?? []);
};

const asRestriction = (set: EntitySet, part: Filter): Restriction | undefined => {
  if (part.kind !== 'compare' || part.operator !== 'eq' || part.target.kind !== 'field' || part.value.kind !== 'guid') return undefined;
  // The blank id is that of no record: its rows are those without a related one, and no index knows them.
  if (part.value.value === blankGuid) return undefined;
  const { name } = part.target;
  return fieldOf(set, name).via === undefined && name !== set.needs?.field ? undefined : { field: name, values: [part.value.value] };
};

/** Takes equalities on related records' ids out of the filter, because as restrictions they find rows by index. */
const split = (set: EntitySet, filter: Filter | undefined): { filter: Filter | undefined; restrictions: Restriction[] } => {
  const parts = filter === undefined ? [] : filter.kind === 'and' ? filter.operands : [filter];
  const rest: Filter[] = [];
  const restrictions: Restriction[] = [];
  for (const part of parts) {
    const restriction = asRestriction(set, part);
    if (restriction === undefined) rest.push(part);
    else restrictions.push(restriction);
  }
  const [first] = rest;
  return { filter: rest.length > 1 ? { kind: 'and', operands: rest } : first, restrictions };
};

/** A key is enough where it names one row; what hangs on parents has the same key under each of them. */
const checkParent = ({ needs, key, sources }: EntitySet, restrictions: readonly Restriction[]): void => {
  const isKeyEnough = sources.every(({ parent }) => parent === undefined);
  if (needs === undefined || restrictions.some(({ field }) => field === needs.field || (isKeyEnough && field === key))) return;
  throw badRequest(needs.message, 'Application_DialogException');
};

/** Closed sources leave something out, except those of other parents than the one that is seen. */
const isMissing = (request: ReadRequest, sources: readonly Source[]): boolean =>
  sources.length < request.set.sources.length && !(isParentSeen(request) && request.set.sources.every(({ parent }) => parent !== undefined));

/** The plan for a read. Throws PermissionDenied, ODataError or ErpError when it is not allowed or not understood. */
export const planRead = (request: ReadRequest): ReadPlan => {
  const { set, query } = request;
  const sources = openSources(request);
  const { scope: ofDay, filter: asked } = chooseDay(request);
  const { rest, period } = takePeriod(set, asked);
  const scope = period === undefined ? ofDay : { ...ofDay, period };
  const { filter, restrictions: found } = split(set, rest);
  const restrictions = [...request.restrictions, ...found];
  checkParent(set, restrictions);
  const shown = query.select ?? Object.keys(set.fields);
  const seen = new Set<string>();
  const tieBreakers = set.order.map((field): OrderTerm => ({ field, direction: 'asc' }));
  const order = [...query.orderBy, ...tieBreakers].filter(({ field }) => !seen.has(field) && seen.add(field));
  const fetched = query.expand.flatMap(({ navigation }) => set.navigations[navigation]?.from ?? []);
  const named = [...shown, ...order.map(({ field }) => field), ...fetched, ...(filter === undefined ? [] : filterFields(filter))];
  for (const name of named) fieldOf(set, name);
  const areValuesPartial = checkFieldRights(
    scope,
    sources.flatMap((source) => fieldsFor(set, source, named)),
  );
  const isPartial = areValuesPartial || isMissing(request, sources) || sources.some((source) => isNarrowed(request, source));
  return { ...request, scope, shown, fetched, order, sources, filter, restrictions, areValuesPartial, isPartial };
};

const places = (values: readonly Stored[]): string => values.map(() => '?').join(', ');

/** The condition for the rows of a source whose field has one of the values; related records are found by index. */
export const restrictionSql = (plan: Pick<ReadPlan, 'set' | 'scope'>, source: Source, { field: name, values }: Restriction): SqlFragment => {
  const field = fieldsIn(plan.set, source)[name] ?? fieldOf(plan.set, name);
  const { via } = field;
  if (via === undefined) return { sql: `${field.sql(plan.scope)} IN (${places(values)})`, parameters: values };
  const theirs = Object.keys(via.link).map((column) => `x."${column}"`);
  const ours = Object.values(via.link).map((column) => `${row}."${column}"`);
  const found = `SELECT ${theirs.join(', ')} FROM "${via.table.sqlName}" x WHERE x."company" = ${plan.scope.company} AND x."${via.name}" IN (${places(values)})`;
  return { sql: `${ours.length === 1 ? ours.join('') : `(${ours.join(', ')})`} IN (${found})`, parameters: values };
};

const headerSql = (scope: SqlScope, source: Source): string | undefined => {
  const { header } = source;
  if (header === undefined || scope.rights.rowCondition(header.table, 'h') === undefined) return undefined;
  const link = Object.entries(header.link).map(([theirs, ours]) => `h."${theirs}" = ${row}."${ours}"`);
  const visible = visibleRows(scope, header.table, { alias: 'h', reach: 'direct' });
  return `EXISTS (SELECT 1 FROM "${header.table.sqlName}" h WHERE ${[visible, ...link].join(' AND ')})`;
};

const parentSql = (scope: SqlScope, { parent }: Source): string | undefined =>
  parent && visibleRows(scope, parent.table, { alias: 'p', reach: 'direct' });

/** The condition for the rows of one source that the plan reads, with its parameters. */
export const whereSql = (plan: ReadPlan, source: Source): SqlFragment => {
  const { scope } = plan;
  const conditions = source.isCallersOwn === true ? [] : [visibleRows(scope, source.table, { alias: row, reach: source.reach ?? 'direct' })];
  const parameters: SqlValue[] = [];
  const own = source.condition?.(scope);
  const header = headerSql(scope, source);
  conditions.push(...[own, header, parentSql(scope, source)].filter((condition) => condition !== undefined));
  const columns = new ScopedColumns(plan.set.entity, fieldsIn(plan.set, source), scope);
  const fragments = plan.restrictions.map((restriction) => restrictionSql(plan, source, restriction));
  if (plan.filter !== undefined) fragments.push(filterToSql(plan.filter, { columns, dialect: 'sqlite' }));
  for (const fragment of fragments) {
    conditions.push(fragment.sql);
    parameters.push(...fragment.parameters);
  }
  return { sql: conditions.join(' AND '), parameters };
};
