import type { UserView } from '../../contracts/admin.ts';
import { erasedName, peopleById, type Subjects } from '../subjects/index.ts';

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
    const { oids, subjectOf, personOf } = await peopleById(this.subjects, tenantId);
    return { oids, subjectOf: (oid) => subjectOf(oid) ?? erasedName, oidOf: (subjectId) => personOf(subjectId).oid || null };
  }
}
