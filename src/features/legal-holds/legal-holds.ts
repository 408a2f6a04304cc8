import type { EntityManager } from 'typeorm';
import { SmartAgentLegalHold } from '../../../entities/index.ts';
import { liftLegalHoldSchema, type LegalHoldView, type SetLegalHold } from '../../contracts/legal-holds.ts';
import { legalHoldAtOnce } from '../../domain/widening.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, type Database, type Row } from '../../kernel/database.ts';
import { AppError, notFound, type FieldProblem } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { changedFields, peopleValue, type Actor, type FieldChange, type SettingChanges } from '../change-log/index.ts';
import { waitingChanges, type ApplyApproved, type Approval, type Guarded, type GuardedChanges } from '../pending-changes/index.ts';
import { lookAgain, takeTurn } from '../retention/index.ts';
import type { Settings } from '../settings/index.ts';
import { erasedName, peopleById, type Subjects } from '../subjects/index.ts';

type HoldRow = Row<SmartAgentLegalHold>;
type Target = Pick<HoldRow, 'target' | 'periodFrom' | 'periodTo'>;

/** What legal holds work with. */
export interface LegalHoldParts {
  readonly database: Database;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly changes: SettingChanges;
  readonly guard: GuardedChanges;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Told that a hold was lifted: what it deferred may go on. */
  onLifted(): void;
}

const holdName = 'Legal hold';

const unprocessable = (problem: FieldProblem): AppError =>
  new AppError('unprocessable', problem.message, { fields: [problem], remedy: 'Correct the field that is named, and send it again.' });

const unknownId = (field: string, message: string): AppError => unprocessable({ field, message, isUnknownId: true });

/** Legal holds of a tenant: set at once, lifted by two admins where there are two; both in the change log, with the reason. */
export class LegalHolds {
  constructor(private readonly parts: LegalHoldParts) {}

  /** Every hold, the latest first, lifted ones among them. */
  async list(tenantId: string): Promise<readonly LegalHoldView[]> {
    const order = { setAt: 'DESC', id: 'DESC' } as const;
    return this.#views(tenantId, await this.parts.database.reader.find(SmartAgentLegalHold, { where: { tenantId }, order }));
  }

  /** One of them. Throws `not_found`. */
  async get(tenantId: string, id: string): Promise<LegalHoldView> {
    const [view] = await this.#views(tenantId, [await this.#find(tenantId, id)]);
    if (!view) throw notFound('legal hold');
    return view;
  }

  /** Sets one: from when this resolves, nothing it covers is deleted. Throws `unprocessable`. */
  async set(actor: Actor, wanted: SetLegalHold): Promise<LegalHoldView> {
    const { ids, clock, changes, database } = this.parts;
    const target = await this.#target(actor.tenantId, wanted);
    const row: HoldRow = {
      ...{ id: ids.next(), tenantId: actor.tenantId, kind: wanted.kind, ...target, reason: wanted.reason },
      ...{ setAt: clock.now().toISOString(), setBySubjectId: actor.subject.id, liftedAt: null, liftedBySubjectId: null, liftReason: null },
    };
    const change = { thing: { entity: 'legalHold', id: row.id, name: holdName } as const, changes: setFields(row) };
    await changes.record(actor, change, async (manager) => {
      await takeTurn(manager, actor.tenantId);
      await database.apply(manager, [insert(SmartAgentLegalHold, row)]);
    });
    return this.get(actor.tenantId, row.id);
  }

  /** Lifts one, or has that wait for a second admin. Throws `not_found`; `conflict` where it is lifted, or that waits already. */
  async lift(actor: Actor, id: string, reason: string): Promise<{ readonly view: LegalHoldView; readonly waiting: string | null }> {
    const { waiting } = await this.get(actor.tenantId, id);
    if (waiting !== null)
      throw new AppError('conflict', 'That this hold is lifted waits for a second admin already.', { remedy: 'Ask another admin to decide on it.' });
    const guarded = await this.#lift(actor, id, { reason });
    return { view: await this.get(actor.tenantId, id), waiting: guarded.kind === 'done' ? guarded.waiting : null };
  }

  /** Lifts the hold that a second admin agreed to lift. */
  readonly applyApproved: ApplyApproved = (actor, { thingId, request, approval }) =>
    this.#lift(actor, thingId, { ...liftLegalHoldSchema.parse(request), approval });

  async #lift(actor: Actor, id: string, { reason, approval }: { readonly reason: string; readonly approval?: Approval }): Promise<Guarded> {
    const row = await this.#find(actor.tenantId, id);
    if (row.liftedAt !== null) throw lifted();
    const guarded = await this.parts.guard.make<{ readonly lifted: string | null }>(actor, {
      thing: { entity: 'legalHold', id, name: holdName },
      before: { lifted: null },
      wanted: { lifted: reason },
      atOnce: legalHoldAtOnce,
      approval,
      changes: (from, to) => (from.lifted === to.lifted ? [] : [...targetFields(row), ...changedFields({ ...from }, { ...to })]),
      request: () => ({ reason }),
      write: (manager, liftedAt) => this.#write(manager, row, { liftedAt, liftedBySubjectId: actor.subject.id, liftReason: reason }),
    });
    if (guarded.kind === 'done' && guarded.waiting === null) this.parts.onLifted();
    return guarded;
  }

  async #write(manager: EntityManager, { id, tenantId }: HoldRow, set: Partial<HoldRow>): Promise<void> {
    await lookAgain(manager, tenantId);
    const { affected } = await manager
      .createQueryBuilder()
      .update(SmartAgentLegalHold)
      .set(set)
      .where('"id" = :id AND "tenantId" = :tenantId AND "liftedAt" IS NULL', { id, tenantId })
      .execute();
    if (affected !== 1) throw lifted();
  }

  /** What is held, as it is kept: people by their random ids. */
  async #target(tenantId: string, wanted: SetLegalHold): Promise<Target> {
    const noPeriod = { periodFrom: null, periodTo: null };
    switch (wanted.kind) {
      case 'user': {
        const target = (await peopleById(this.parts.subjects, tenantId)).subjectOf(wanted.personOid);
        if (target === undefined) throw unknownId('personOid', 'Nobody of your organisation is known by this object id.');
        return { target, ...noPeriod };
      }
      case 'agent': {
        if (!(await this.parts.settings.current(tenantId)).agents.has(wanted.agentId)) throw unknownId('agentId', 'There is no such agent.');
        return { target: wanted.agentId, ...noPeriod };
      }
      case 'document':
        return { target: wanted.document, ...noPeriod };
      case 'period': {
        if (wanted.to !== null && wanted.to < wanted.from) throw unprocessable({ field: 'to', message: 'The period ends before it begins.' });
        return { target: null, periodFrom: wanted.from, periodTo: wanted.to };
      }
    }
  }

  async #find(tenantId: string, id: string): Promise<HoldRow> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentLegalHold, { id, tenantId });
    if (!row) throw notFound('legal hold');
    return row;
  }

  async #views(tenantId: string, rows: readonly HoldRow[]): Promise<readonly LegalHoldView[]> {
    const { subjects, settings, database } = this.parts;
    const people = rows.flatMap(({ kind, target, setBySubjectId, liftedBySubjectId }) => [
      ...[setBySubjectId, liftedBySubjectId ?? setBySubjectId],
      ...(kind === 'user' && target !== null ? [target] : []),
    ]);
    const names = await subjects.names(tenantId, people);
    const { agents } = await settings.current(tenantId);
    const waiting = await waitingChanges(database, tenantId, 'legalHold');
    const nameOf = (id: string): string => names.get(id) ?? erasedName;
    const targetOf = ({ kind, target }: HoldRow): string | null => {
      if (target === null || kind === 'document') return target;
      return kind === 'user' ? nameOf(target) : (agents.get(target)?.name ?? target);
    };
    return rows.map((row) => ({
      ...{ id: row.id, kind: row.kind as LegalHoldView['kind'], target: targetOf(row), from: row.periodFrom, to: row.periodTo },
      ...{ reason: row.reason, setAt: row.setAt, setBy: nameOf(row.setBySubjectId) },
      ...{ liftedAt: row.liftedAt, liftedBy: row.liftedBySubjectId === null ? null : nameOf(row.liftedBySubjectId), liftReason: row.liftReason },
      waiting: waiting.find(({ thingId }) => thingId === row.id)?.id ?? null,
    }));
  }
}

const lifted = (): AppError => new AppError('conflict', 'This hold was lifted before.', { remedy: 'Set a new one if it is needed again.' });

/** What is held, as the change log has it. */
const targetFields = ({ kind, target, periodFrom, periodTo }: HoldRow): readonly FieldChange[] => {
  const after = kind === 'user' ? peopleValue([target ?? '']) : (target ?? `${periodFrom ?? ''}/${periodTo ?? '..'}`);
  return [{ field: `held/${kind}`, before: null, after }];
};

const setFields = (row: HoldRow): readonly FieldChange[] => [...targetFields(row), { field: 'reason', before: null, after: row.reason }];
