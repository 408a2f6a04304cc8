import { emptyQuery, parseResourcePath } from '../../odata/index.ts';
import type { Literal, PathSegment } from '../../odata/index.ts';
import type { EntitySet, Route } from './entity-set.ts';
import { routes } from './entity-set.ts';
import type { EntitySetRegistry } from './entity-set-registry.ts';
import { badRequest, ErpError, noSuchRecord, noSuchResource } from './erp-error.ts';
import type { Caller, OpenCompany } from './erp-tenant.ts';
import { planRead } from './read-plan.ts';
import type { Restriction } from './read-plan.ts';
import { readRows, rowLayout } from './read-rows.ts';
import type { SqlScope } from './sql-scope.ts';

/** What an address leads to. */
export interface Resource {
  readonly route: Route;
  readonly set: EntitySet;
  readonly scope: SqlScope;
  readonly company: OpenCompany | undefined;
  /** The rows the address narrows to: a key, a step from a parent. */
  readonly restrictions: readonly Restriction[];
  /** `one` entity by key or single navigation, the `list`, or the `count` of the list. */
  readonly kind: 'one' | 'list' | 'count';
  /** The key or address part that names the entity in "does not exist". */
  readonly label: string;
  /** The address behind `$metadata#`. */
  readonly context: string;
  /** A bound action's name without its namespace. */
  readonly action: string | undefined;
}

/** Finds the route that a path starts with; the rest is what follows it. */
export const splitRoute = (path: string): { readonly route: Route; readonly rest: string } => {
  const route = routes.find((prefix) => path === prefix || path.startsWith(`${prefix}/`));
  if (route === undefined) throw noSuchResource(path.split('/')[0] ?? '');
  return { route, rest: path.slice(route.length + 1).replace(/\/$/, '') };
};

const keyValue = (set: EntitySet, segment: PathSegment): Restriction => {
  const value: Literal | undefined = segment.key?.value;
  const isNamedWrong = segment.key?.name !== undefined && segment.key.name !== set.key;
  const type = set.fields[set.key]?.type;
  if (!isNamedWrong && value?.kind === 'guid' && type === 'Edm.Guid') return { field: set.key, values: [value.value] };
  if (!isNamedWrong && value?.kind === 'number' && type === 'Edm.Int32' && /^-?\d{1,10}$/.test(value.value)) {
    return { field: set.key, values: [Number(value.value)] };
  }
  throw badRequest(`The key of '${set.name}' must be its field '${set.key}' as ${type ?? 'Edm.Guid'}.`, 'BadRequest_NotFound');
};

const companyOf = (caller: Caller, segment: PathSegment): OpenCompany => {
  const value = segment.key?.value;
  const found = caller.tenant.companiesOf(caller.user).find((one) => value?.kind === 'guid' && one.systemId === value.value);
  if (found === undefined) throw new ErpError(404, 'Internal_CompanyNotFound', 'The company does not exist, or you have no access to it.');
  return found;
};

const labelOf = (restrictions: readonly Restriction[]): string =>
  restrictions.map(({ field, values }) => `${field}='${values.join(',')}'`).join(', ');

/** The value of one field of the single entity that a resource leads to; 404 if it is not there for the caller. */
const linkValue = (caller: Caller, resource: Resource, field: string): string | number => {
  const query = { ...emptyQuery, select: [field] };
  const plan = planRead({ set: resource.set, scope: resource.scope, query, restrictions: resource.restrictions });
  const [row] = readRows(caller.tenant.statements, plan, { skip: 0, take: 1, after: undefined });
  if (row === undefined) throw noSuchRecord(resource.set.caption, resource.label);
  return row[rowLayout(plan).shown] ?? '';
};

const openSet = (resource: Resource, segment: PathSegment, set: EntitySet): Resource => {
  const context = `${resource.context}/${segment.name}`;
  if (segment.key === undefined) return { ...resource, set, restrictions: [], kind: 'list', label: '', context };
  const restrictions = [keyValue(set, segment)];
  return { ...resource, set, restrictions, kind: 'one', label: labelOf(restrictions), context };
};

const step = (registry: EntitySetRegistry, caller: Caller, at: { resource: Resource; segment: PathSegment }): Resource => {
  const { resource, segment } = at;
  if (resource.action !== undefined || resource.kind === 'count') throw noSuchResource(segment.name);
  if (segment.name === '$count' && resource.kind === 'list' && segment.key === undefined) return { ...resource, kind: 'count' };
  if (resource.kind !== 'one') throw noSuchResource(segment.name);
  if (segment.name.startsWith('Microsoft.NAV.') && segment.key === undefined) {
    return { ...resource, action: segment.name.slice('Microsoft.NAV.'.length) };
  }
  const navigation = Object.hasOwn(resource.set.navigations, segment.name) ? resource.set.navigations[segment.name] : undefined;
  if (navigation === undefined) throw noSuchResource(segment.name);
  const parent: Restriction = { field: navigation.to, values: [linkValue(caller, resource, navigation.from)] };
  const context = `${resource.context}(${String(resource.restrictions[0]?.values[0] ?? '')})`;
  const next = openSet({ ...resource, context }, segment, registry.require(navigation.set));
  const restrictions = [parent, ...next.restrictions];
  return { ...next, restrictions, kind: navigation.isCollection ? next.kind : 'one', label: labelOf(restrictions) };
};

/** What the part of an address behind its route leads to, for this caller. Throws the 404 that fits. */
export const resolvePath = (registry: EntitySetRegistry, caller: Caller, address: { readonly route: Route; readonly rest: string }): Resource => {
  const [first, second, ...rest] = parseResourcePath(address.rest);
  const companies = registry.require('companies');
  if (first?.name !== 'companies') throw noSuchResource(first?.name ?? '');
  const root: Resource = {
    route: address.route,
    set: companies,
    scope: caller.tenant.scopeFor(caller.user, undefined),
    company: undefined,
    restrictions: [],
    kind: 'list',
    label: '',
    context: '',
    action: undefined,
  };
  const start: Resource = { ...openSet(root, first, companies), context: 'companies' };
  if (second === undefined) return start;
  if (first.key === undefined) return [second, ...rest].reduce((resource, segment) => step(registry, caller, { resource, segment }), start);
  const company = companyOf(caller, first);
  const set = registry.find(address.route, second.name);
  if (set === undefined || set === companies) throw noSuchResource(second.name);
  const inside: Resource = { ...start, company, scope: caller.tenant.scopeFor(caller.user, company), context: `companies(${company.systemId})` };
  return rest.reduce((resource, segment) => step(registry, caller, { resource, segment }), openSet(inside, second, set));
};
