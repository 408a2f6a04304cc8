import type { EntityManager } from 'typeorm';
import type { CreateCredential, CredentialView, NewCredential, RotateCredential } from '../../contracts/agent-credentials.ts';
import { credentialState } from '../../domain/agent-token.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Actor, FieldChange, SettingChanges } from '../change-log/index.ts';
import type { AgentSetting, Settings } from '../settings/index.ts';
import type { Subjects } from '../subjects/index.ts';
import { endOf, overlapEnd } from './credential-dates.ts';
import type { CredentialRow, CredentialStore } from './credential-store.ts';
import { credentialView, inWords } from './credential-view.ts';
import { clientIdOf, keyProof, rotatedProof, secretProof, type Proof } from './new-proof.ts';

/** What credentials work with. */
export interface CredentialParts {
  readonly store: CredentialStore;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly changes: SettingChanges;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Who vouches for agents instead of us; null: our own token endpoint does. */
  readonly foreignIssuer: string | null;
}

/** Which credential of which agent. */
export interface CredentialAddress {
  readonly agentId: string;
  readonly credentialId: string;
}

/** Two at once are what a rotation needs; more would be forgotten. */
const mostLive = 2;

const changedMeanwhile = (): AppError =>
  new AppError('conflict', 'The credential was changed meanwhile.', { remedy: 'Load the list again and look at how it stands.' });

/** Gives external agents what they prove themselves with, and takes it back. Each change is in the change log and works at once. */
export class Credentials {
  constructor(private readonly parts: CredentialParts) {}

  /** An agent's credentials, newest first. Throws `not_found`. */
  async list(tenantId: string, agentId: string): Promise<readonly CredentialView[]> {
    await this.#agent(tenantId, agentId);
    return this.#views(tenantId, await this.parts.store.list(tenantId, agentId));
  }

  /** Makes a credential; a secret is in this answer and nowhere else. Throws `not_found`, `conflict` and `unprocessable`. */
  async create(actor: Actor, agentId: string, wanted: CreateCredential): Promise<NewCredential> {
    const agent = await this.#issuable(actor.tenantId, agentId);
    const made = await (wanted.kind === 'secret' ? secretProof() : keyProof(wanted.publicKey));
    const row = this.#row(actor, agent, { ...made.proof, expiresAt: endOf(wanted.expiresAt, this.parts.clock.now()) });
    await this.#change(actor, agent, [this.#added(row)], (manager) => this.#add(manager, row));
    return this.#told(row, made.secret);
  }

  /** Puts a new credential beside one that ends soon. Throws `not_found`, `conflict` (not live, or two are) and `unprocessable`. */
  async rotate(actor: Actor, address: CredentialAddress, wanted: RotateCredential): Promise<NewCredential> {
    const now = this.parts.clock.now();
    const agent = await this.#issuable(actor.tenantId, address.agentId);
    const old = await this.#live(actor.tenantId, address);
    const made = await rotatedProof(old.kind, wanted.publicKey);
    const row = this.#row(actor, agent, { ...made.proof, expiresAt: endOf(wanted.expiresAt, now) });
    const expiresAt = overlapEnd(wanted.overlapUntil, old.expiresAt, now);
    const ending = { field: `credential/${old.id}`, before: inWords(old), after: inWords({ ...old, expiresAt }) };
    await this.#change(actor, agent, [this.#added(row), ending], async (manager) => {
      await this.#add(manager, row);
      if (!(await this.parts.store.change(manager, old, { expiresAt }))) throw changedMeanwhile();
    });
    return this.#told(row, made.secret);
  }

  /** Ends a credential, and every token it got, at once. Throws `not_found` and `conflict` where it is not live. */
  async revoke(actor: Actor, address: CredentialAddress, reason: string | undefined): Promise<CredentialView> {
    const agent = await this.#agent(actor.tenantId, address.agentId);
    const row = await this.#live(actor.tenantId, address);
    const set = { revokedAt: this.parts.clock.now().toISOString(), revokedBySubjectId: actor.subject.id };
    const because: readonly FieldChange[] = reason === undefined ? [] : [{ field: 'credentialReason', before: null, after: reason }];
    await this.#change(actor, agent, [{ field: `credential/${row.id}`, before: inWords(row), after: 'revoked' }, ...because], async (manager) => {
      if (!(await this.parts.store.change(manager, row, set))) throw changedMeanwhile();
    });
    return this.#view({ ...row, ...set });
  }

  #added(row: CredentialRow): FieldChange {
    return { field: `credential/${row.id}`, before: null, after: inWords(row) };
  }

  async #add(manager: EntityManager, row: CredentialRow): Promise<void> {
    if ((await this.parts.store.heldLiveCount(manager, row.clientId, row.createdAt)) >= mostLive)
      throw new AppError('conflict', `The agent has ${mostLive} live credentials of this kind.`, {
        remedy: 'Revoke the one that is not needed any more.',
      });
    await this.parts.store.add(manager, row);
  }

  #row({ tenantId, subject }: Actor, agent: AgentSetting, given: Proof & Pick<CredentialRow, 'expiresAt'>): CredentialRow {
    return {
      id: this.parts.ids.next(),
      tenantId,
      agentId: agent.id,
      clientId: clientIdOf(agent.id, given.kind),
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
    { id, name }: AgentSetting,
    changes: readonly FieldChange[],
    work: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.parts.changes.make(actor, { thing: { entity: 'agent', id, name }, changes }, work);
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

  async #agent(tenantId: string, agentId: string): Promise<AgentSetting> {
    const agent = (await this.parts.settings.current(tenantId)).agents.get(agentId);
    if (!agent) throw notFound('agent');
    return agent;
  }

  async #issuable(tenantId: string, agentId: string): Promise<AgentSetting> {
    const { foreignIssuer } = this.parts;
    if (foreignIssuer !== null)
      throw new AppError('conflict', `Agents get their tokens at ${foreignIssuer}.`, {
        remedy: 'Make the credential there; name its application here.',
      });
    const agent = await this.#agent(tenantId, agentId);
    if (agent.kind !== 'external')
      throw new AppError('conflict', 'This agent works in the panel, for people who are signed in.', {
        remedy: 'Register an external agent for software of your own.',
      });
    if (agent.lifecycle === 'retired') throw new AppError('conflict', 'A retired agent gets no credentials.', { remedy: 'Register a new agent.' });
    return agent;
  }

  async #live(tenantId: string, { agentId, credentialId }: CredentialAddress): Promise<CredentialRow> {
    const row = await this.parts.store.find(tenantId, credentialId);
    if (row?.agentId !== agentId) throw notFound('credential');
    const state = credentialState(row, this.parts.clock.now().toISOString());
    if (state !== 'live') throw new AppError('conflict', `The credential is ${state} already.`, { remedy: 'Make a new one if the agent needs it.' });
    return row;
  }
}
