import type { UserView } from '../../contracts/admin.ts';
import { erasedName, type Person, type Subjects } from '../subjects/index.ts';

/** The people of a tenant, by object id and by random id. */
export interface Directory {
  readonly oids: ReadonlySet<string>;
  readonly subjectOf: (oid: string) => string;
  readonly oidOf: (subjectId: string) => string | null;
}

/** The people of a tenant an agent can be shared with: everyone the records know. */
export class People {
  constructor(private readonly subjects: Subjects) {}

  /** Everyone, by name. */
  async list(tenantId: string): Promise<readonly UserView[]> {
    const people = await this.subjects.people(tenantId);
    return people
      .map(({ oid, displayName, email }) => ({ oid, displayName, email }))
      .sort((one, other) => one.displayName.localeCompare(other.displayName) || one.oid.localeCompare(other.oid));
  }

  /** Finds a person's random id by her object id, and back; people who were erased are all one. */
  async directory(tenantId: string): Promise<Directory> {
    const people: readonly Person[] = await this.subjects.people(tenantId);
    const ids = new Map<string, string>();
    for (const person of people) ids.set(person.oid, (await this.subjects.of(person)).id);
    const oids = new Map([...ids].map(([oid, id]) => [id, oid]));
    return { oids: new Set(ids.keys()), subjectOf: (oid) => ids.get(oid) ?? erasedName, oidOf: (subjectId) => oids.get(subjectId) ?? null };
  }
}
