import type { CreateLogReader, LogReaderView } from '../../contracts/log-readers.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import type { Actor, FieldChange, SettingChanges } from '../change-log/index.ts';
import type { CredentialHolders } from '../external-agents/index.ts';
import { erasedName, type Subjects } from '../subjects/index.ts';
import type { ReaderRow, ReaderStore } from './reader-store.ts';

/** What log readers work with. */
export interface LogReaderParts {
  readonly store: ReaderStore;
  readonly subjects: Subjects;
  readonly changes: SettingChanges;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Programs that may read the tool-call log feed: registered and removed by an admin, each time with a row in the change log. */
export class LogReaders {
  constructor(private readonly parts: LogReaderParts) {}

  /** A tenant's readers, newest first, removed ones among them. */
  async list(tenantId: string): Promise<readonly LogReaderView[]> {
    return this.#views(tenantId, await this.parts.store.list(tenantId));
  }

  /** Registers one; it has no credential yet. */
  async create(actor: Actor, wanted: CreateLogReader): Promise<LogReaderView> {
    const { ids, clock, changes, store } = this.parts;
    const { name } = wanted;
    const clientApplication = wanted.clientApplication ?? null;
    const row: ReaderRow = {
      ...{ id: ids.next(), tenantId: actor.tenantId, name, clientApplication, createdAt: clock.now().toISOString() },
      ...{ createdBySubjectId: actor.subject.id, endedAt: null, endedBySubjectId: null },
    };
    const registered: FieldChange = { field: 'registered', before: null, after: clientApplication ?? name };
    await changes.record(actor, { thing: { entity: 'logReader', id: row.id, name }, changes: [registered] }, (manager) => store.add(manager, row));
    return this.#view(row);
  }

  /** Removes one; its tokens open nothing from now on. Throws `not_found`, and `conflict` where it was removed before. */
  async end(actor: Actor, id: string): Promise<LogReaderView> {
    const { store, clock, changes } = this.parts;
    const row = await store.find(actor.tenantId, id);
    if (!row) throw notFound('log reader');
    const set = { endedAt: clock.now().toISOString(), endedBySubjectId: actor.subject.id };
    const removed: FieldChange = { field: 'removed', before: null, after: set.endedAt };
    await changes.record(actor, { thing: { entity: 'logReader', id, name: row.name }, changes: [removed] }, async (manager) => {
      if (!(await store.end(manager, row, set)))
        throw new AppError('conflict', 'The log reader was removed before.', { remedy: 'Register a new one if it is needed.' });
    });
    return this.#view({ ...row, ...set });
  }

  async #view(row: ReaderRow): Promise<LogReaderView> {
    const [view] = await this.#views(row.tenantId, [row]);
    if (!view) throw notFound('log reader');
    return view;
  }

  async #views(tenantId: string, rows: readonly ReaderRow[]): Promise<readonly LogReaderView[]> {
    const people = rows.flatMap(({ createdBySubjectId, endedBySubjectId }) => [createdBySubjectId, ...(endedBySubjectId ? [endedBySubjectId] : [])]);
    const names = await this.parts.subjects.names(tenantId, people);
    const nameOf = (id: string): string => names.get(id) ?? erasedName;
    return rows.map(({ id, name, clientApplication, createdAt, createdBySubjectId, endedAt, endedBySubjectId }) => ({
      ...{ id, name, clientApplication, createdAt, createdBy: nameOf(createdBySubjectId) },
      ...{ endedAt, endedBy: endedBySubjectId === null ? null : nameOf(endedBySubjectId) },
    }));
  }
}

/** Log readers as holders of credentials; a removed one gets no new ones. */
export const readerHolders = (store: ReaderStore): CredentialHolders => ({
  what: 'log reader',
  find: async (tenantId, id) => {
    const row = await store.find(tenantId, id);
    const obstacle = { message: 'A removed log reader gets no credentials.', remedy: 'Register a new one.' };
    return row && { id, name: row.name, entity: 'logReader', obstacle: row.endedAt === null ? null : obstacle };
  },
});
