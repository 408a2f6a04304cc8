/** A set whose entities hold another's as a part, and the part's name. */
export interface Parent {
  readonly set: string;
  readonly part: string;
}

/** An entity set as a `$metadata` document tells of it. */
export interface ServedSet {
  readonly name: string;
  /** The key's property. */
  readonly key: string;
  /** What may be done besides reading: `create`, `modify`, `delete`; null where the document does not say. */
  readonly writes: readonly string[] | null;
  /** Names of its bound actions. */
  readonly actions: readonly string[];
  /** Sets whose entities hold this one's as a part, in the document's order. */
  readonly parents: readonly Parent[];
}

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

/** A type's name without its namespace and without `Collection(…)`. */
const plain = (type: string): string => /([A-Za-z_]\w*)\)?$/.exec(type)?.[1] ?? '';

interface Element {
  readonly tag: string;
  readonly content: string;
}

const elements = (xml: string, name: string): readonly Element[] =>
  [...xml.matchAll(new RegExp(`<${name}\\b([^>]*?)(?:/>|>([\\s\\S]*?)</${name}>)`, 'g'))].map(([, tag = '', content = '']) => ({ tag, content }));

const restrictions = [
  ['create', 'Insertable'],
  ['modify', 'Updatable'],
  ['delete', 'Deletable'],
] as const;

/** The standard annotations of OData's capabilities vocabulary; a server need not have them. */
const writesOf = (content: string): readonly string[] | null => {
  const told = restrictions.map(([write, property]) => ({
    write,
    isAllowed: new RegExp(`Property="${property}" Bool="(\\w+)"`).exec(content)?.[1],
  }));
  return told.every(({ isAllowed }) => isAllowed === undefined)
    ? null
    : told.flatMap(({ write, isAllowed }) => (isAllowed === 'false' ? [] : [write]));
};

/**
 * The entity sets of an EDMX document, companies aside: https://learn.microsoft.com/dynamics365/business-central/dev-itpro/webservices/return-obtain-service-metadata-edmx-document
 */
export const servedSets = (edmx: string): readonly ServedSet[] => {
  const types = elements(edmx, 'EntityType').map(({ tag, content }) => ({
    type: attribute(tag, 'Name'),
    key: attribute(elements(content, 'PropertyRef')[0]?.tag ?? '', 'Name') || 'id',
    parts: elements(content, 'NavigationProperty').filter((part) => attribute(part.tag, 'Type').startsWith('Collection(')),
  }));
  const sets = elements(edmx, 'EntitySet').map(({ tag, content }) => ({
    name: attribute(tag, 'Name'),
    type: plain(attribute(tag, 'EntityType')),
    writes: writesOf(content),
  }));
  const actions = elements(edmx, 'Action').map(({ tag, content }) => ({
    name: attribute(tag, 'Name'),
    type: plain(attribute(elements(content, 'Parameter')[0]?.tag ?? '', 'Type')),
  }));
  const parentsOf = (type: string): readonly Parent[] =>
    sets.flatMap(({ name, type: holder }) => {
      const parts = name === 'companies' ? [] : (types.find((one) => one.type === holder)?.parts ?? []);
      return parts.filter((part) => plain(attribute(part.tag, 'Type')) === type).map((part) => ({ set: name, part: attribute(part.tag, 'Name') }));
    });
  return sets
    .filter(({ name }) => name !== 'companies')
    .map(({ name, type, writes }) => ({
      name,
      key: types.find((one) => one.type === type)?.key ?? 'id',
      writes,
      actions: actions.filter((action) => action.type === type).map((action) => action.name),
      parents: parentsOf(type),
    }));
};
