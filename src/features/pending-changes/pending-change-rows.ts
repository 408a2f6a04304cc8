import type { EntityManager } from 'typeorm';
import { SmartAgentPendingChange } from '../../../entities/index.ts';
import type { PendingChangeStatus } from '../../domain/second-admin.ts';
import { canonicalJson, type Json } from '../../kernel/canonical-json.ts';
import { insert, type Row, type Write } from '../../kernel/database.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Actor, ChangedThing, FieldChange } from '../change-log/index.ts';

const nameLength = 120;

/** A change that is to wait. */
export interface NewPending {
  readonly id: string;
  readonly thing: ChangedThing;
  readonly changes: readonly FieldChange[];
  readonly request: Json;
  readonly askedAt: string;
}

/** The write of a change that waits for a second admin. */
export const newPendingWrite = ({ tenantId, subject }: Actor, { id, thing, changes, request, askedAt }: NewPending): Write =>
  insert(SmartAgentPendingChange, {
    ...{ id, tenantId, entity: thing.entity, entityId: thing.id, entityName: thing.name.slice(0, nameLength) },
    changes: canonicalJson(changes as unknown as Json),
    request: canonicalJson(request),
    askedBySubjectId: subject.id,
    askedAt,
    status: 'pending',
    decidedBySubjectId: null,
    decidedAt: null,
    reason: null,
  });

/** What ends a waiting change, and who does it. */
export interface PendingEnd {
  readonly id: string;
  readonly actor: Actor;
  readonly now: string;
  readonly status: Exclude<PendingChangeStatus, 'pending'>;
  readonly reason?: string | undefined;
}

/** Ends a waiting change, once. Throws `conflict` where somebody was quicker. */
export const claimPending = async (manager: EntityManager, { id, actor, now, status, reason }: PendingEnd): Promise<void> => {
  const ended: Partial<Row<SmartAgentPendingChange>> = { status, decidedBySubjectId: actor.subject.id, decidedAt: now, reason: reason ?? null };
  const claimed = await manager.update(SmartAgentPendingChange, { id, tenantId: actor.tenantId, status: 'pending' }, ended);
  if (claimed.affected !== 1)
    throw new AppError('conflict', 'This change was decided meanwhile.', { remedy: 'Load it again to see what became of it.' });
};
