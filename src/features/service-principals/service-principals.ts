import { SmartAgentServicePrincipal } from '../../../entities/index.ts';
import {
  updateServicePrincipalSchema,
  type CreateServicePrincipal,
  type ServicePrincipalView,
  type UpdateServicePrincipal,
} from '../../contracts/service-principals.ts';
import { mayActForService, mayBecome, type ServicePrincipalState } from '../../domain/service-principal.ts';
import { servicePrincipalAtOnce, type ServicePrincipalAuthority } from '../../domain/widening.ts';
import { type Database, type Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import { changedFields, changedOnly, peopleValue, staleRevision, type Actor, type FieldChange, type SettingChanges } from '../change-log/index.ts';
import type { ApplyApproved, Approval, Guarded, GuardedChanges } from '../pending-changes/index.ts';
import { peopleById, type PeopleById, type Subjects } from '../subjects/index.ts';
import { asSubject, newServiceWrite } from './service-rows.ts';

type ServiceRow = Row<SmartAgentServicePrincipal>;

/** What services that delegate work with. */
export interface ServicePrincipalParts {
  readonly database: Database;
  readonly subjects: Subjects;
  readonly changes: SettingChanges;
  readonly guard: GuardedChanges;
  readonly ids: IdSource;
  /** Seals their secrets. */
  readonly serviceBox: SecretBox;
}

/** Who looks at them. */
export type ServiceViewer = Actor & { readonly isAdmin: boolean };

const authorityOf = ({ name, ownerOid, state }: ServiceRow): ServicePrincipalAuthority => ({
  ...{ name, owner: ownerOid },
  state: state as ServicePrincipalState,
});

const unknownOwner = (): AppError =>
  new AppError('unprocessable', 'Nobody with this id is known in your organisation.', {
    fields: [{ field: 'ownerOid', message: 'Nobody with this id is known in your organisation.', isUnknownId: true }],
    remedy: 'Name a person of your organisation.',
  });

/** Registers and changes services that delegate; letting one act, or giving it another owner, waits for a second admin. */
export class ServicePrincipals {
  constructor(private readonly parts: ServicePrincipalParts) {}

  /** Those whoever looks owns, by name; all of the tenant for an admin. */
  async list(by: ServiceViewer): Promise<readonly ServicePrincipalView[]> {
    const { tenantId, subject } = by;
    const people = await peopleById(this.parts.subjects, tenantId);
    const rows = await this.parts.database.reader.find(SmartAgentServicePrincipal, { where: { tenantId }, order: { name: 'ASC' } });
    return rows
      .filter((row) => mayActForService(row.ownerSubjectId, { subjectId: subject.id, isAdmin: by.isAdmin }))
      .map((row) => view(row, by, people));
  }

  /** Registers one; nobody may use it before it is made active. Throws `unprocessable`, `conflict` (the name or the client is taken). */
  async create(by: ServiceViewer, wanted: CreateServicePrincipal): Promise<ServicePrincipalView> {
    const { tenantId } = by;
    const { name, clientApplication: clientId, ownerOid, secret } = wanted;
    const people = await peopleById(this.parts.subjects, tenantId);
    const ownerSubjectId = people.subjectOf(ownerOid);
    if (ownerSubjectId === undefined) throw unknownOwner();
    if (
      await this.parts.database.reader.existsBy(SmartAgentServicePrincipal, [
        { tenantId, name },
        { tenantId, clientId },
      ])
    )
      throw new AppError('conflict', 'There is a service of this name, or with this client id, already.', { remedy: 'Use the one there is.' });
    const id = this.parts.ids.next();
    const { id: subjectId } = await this.parts.subjects.of(asSubject({ id, tenantId, name }));
    const state = 'registered';
    const changes = [
      ...changedFields({ clientApplication: null, state: null }, { clientApplication: clientId, state }),
      { field: 'owner', before: null, after: peopleValue([ownerSubjectId]) },
    ];
    const owner = { subjectId: ownerSubjectId, oid: ownerOid };
    await this.parts.changes.make(by, { thing: { entity: 'servicePrincipal', id, name }, changes }, (manager, now) =>
      this.parts.database.apply(manager, [
        newServiceWrite({ id, tenantId, name, subjectId, clientId, state, owner, secret, now }, this.parts.serviceBox),
      ]),
    );
    return view(await this.#find(tenantId, id), by, people);
  }

  /** Changes what is named. Throws `not_found`, `precondition_failed`, `unprocessable`, `conflict` (a move there is none of). */
  async update(
    by: ServiceViewer,
    id: string,
    { revision, patch }: { readonly revision: number; readonly patch: UpdateServicePrincipal },
  ): Promise<{ readonly view: ServicePrincipalView; readonly waiting: string | null }> {
    const row = await this.#find(by.tenantId, id);
    if (row.revision !== revision) throw staleRevision('service');
    const guarded = await this.#change(by, row, { patch });
    const people = await peopleById(this.parts.subjects, by.tenantId);
    return { view: view(await this.#find(by.tenantId, id), by, people), waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  /** Applies a change that a second admin agreed to. */
  readonly applyApproved: ApplyApproved = async (actor, { thingId, request, approval }) => {
    const row = await this.#find(actor.tenantId, thingId);
    const people = await peopleById(this.parts.subjects, actor.tenantId);
    const { ownerOid, ...patch } = updateServicePrincipalSchema.parse(request);
    const owner = ownerOid === undefined ? {} : { ownerOid: people.personOf(ownerOid).oid };
    return this.#change(actor, row, { patch: { ...patch, ...owner }, approval });
  };

  async #change(actor: Actor, row: ServiceRow, { patch, approval }: { patch: UpdateServicePrincipal; approval?: Approval }): Promise<Guarded> {
    const people = await peopleById(this.parts.subjects, actor.tenantId);
    const before = authorityOf(row);
    const wanted = { name: patch.name ?? before.name, owner: patch.ownerOid ?? before.owner, state: patch.state ?? before.state };
    const needsOwner = wanted.owner !== before.owner || wanted.state === 'active';
    if (needsOwner && !people.oids.has(wanted.owner)) throw unknownOwner();
    if (!mayBecome(before.state, wanted.state))
      throw new AppError('conflict', `A ${before.state} service does not become ${wanted.state}.`, { remedy: 'Register another one.' });
    const ownerOf = (oid: string): string => (oid === before.owner ? row.ownerSubjectId : (people.subjectOf(oid) ?? ''));
    const renewed: readonly FieldChange[] = patch.secret === undefined ? [] : [{ field: 'secret', before: null, after: 'renewed' }];
    if (patch.secret !== undefined) await this.#renew(actor, row, { secret: patch.secret, renewed });
    return this.parts.guard.make<ServicePrincipalAuthority>(actor, {
      thing: { entity: 'servicePrincipal', id: row.id, name: row.name },
      ...{ before, wanted, atOnce: servicePrincipalAtOnce, approval },
      changes: (from, to) => [
        ...changedFields({ name: from.name, state: from.state }, { name: to.name, state: to.state }),
        ...changedFields({ owner: peopleValue([ownerOf(from.owner)]) }, { owner: peopleValue([ownerOf(to.owner)]) }),
      ],
      request: (from, to) => changedOnly(stored(from, ownerOf), stored(to, ownerOf)),
      write: async (manager, updatedAt, state) => {
        const set = { name: state.name, state: state.state, ownerOid: state.owner, ownerSubjectId: ownerOf(state.owner), updatedAt };
        const { affected } = await manager.update(
          SmartAgentServicePrincipal,
          { id: row.id, tenantId: row.tenantId, state: before.state, ownerOid: before.owner },
          { ...set, revision: () => '"revision" + 1' },
        );
        if (affected !== 1) throw staleRevision('service');
      },
    });
  }

  /** A new secret gives the service nothing more: it is in force at once. */
  async #renew(actor: Actor, row: ServiceRow, { secret, renewed }: { secret: string; renewed: readonly FieldChange[] }): Promise<void> {
    const thing = { entity: 'servicePrincipal', id: row.id, name: row.name } as const;
    const set = { sealedSecret: this.parts.serviceBox.seal(secret) };
    await this.parts.changes.record(actor, { thing, changes: renewed }, async (manager, updatedAt) => {
      await manager.update(
        SmartAgentServicePrincipal,
        { id: row.id, tenantId: row.tenantId },
        { ...set, updatedAt, revision: () => '"revision" + 1' },
      );
    });
  }

  async #find(tenantId: string, id: string): Promise<ServiceRow> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentServicePrincipal, { id, tenantId });
    if (!row) throw notFound('service');
    return row;
  }
}

const stored = ({ name, state, owner }: ServicePrincipalAuthority, ownerOf: (oid: string) => string) => ({ name, state, ownerOid: ownerOf(owner) });

const view = (row: ServiceRow, { subject, isAdmin }: ServiceViewer, { personOf }: PeopleById): ServicePrincipalView => ({
  id: row.id,
  name: row.name,
  clientApplication: row.clientId,
  state: row.state as ServicePrincipalState,
  owner: personOf(row.ownerSubjectId),
  mayDelegate: row.state === 'active' && mayActForService(row.ownerSubjectId, { subjectId: subject.id, isAdmin }),
  revision: row.revision,
});
