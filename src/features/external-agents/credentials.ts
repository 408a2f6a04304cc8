import type { EntityManager } from 'typeorm';
import type { CreateCredential, CredentialView, NewCredential, RotateCredential } from '../../contracts/agent-credentials.ts';
import { credentialState } from '../../domain/agent-token.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Actor, FieldChange, SettingChanges } from '../change-log/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { CredentialHolder, CredentialHolders } from './credential-holders.ts';
import { endOf, overlapEnd } from './credential-dates.ts';
import type { CredentialRow, CredentialStore } from './credential-store.ts';
import { credentialView, inWords } from './credential-view.ts';
import { clientIdOf, keyProof, rotatedProof, secretProof, type Proof } from './new-proof.ts';

/** What credentials work with. */
export interface CredentialParts {
  readonly store: CredentialStore;
  readonly holders: CredentialHolders;
  readonly subjects: Subjects;
  readonly changes: SettingChanges;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Who vouches for programs instead of us; null: our own token endpoint does. */
  readonly foreignIssuer: string | null;
}

/** Which credential of which agent or log reader. */
export interface CredentialAddress {
  readonly holderId: string;
  readonly credentialId: string;
}

/** Two at once are what a rotation needs; more would be forgotten. */
const mostLive = 2;

const changedMeanwhile = (): AppError =>
  new AppError('conflict', 'The credential was changed meanwhile.', { remedy: 'Load the list again and look at how it stands.' });

/** Gives external agents and log readers what they prove themselves with, and takes it back. Each change is in the change log and works at once. */
export class Credentials {
  constructor(private readonly parts: CredentialParts) {}

  /** A holder's credentials, newest first. Throws `not_found`. */
  async list(tenantId: string, holderId: string): Promise<readonly CredentialView[]> {
    await this.#holder(tenantId, holderId);
    return this.#views(tenantId, await this.parts.store.list(tenantId, holderId));
  }

  /** Makes a credential; a secret is in this answer and nowhere else. Throws `not_found`, `conflict` and `unprocessable`. */
  async create(actor: Actor, holderId: string, wanted: CreateCredential): Promise<NewCredential> {
    const holder = await this.#issuable(actor.tenantId, holderId);
    const made = await (wanted.kind === 'secret' ? secretProof() : keyProof(wanted.publicKey));
    const row = this.#row(actor, holder, { ...made.proof, expiresAt: endOf(wanted.expiresAt, this.parts.clock.now()) });
    await this.#change(actor, holder, [this.#added(row)], (manager) => this.#add(manager, row));
    return this.#told(row, made.secret);
  }

  /** Puts a new credential beside one that ends soon. Throws `not_found`, `conflict` (not live, or two are) and `unprocessable`. */
  async rotate(actor: Actor, address: CredentialAddress, wanted: RotateCredential): Promise<NewCredential> {
    const now = this.parts.clock.now();
    const holder = await this.#issuable(actor.tenantId, address.holderId);
    const old = await this.#live(actor.tenantId, address);
    const made = await rotatedProof(old.kind, wanted.publicKey);
    const row = this.#row(actor, holder, { ...made.proof, expiresAt: endOf(wanted.expiresAt, now) });
    const expiresAt = overlapEnd(wanted.overlapUntil, old.expiresAt, now);
    const ending = { field: `credential/${old.id}`, before: inWords(old), after: inWords({ ...old, expiresAt }) };
    await this.#change(actor, holder, [this.#added(row), ending], async (manager) => {
      await this.#add(manager, row);
      if (!(await this.parts.store.change(manager, old, { expiresAt }))) throw changedMeanwhile();
    });
    return this.#told(row, made.secret);
  }

  /** Ends a credential, and every token it got, at once. Throws `not_found` and `conflict` where it is not live. */
  async revoke(actor: Actor, address: CredentialAddress, reason: string | undefined): Promise<CredentialView> {
    const holder = await this.#holder(actor.tenantId, address.holderId);
    const row = await this.#live(actor.tenantId, address);
    const set = { revokedAt: this.parts.clock.now().toISOString(), revokedBySubjectId: actor.subject.id };
    const because: readonly FieldChange[] = reason === undefined ? [] : [{ field: 'credentialReason', before: null, after: reason }];
    await this.#change(actor, holder, [{ field: `credential/${row.id}`, before: inWords(row), after: 'revoked' }, ...because], async (manager) => {
      if (!(await this.parts.store.change(manager, row, set))) throw changedMeanwhile();
    });
    return this.#view({ ...row, ...set });
  }

  #added(row: CredentialRow): FieldChange {
    return { field: `credential/${row.id}`, before: null, after: inWords(row) };
  }

  async #add(manager: EntityManager, row: CredentialRow): Promise<void> {
    if ((await this.parts.store.heldLiveCount(manager, row.clientId, row.createdAt)) >= mostLive)
      throw new AppError('conflict', `There are ${mostLive} live credentials of this kind.`, {
        remedy: 'Revoke the one that is not needed any more.',
      });
    await this.parts.store.add(manager, row);
  }

  #row({ tenantId, subject }: Actor, holder: CredentialHolder, given: Proof & Pick<CredentialRow, 'expiresAt'>): CredentialRow {
    return {
      id: this.parts.ids.next(),
      tenantId,
      agentId: holder.id,
      clientId: clientIdOf(holder.id, given.kind),
      ...given,
      createdAt: this.parts.clock.now().toISOString(),
      createdBySubjectId: subject.id,
      revokedAt: null,
      revokedBySubjectId: null,
      lastUsedAt: null,
    };
  }

  async #change(
    actor: Actor,
    { entity, id, name }: CredentialHolder,
    changes: readonly FieldChange[],
    work: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.parts.changes.make(actor, { thing: { entity, id, name }, changes }, work);
  }

  async #told(row: CredentialRow, secret: string | null): Promise<NewCredential> {
    return { credential: await this.#view(row), secret };
  }

  async #view(row: CredentialRow): Promise<CredentialView> {
    const [view] = await this.#views(row.tenantId, [row]);
    if (!view) throw notFound('credential');
    return view;
  }

  async #views(tenantId: string, rows: readonly CredentialRow[]): Promise<readonly CredentialView[]> {
    const people = rows.flatMap(({ createdBySubjectId, revokedBySubjectId }) =>
      revokedBySubjectId === null ? [createdBySubjectId] : [createdBySubjectId, revokedBySubjectId],
    );
    const names = await this.parts.subjects.names(tenantId, people);
    const now = this.parts.clock.now().toISOString();
    return rows.map((row) => credentialView(row, { names, now }));
  }

  async #holder(tenantId: string, id: string): Promise<CredentialHolder> {
    const holder = await this.parts.holders.find(tenantId, id);
    if (!holder) throw notFound(this.parts.holders.what);
    return holder;
  }

  async #issuable(tenantId: string, id: string): Promise<CredentialHolder> {
    const { foreignIssuer } = this.parts;
    if (foreignIssuer !== null)
      throw new AppError('conflict', `Programs get their tokens at ${foreignIssuer}.`, {
        remedy: 'Make the credential there; name its application here.',
      });
    const holder = await this.#holder(tenantId, id);
    if (holder.obstacle !== null) throw new AppError('conflict', holder.obstacle.message, { remedy: holder.obstacle.remedy });
    return holder;
  }

  async #live(tenantId: string, { holderId, credentialId }: CredentialAddress): Promise<CredentialRow> {
    const row = await this.parts.store.find(tenantId, credentialId);
    if (row?.agentId !== holderId) throw notFound('credential');
    const state = credentialState(row, this.parts.clock.now().toISOString());
    if (state !== 'live') throw new AppError('conflict', `The credential is ${state} already.`, { remedy: 'Make a new one if it is needed.' });
    return row;
  }
}
