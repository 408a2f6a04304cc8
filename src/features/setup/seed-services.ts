import type { Write } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { delegationByService, type DelegationTerms, type GivingServiceIds } from '../delegations/index.ts';
import { asSubject, newServiceWrite } from '../service-principals/index.ts';
import type { Person, Subjects } from '../subjects/index.ts';

/** A service that delegates, as a tenant starts with it. */
export interface ServiceSeed {
  readonly name: string;
  readonly clientId: string;
  readonly secret: string;
  readonly ownerOid: string;
}

/** What a service has given to an agent, as a tenant starts with it. */
export interface DelegationSeed {
  /** Client id of the service. */
  readonly by: string;
  /** Name of the agent. */
  readonly to: string;
  readonly workflow: string;
  readonly reason: string;
  readonly days: number;
  readonly terms: DelegationTerms;
}

/** A service that was made, able to give. */
export interface SeededService extends GivingServiceIds {
  readonly clientId: string;
  readonly write: Write;
}

interface Parts {
  readonly subjects: Subjects;
  readonly ids: IdSource;
  readonly serviceBox?: SecretBox;
}

/** The services a tenant starts with, active. */
export const seededServices = async (
  { subjects, ids, serviceBox }: Parts,
  seed: { readonly tenantId: string; readonly people: readonly Person[]; readonly services: readonly ServiceSeed[]; readonly now: string },
): Promise<readonly SeededService[]> => {
  const { tenantId, people, now } = seed;
  const made: SeededService[] = [];
  for (const { ownerOid, ...service } of seed.services) {
    const person = people.find(({ oid }) => oid === ownerOid);
    if (!person || !serviceBox) throw new Error(`there is nobody to own ${service.name}, or nothing to seal its secret with`);
    const named = { id: ids.next(), tenantId, name: service.name };
    const subject = await subjects.of(asSubject(named));
    const { id: ownerSubjectId } = await subjects.of(person);
    const owner = { subjectId: ownerSubjectId, oid: ownerOid };
    const write = newServiceWrite({ ...named, ...service, subjectId: subject.id, owner, state: 'active', now }, serviceBox);
    made.push({ id: named.id, clientId: service.clientId, subject, ownerSubjectId, write });
  }
  return made;
};

const day = 86_400_000;

/** The writes of what services have given; `agentIds` by the agents' names. */
export const delegationWrites = (
  seeds: readonly DelegationSeed[],
  at: {
    readonly tenantId: string;
    readonly now: string;
    readonly ids: IdSource;
    readonly services: readonly SeededService[];
    readonly agentIds: ReadonlyMap<string, string>;
  },
): readonly Write[] =>
  seeds.map(({ by, to, days, terms, workflow, reason }) => {
    const service = at.services.find(({ clientId }) => clientId === by);
    const agentId = at.agentIds.get(to);
    if (!service || agentId === undefined) throw new Error(`there is no service ${by} or no agent ${to} for "${workflow}"`);
    const validTo = new Date(new Date(at.now).getTime() + days * day).toISOString();
    return delegationByService({ id: at.ids.next(), tenantId: at.tenantId, agentId, workflow, reason, createdAt: at.now, validTo }, terms, service);
  });
