import { SmartAgentErasure } from '../../../entities/index.ts';
import { agreedErasureSchema, type ErasureView, type RequestErasure } from '../../contracts/erasures.ts';
import { erasureSteps, type ErasureStatus } from '../../domain/erasure.ts';
import { erasureAtOnce } from '../../domain/widening.ts';
import { insert, type Database } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { peopleValue, type Actor, type FieldChange } from '../change-log/index.ts';
import type { LegalHolds } from '../legal-holds/index.ts';
import { waitingChanges, type ApplyApproved, type Approval, type Guarded, type GuardedChanges } from '../pending-changes/index.ts';
import { erasedName, peopleById, type Subjects } from '../subjects/index.ts';
import type { Counts } from './counts.ts';
import type { ErasureRow } from './erasures.ts';

/** What requests for erasures work with. */
export interface ErasureRequestParts {
  readonly database: Database;
  readonly subjects: Subjects;
  readonly guard: GuardedChanges;
  readonly holds: LegalHolds;
  /** Told that an erasure may begin. */
  onRequested(): void;
}

type Wanted = Omit<RequestErasure, 'personOid'>;

const askedBefore = (): AppError =>
  new AppError('conflict', 'This person’s erasure was asked for before.', { remedy: 'Look at the list of erasures to see how far it is.' });

/** Erasures of people as admins ask for them and follow them. What is asked for waits for a second admin where there is one. */
export class ErasureRequests {
  constructor(private readonly parts: ErasureRequestParts) {}

  /** Every erasure, the latest first; those that wait for a second admin before the others. */
  async list(tenantId: string): Promise<readonly ErasureView[]> {
    const rows = await this.parts.database.reader.find(SmartAgentErasure, { where: { tenantId }, order: { requestedAt: 'DESC', subjectId: 'DESC' } });
    return [...(await this.#waiting(tenantId)), ...(await this.#views(tenantId, rows))];
  }

  /** One of them. Throws `not_found`. */
  async get(tenantId: string, id: string): Promise<ErasureView> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentErasure, { subjectId: id, tenantId });
    const [view] = row ? await this.#views(tenantId, [row]) : (await this.#waiting(tenantId)).filter((waiting) => waiting.id === id);
    if (!view) throw notFound('erasure');
    return view;
  }

  /** Asks for a person's erasure. Throws `unprocessable`, and `conflict` where it was asked for before. */
  async request(actor: Actor, { personOid, ...wanted }: RequestErasure): Promise<{ readonly view: ErasureView; readonly waiting: string | null }> {
    const { tenantId } = actor;
    const subjectId = (await peopleById(this.parts.subjects, tenantId)).subjectOf(personOid);
    if (subjectId === undefined) {
      const message = 'Nobody of your organisation is known by this object id.';
      throw new AppError('unprocessable', message, {
        fields: [{ field: 'personOid', message, isUnknownId: true }],
        remedy: 'Choose among the people who are known.',
      });
    }
    if ((await this.#waiting(tenantId)).some(({ id }) => id === subjectId)) throw askedBefore();
    const guarded = await this.#ask(actor, subjectId, { wanted });
    return { view: await this.get(tenantId, subjectId), waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  /** Begins the erasure that a second admin agreed to. */
  readonly applyApproved: ApplyApproved = (actor, { thingId, request, approval }) =>
    this.#ask(actor, thingId, { wanted: agreedErasureSchema.parse(request), approval });

  async #ask(actor: Actor, subjectId: string, { wanted, approval }: { readonly wanted: Wanted; readonly approval?: Approval }): Promise<Guarded> {
    const { database, guard, subjects } = this.parts;
    const { tenantId } = actor;
    if (await database.reader.existsBy(SmartAgentErasure, { subjectId })) throw askedBefore();
    const box = await subjects.box(subjectId);
    if (!box) throw notFound('person');
    const guarded = await guard.make<{ readonly reason: string | null }>(actor, {
      thing: { entity: 'erasure', id: subjectId, name: 'Erasure of a person' },
      before: { reason: null },
      wanted: { reason: wanted.reason },
      atOnce: erasureAtOnce,
      approval,
      changes: (from, to) => (from.reason === to.reason ? [] : askedFields(subjectId, wanted)),
      request: () => ({ alsoKnownAs: [...wanted.alsoKnownAs], reason: wanted.reason }),
      write: (manager, requestedAt) =>
        database.apply(manager, [
          insert(SmartAgentErasure, {
            ...{ subjectId, tenantId, reason: wanted.reason, sealedAliases: box.seal(JSON.stringify(wanted.alsoKnownAs)) },
            ...{ status: 'requested', requestedAt, requestedBySubjectId: approval?.askedBy ?? actor.subject.id },
            ...{ stepsDone: 0, counts: '{}', remaining: null, deferredBy: '[]', startedAt: null, endedAt: null, problem: null },
          }),
        ]),
    });
    if (guarded.kind === 'done' && guarded.waiting === null) this.parts.onRequested();
    return guarded;
  }

  async #waiting(tenantId: string): Promise<readonly ErasureView[]> {
    const changes = await waitingChanges(this.parts.database, tenantId, 'erasure');
    const names = await this.#names(
      tenantId,
      changes.flatMap(({ thingId, askedBySubjectId }) => [thingId, askedBySubjectId]),
    );
    return changes.map(({ id, thingId, askedBySubjectId, askedAt, request }) => ({
      ...{ id: thingId, person: names(thingId), state: 'waiting', reason: agreedErasureSchema.parse(request).reason },
      ...{ requestedAt: askedAt, requestedBy: names(askedBySubjectId), waiting: id, deferredBy: [] },
      ...{ stepsDone: 0, steps: erasureSteps.length, counts: {}, remaining: null, startedAt: null, endedAt: null, problem: null },
    }));
  }

  async #views(tenantId: string, rows: readonly ErasureRow[]): Promise<readonly ErasureView[]> {
    const names = await this.#names(
      tenantId,
      rows.flatMap(({ subjectId, requestedBySubjectId }) => [subjectId, requestedBySubjectId]),
    );
    const holds = rows.some(({ status }) => status === 'deferred') ? await this.parts.holds.list(tenantId) : [];
    return rows.map((row) => {
      const deferring = JSON.parse(row.deferredBy) as string[];
      return {
        ...{ id: row.subjectId, person: names(row.subjectId), state: row.status as ErasureStatus, reason: row.reason },
        ...{ requestedAt: row.requestedAt, requestedBy: names(row.requestedBySubjectId), waiting: null },
        deferredBy: holds.flatMap(({ id, kind, target, reason }) => (deferring.includes(id) ? [{ id, kind, target, reason }] : [])),
        ...{ stepsDone: row.stepsDone, steps: erasureSteps.length, counts: JSON.parse(row.counts) as Counts },
        remaining: row.remaining === null ? null : (JSON.parse(row.remaining) as Counts),
        ...{ startedAt: row.startedAt, endedAt: row.endedAt, problem: row.problem },
      };
    });
  }

  async #names(tenantId: string, subjectIds: readonly string[]): Promise<(id: string) => string> {
    const names = await this.parts.subjects.names(tenantId, subjectIds);
    return (id) => names.get(id) ?? erasedName;
  }
}

/** What is asked for, as the change log has it until the erasure takes the names out of it. */
const askedFields = (subjectId: string, { alsoKnownAs, reason }: Wanted): readonly FieldChange[] => [
  { field: 'person', before: null, after: peopleValue([subjectId]) },
  ...(alsoKnownAs.length === 0 ? [] : [{ field: 'alsoKnownAs', before: null, after: alsoKnownAs.join(', ') }]),
  { field: 'reason', before: null, after: reason },
];
