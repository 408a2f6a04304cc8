import { erasedName, type Subjects } from './subjects.ts';

/** A person as views name her; whoever was erased has no object id. */
export interface NamedPerson {
  readonly oid: string;
  readonly name: string;
}

/** The people of a tenant by object id and by random id. */
export interface PeopleById {
  readonly oids: ReadonlySet<string>;
  /** The random id of a person; undefined for one nobody knows. */
  readonly subjectOf: (oid: string) => string | undefined;
  /** A service that delegates too; whoever was erased is named as such. */
  readonly personOf: (subjectId: string) => NamedPerson;
}

/** Everyone the tenant's records know; only people are found by object id. */
export const peopleById = async (subjects: Subjects, tenantId: string): Promise<PeopleById> => {
  const everyone = await subjects.everyone(tenantId);
  const entries = await Promise.all(everyone.map(async (person) => [person, (await subjects.of(person)).id] as const));
  const bySubject = new Map(entries.map(([{ oid, displayName }, id]) => [id, { oid, name: displayName }]));
  const byOid = new Map(entries.flatMap(([{ oid, kind }, id]) => (kind === 'service' ? [] : [[oid, id]])));
  return {
    oids: new Set(byOid.keys()),
    subjectOf: (oid) => byOid.get(oid),
    personOf: (subjectId) => bySubject.get(subjectId) ?? { oid: '', name: erasedName },
  };
};
