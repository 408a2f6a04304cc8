import { entitySets } from '../../../../src/erp/api/index.ts';
import type { EntitySet } from '../../../../src/erp/api/entity-set.ts';
import type { InProcessErp } from '../in-process-erp.ts';
import type { Draw } from './draw.ts';

/** An entity as JSON. */
export type Entity = Readonly<Record<string, unknown>>;

/** The address of a set's list. */
export const addressOf = (erp: InProcessErp, set: EntitySet): string =>
  set.name === 'companies' ? `${set.route}/companies` : `${set.route}/${erp.company}/${set.name}`;

/** Where a set is listed: its path, the filter without which it is not, and the way to it from one parent where it has any. */
export interface SetAddress {
  readonly path: string;
  readonly filter: string;
  readonly fromParent?: string;
}

const noId = '00000000-0000-0000-0000-000000000000';

/** What the owner sees of a set: where values for filters and keys for addresses come from. */
export class Samples {
  readonly #known = new Map<EntitySet, readonly Entity[]>();

  constructor(private readonly erp: InProcessErp) {}

  /** The address of a set, with what it needs to be listed: lines are listed for a document, its own kind or another. */
  address(set: EntitySet, draw: Draw): SetAddress {
    const parents = this.#parentsOf(set);
    if (set.needs === undefined || parents.length === 0) return { path: addressOf(this.erp, set), filter: '' };
    const parent = draw.oneOf(parents);
    return this.#under(set, parent, draw.anyOf(this.of(parent)));
  }

  /** Some entities of the set: if it hangs on parents, of the first that has any. */
  of(set: EntitySet): readonly Entity[] {
    const known = this.#known.get(set);
    if (known !== undefined) return known;
    const found = set.needs === undefined ? this.#list(addressOf(this.erp, set)) : this.#hanging(set);
    this.#known.set(set, found);
    return found;
  }

  #parentsOf({ navigations, needs }: EntitySet): readonly EntitySet[] {
    return Object.values(navigations).flatMap(({ from, set }) => (from === needs?.field ? [entitySets.require(set)] : []));
  }

  #under(set: EntitySet, parent: EntitySet, entity: Entity | undefined): SetAddress {
    const value = entity?.[parent.key];
    const id = typeof value === 'string' || typeof value === 'number' ? String(value) : noId;
    const fromParent = set.name in parent.navigations ? { fromParent: `${addressOf(this.erp, parent)}(${id})/${set.name}` } : {};
    return { path: addressOf(this.erp, set), filter: `${set.needs?.field ?? ''} eq ${id}`, ...fromParent };
  }

  #hanging(set: EntitySet): readonly Entity[] {
    for (const parent of this.#parentsOf(set)) {
      for (const entity of this.of(parent).slice(0, 30)) {
        const { path, filter } = this.#under(set, parent, entity);
        const found = this.#list(`${path}?$filter=${filter}`);
        if (found.length > 0) return found;
      }
    }
    return [];
  }

  #list(url: string): readonly Entity[] {
    const answer = this.erp.answer(2, 'GET', url);
    if (answer.status !== 200) throw new Error(`${url}: ${answer.body}`);
    return (JSON.parse(answer.body) as { value: Entity[] }).value;
  }
}

/** The key of an entity as addresses write it; of none, the key of no record. */
export const keyOf = (set: EntitySet, entity: Entity | undefined): string => {
  const key = entity?.[set.key];
  return typeof key === 'string' || typeof key === 'number' ? String(key) : noId;
};

const literal = (set: EntitySet, name: string, value: unknown): string => {
  const type = set.fields[name]?.type;
  return type === 'Edm.String' ? `'${String(value).replaceAll("'", "''")}'` : String(value);
};

/** A condition on a field of the set with a value that some entity has, whoever may see that entity. */
export const drawCondition = (draw: Draw, set: EntitySet, samples: Samples): string => {
  const name = draw.oneOf(Object.keys(set.fields));
  const found = draw.anyOf(samples.of(set));
  const value = literal(set, name, found?.[name] ?? '');
  const field = set.fields[name];
  if (name === set.asOf) return `${name} eq 2026-10-01`;
  const isText = field?.type === 'Edm.String' && field.members === undefined;
  if (isText && draw.tenths(3)) return `${draw.oneOf(['contains', 'startswith', 'endswith'])}(${name},${value})`;
  if (draw.tenths(2)) return `${name} in (${value},${literal(set, name, draw.anyOf(samples.of(set))?.[name] ?? '')})`;
  const isOrdered = field?.members === undefined && field?.type !== 'Edm.Boolean';
  return `${name} ${draw.oneOf(isOrdered ? ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] : ['eq', 'ne'])} ${value}`;
};

const drawFilter = (draw: Draw, set: EntitySet, samples: Samples): string => {
  const first = drawCondition(draw, set, samples);
  if (draw.tenths(3)) return `${first} and ${draw.tenths(3) ? 'not ' : ''}(${drawCondition(draw, set, samples)})`;
  return draw.tenths(1) ? `not (${first})` : first;
};

const drawExpand = (draw: Draw, set: EntitySet, depth: number): string => {
  const name = draw.oneOf(Object.keys(set.navigations));
  const target = entitySets.require(set.navigations[name]?.set ?? '');
  const options = [
    ...(draw.tenths(2) ? ['$count=true'] : []),
    ...(draw.tenths(2) ? [`$orderby=${draw.oneOf(Object.keys(target.fields))} desc`] : []),
    ...(draw.tenths(2) ? ['$top=2'] : []),
    ...(depth < 2 && Object.keys(target.navigations).length > 0 && draw.tenths(3) ? [`$expand=${drawExpand(draw, target, depth + 1)}`] : []),
  ];
  return options.length === 0 ? name : `${name}(${options.join(';')})`;
};

/** The options of a read, every kind of them, understood by the server. */
export const drawOptions = (draw: Draw, set: EntitySet, given: { readonly samples: Samples; readonly filter: string }): string => {
  const fields = Object.keys(set.fields);
  const filters = [given.filter, draw.tenths(6) ? drawFilter(draw, set, given.samples) : ''].filter((one) => one !== '');
  const options = [
    ...(filters.length > 0 ? [`$filter=${encodeURIComponent(filters.join(' and '))}`] : []),
    ...(draw.tenths(3) ? [`$orderby=${draw.oneOf(fields)}${draw.tenths(5) ? ' desc' : ''}`] : []),
    ...(draw.tenths(3) ? [`$select=${[set.key, draw.oneOf(fields), draw.oneOf(fields)].join(',')}`] : []),
    ...(draw.tenths(2) ? [`$top=${draw.below(9)}`] : []),
    ...(draw.tenths(1) ? [`$skip=${draw.below(9)}`] : []),
    ...(draw.tenths(4) ? ['$count=true'] : []),
    ...(Object.keys(set.navigations).length > 0 && draw.tenths(4) ? [`$expand=${drawExpand(draw, set, 0)}`] : []),
  ];
  return options.length === 0 ? '' : `?${options.join('&')}`;
};

/** The address of a read: a list, its count, one record by its key, or a way from it. */
export const drawRead = (draw: Draw, set: EntitySet, samples: Samples): string => {
  const { path, filter, fromParent } = samples.address(set, draw);
  const kind = draw.below(10);
  const found = draw.anyOf(samples.of(set));
  if (kind < 6 || found === undefined) return `${path}${drawOptions(draw, set, { samples, filter })}`;
  if (kind === 6)
    return `${path}/$count${filter === '' && draw.tenths(5) ? '' : `?$filter=${filter === '' ? drawCondition(draw, set, samples) : filter}`}`;
  const hasManyParents = set.sources.some(({ parent }) => parent !== undefined);
  const one = `${hasManyParents ? (fromParent ?? path) : path}(${keyOf(set, found)})`;
  const navigation = draw.anyOf(Object.keys(set.navigations));
  if (kind < 9 || navigation === undefined) return navigation !== undefined && draw.tenths(3) ? `${one}?$expand=${drawExpand(draw, set, 0)}` : one;
  return `${one}/${navigation}`;
};
