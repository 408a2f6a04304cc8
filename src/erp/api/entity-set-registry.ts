import type { EntitySet, Route } from './entity-set.ts';

/** All entity sets that are served, by name. Names are unique across routes. */
export class EntitySetRegistry {
  readonly #sets: ReadonlyMap<string, EntitySet>;

  constructor(readonly all: readonly EntitySet[]) {
    this.#sets = new Map(all.map((set) => [set.name, set]));
    if (this.#sets.size < all.length) throw new Error('Two entity sets have the same name');
    for (const set of all) {
      for (const [name, navigation] of Object.entries(set.navigations)) {
        const target = this.#sets.get(navigation.set);
        if (!target?.fields[navigation.to] || !set.fields[navigation.from]) throw new Error(`${set.name}.${name} leads nowhere`);
      }
    }
  }

  /** The set of that name, whatever its route. */
  require(name: string): EntitySet {
    const set = this.#sets.get(name);
    if (set === undefined) throw new Error(`There is no entity set ${name}`);
    return set;
  }

  /** The set of that name on a route, or undefined. `companies` is on every route. */
  find(route: Route, name: string): EntitySet | undefined {
    const set = this.#sets.get(name);
    return set?.route === route || set?.name === 'companies' ? set : undefined;
  }

  /** The sets of a route. */
  onRoute(route: Route): readonly EntitySet[] {
    return this.all.filter((set) => this.find(route, set.name) === set);
  }
}
