import { SmartAgentPendingChange } from '../../../entities/index.ts';
import type { DecidePendingChange, PendingChangeView } from '../../contracts/pending-changes.ts';
import { decisionRefusal, type PendingChangeStatus } from '../../domain/second-admin.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { Actor, ChangedThing, FieldChange, SettingChanges } from '../change-log/index.ts';
import { peopleIn } from '../change-log/index.ts';
import type { Admins, Subjects } from '../subjects/index.ts';
import type { Approval, Guarded } from './guarded-changes.ts';
import { claimPending } from './pending-change-rows.ts';
import { pendingChangeView } from './pending-change-view.ts';

type PendingRow = Row<SmartAgentPendingChange>;

/** Asks again what was asked for, now that a second admin agreed. Each feature with settings has one. */
export type ApplyApproved = (
  actor: Actor,
  approved: { readonly thingId: string; readonly request: unknown; readonly approval: Approval },
) => Promise<Guarded>;

/** What waiting changes work with. */
export interface PendingChangeParts {
  readonly database: Database;
  readonly changes: SettingChanges;
  readonly subjects: Subjects;
  readonly admins: Admins;
  readonly appliers: Readonly<
    Record<Exclude<ChangedThing['entity'], 'export' | 'reading' | 'logReader' | 'execution' | 'delegation'>, ApplyApproved>
  >;
}

/** Which waiting changes are wanted. */
export interface PendingFilter {
  readonly status?: PendingChangeStatus | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
}

const shownAtMost = 200;
const changesOf = (row: PendingRow): readonly FieldChange[] => JSON.parse(row.changes) as FieldChange[];
const thingOf = (row: PendingRow): ChangedThing => ({ entity: row.entity as ChangedThing['entity'], id: row.entityId, name: row.entityName });

const movedMeanwhile = (row: PendingRow): AppError =>
  new AppError('conflict', `"${row.entityName}" was changed since this was asked for, so nothing was applied.`, {
    remedy: 'The change is marked as stale. Whoever asked for it can ask again on the present settings.',
  });

/** Changes that widen, until a second admin decides on them. */
export class PendingChanges {
  constructor(private readonly parts: PendingChangeParts) {}

  /** The newest of them, the latest first. */
  async list(actor: Actor, { status, subjectType, subjectId }: PendingFilter): Promise<readonly PendingChangeView[]> {
    const where = {
      tenantId: actor.tenantId,
      ...(status === undefined ? {} : { status }),
      ...(subjectType === undefined ? {} : { entity: subjectType }),
      ...(subjectId === undefined ? {} : { entityId: subjectId }),
    };
    const order = { askedAt: 'DESC', id: 'DESC' } as const;
    return this.#views(actor, await this.parts.database.reader.find(SmartAgentPendingChange, { where, order, take: shownAtMost }));
  }

  /** One of them. Throws `not_found`. */
  async get(actor: Actor, id: string): Promise<PendingChangeView> {
    const [view] = await this.#views(actor, [await this.#find(actor, id)]);
    if (!view) throw notFound('change');
    return view;
  }

  /**
   * Approves, rejects or withdraws. Throws `not_found`; `forbidden` where it is not this person's to decide;
   * `conflict` where it was decided already, or where the thing has moved since, which makes the change stale.
   */
  async decide(actor: Actor, id: string, { decision, reason }: DecidePendingChange): Promise<PendingChangeView> {
    const row = await this.#find(actor, id);
    const refusal = decisionRefusal(
      { status: row.status as PendingChangeStatus, askedBy: row.askedBySubjectId },
      { by: actor.subject.id, decision, hasReason: reason !== undefined },
    );
    if (refusal) throw new AppError(row.status === 'pending' ? 'forbidden' : 'conflict', refusal.message, { remedy: refusal.remedy });
    if (decision === 'approve') await this.#approve(actor, row);
    else await this.#end(actor, row, { status: decision === 'reject' ? 'rejected' : 'withdrawn', reason });
    return this.get(actor, id);
  }

  async #approve(actor: Actor, row: PendingRow): Promise<void> {
    const apply = this.parts.appliers[row.entity as keyof PendingChangeParts['appliers']];
    const approval = { id: row.id, askedBy: row.askedBySubjectId, changes: changesOf(row) };
    const approved = { thingId: row.entityId, request: JSON.parse(row.request) as unknown, approval };
    const guarded = await apply(actor, approved).catch((error: unknown): Guarded => {
      // What was asked for fits no more: the thing is gone, or a tool or a person it names.
      if (error instanceof AppError && (error.code === 'unprocessable' || error.code === 'not_found')) return { kind: 'moved' };
      throw error;
    });
    if (guarded.kind === 'done') return;
    await this.#end(actor, row, { status: 'stale' });
    throw movedMeanwhile(row);
  }

  async #end(
    actor: Actor,
    row: PendingRow,
    end: { readonly status: 'rejected' | 'withdrawn' | 'stale'; readonly reason?: string | undefined },
  ): Promise<void> {
    const because = end.reason === undefined ? [] : [{ field: 'pendingChangeReason', before: null, after: end.reason }];
    const changes = [{ field: 'pendingChange', before: 'pending', after: end.status }, ...because];
    await this.parts.changes.record(actor, { thing: thingOf(row), changes }, (manager, now) =>
      claimPending(manager, { id: row.id, actor, now, ...end }),
    );
  }

  async #find({ tenantId }: Actor, id: string): Promise<PendingRow> {
    const row = await this.parts.database.reader.findOneBy(SmartAgentPendingChange, { tenantId, id });
    if (!row) throw notFound('change');
    return row;
  }

  async #views(actor: Actor, rows: readonly PendingRow[]): Promise<readonly PendingChangeView[]> {
    const people = rows.flatMap((row) => [
      row.askedBySubjectId,
      ...(row.decidedBySubjectId === null ? [] : [row.decidedBySubjectId]),
      ...changesOf(row).flatMap(({ before, after }) => [...(peopleIn(before) ?? []), ...(peopleIn(after) ?? [])]),
    ]);
    const names = await this.parts.subjects.names(actor.tenantId, people);
    return rows.map((row) => pendingChangeView(row, changesOf(row), { viewer: actor.subject.id, names }));
  }
}
