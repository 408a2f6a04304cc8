import type { EntitySet, Route } from './entity-set.ts';
import type { EntitySetRegistry } from './entity-set-registry.ts';
import type { Field } from './field.ts';

const quoted = (text: string): string =>
  `"${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')}"`;

const bool = (value: boolean): string => (value ? 'true' : 'false');

const annotation = (term: string, value: boolean): string => `<Annotation Term="${term}" Bool="${bool(value)}"/>`;

const propertyXml = (set: EntitySet, name: string, field: Field): string => {
  const facets = field.type === 'Edm.Decimal' ? ' Scale="Variable"' : field.length === undefined ? '' : ` MaxLength="${field.length}"`;
  const isWritable = set.writes?.accepts.includes(name) === true || set.writes?.acceptsOnInsert?.includes(name) === true;
  const computed = isWritable ? '' : annotation('Org.OData.Core.V1.Computed', true);
  const annotations = `${computed}${field.isOutsiders ? annotation('SmartAgents.V1.OutsiderText', true) : ''}`;
  const nullable = name === set.key ? ' Nullable="false"' : '';
  return `<Property Name=${quoted(name)} Type="${field.type}"${nullable}${facets}${annotations === '' ? '/>' : `>${annotations}</Property>`}`;
};

const navigationXml = (registry: EntitySetRegistry, route: Route, set: EntitySet): string =>
  Object.entries(set.navigations)
    .filter(([, navigation]) => registry.find(route, navigation.set) !== undefined)
    .map(([name, navigation]) => {
      const type = `Microsoft.NAV.${registry.require(navigation.set).entity}`;
      return `<NavigationProperty Name=${quoted(name)} Type="${navigation.isCollection ? `Collection(${type})` : type}"/>`;
    })
    .join('');

/** A company leads to every other set of the route, as in Business Central's own metadata. */
const companyNavigationXml = (sets: readonly EntitySet[]): string =>
  sets
    .filter(({ name }) => name !== 'companies')
    .map(({ name, entity }) => `<NavigationProperty Name=${quoted(name)} Type="Collection(Microsoft.NAV.${entity})" ContainsTarget="true"/>`)
    .join('');

const entityXml = (registry: EntitySetRegistry, route: Route, set: EntitySet): string => {
  const properties = Object.entries(set.fields).map(([name, field]) => propertyXml(set, name, field));
  const navigations = set.name === 'companies' ? companyNavigationXml(registry.onRoute(route)) : navigationXml(registry, route, set);
  return `<EntityType Name=${quoted(set.entity)}><Key><PropertyRef Name=${quoted(set.key)}/></Key>${properties.join('')}${navigations}</EntityType>`;
};

/** Bound actions of a set, as they are called: `…/salesInvoices({id})/Microsoft.NAV.post`. */
const actionsXml = (set: EntitySet): string =>
  Object.entries(set.actions)
    .map(([name, { parameters = {} }]) => {
      const given = Object.entries(parameters).map(([parameter, { type, length }]) => {
        const facets = length === undefined ? '' : ` MaxLength="${length}"`;
        return `<Parameter Name=${quoted(parameter)} Type="${type}"${facets}/>`;
      });
      const bound = `<Parameter Name="bindingParameter" Type=${quoted(`Microsoft.NAV.${set.entity}`)} Nullable="false"/>`;
      return `<Action Name=${quoted(name)} IsBound="true">${bound}${given.join('')}</Action>`;
    })
    .join('');

const restrictionsXml = (set: EntitySet): string => {
  const record = (term: string, property: string, isAllowed: boolean): string =>
    `<Annotation Term="Org.OData.Capabilities.V1.${term}"><Record><PropertyValue Property="${property}" Bool="${bool(isAllowed)}"/></Record></Annotation>`;
  const idempotent = set.writes?.insert === undefined ? '' : annotation('SmartAgents.V1.SupportsIdempotencyKey', true);
  return [
    record('InsertRestrictions', 'Insertable', set.writes?.insert !== undefined),
    record('UpdateRestrictions', 'Updatable', set.writes?.modify !== undefined),
    record('DeleteRestrictions', 'Deletable', set.writes?.remove !== undefined),
    idempotent,
  ].join('');
};

const setXml = (registry: EntitySetRegistry, route: Route, set: EntitySet): string => {
  const navigations =
    set.name === 'companies'
      ? ''
      : Object.entries(set.navigations)
          .filter(([, navigation]) => registry.find(route, navigation.set) !== undefined)
          .map(([name, navigation]) => `<NavigationPropertyBinding Path=${quoted(name)} Target=${quoted(navigation.set)}/>`)
          .join('');
  return `<EntitySet Name=${quoted(set.name)} EntityType=${quoted(`Microsoft.NAV.${set.entity}`)}>${navigations}${restrictionsXml(set)}</EntitySet>`;
};

/**
 * The `$metadata` document (EDMX, OData 4.0) of one route, from the very definitions that serve it. The
 * container says which of our extensions this server has: `Idempotency-Key` on POST, the flag `@smartAgents.mayBePartial`
 * on answers that were narrowed without a word, and `@smartAgents.outsiderText` on records that hold words of
 * outsiders. The fields such words stand in are marked too.
 */
export const metadataXml = (registry: EntitySetRegistry, route: Route): string => {
  const sets = registry.onRoute(route);
  const types = sets.map((set) => entityXml(registry, route, set)).join('');
  const actions = sets.map(actionsXml).join('');
  const container = sets.map((set) => setXml(registry, route, set)).join('');
  const extensions =
    annotation('SmartAgents.V1.SupportsIdempotencyKey', true) +
    annotation('SmartAgents.V1.FlagsPartialAnswers', true) +
    annotation('SmartAgents.V1.FlagsOutsiderText', true);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>',
    '<Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">',
    types,
    actions,
    `<EntityContainer Name="NAV">${container}${extensions}</EntityContainer>`,
    '</Schema></edmx:DataServices></edmx:Edmx>',
  ].join('');
};

/** The service document of one route: the names of its sets. */
export const serviceDocument = (registry: EntitySetRegistry, address: { readonly route: Route; readonly origin: string }): string =>
  JSON.stringify({
    '@odata.context': `${address.origin}/erp/api/${address.route}/$metadata`,
    value: registry.onRoute(address.route).map(({ name }) => ({ name, kind: 'EntitySet', url: name })),
  });
