import type { z } from 'zod';
import type { AgentView, changeLifecycleSchema } from '../../contracts/admin.ts';
import { lifecycleMoves, type Lifecycle } from '../../domain/agent-lifecycle.ts';
import { decideMove, needsReason, type MoveDecision, type MoveFacts } from '../../domain/agent-move.ts';
import type { Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { SmartAgent } from '../../../entities/index.ts';
import { staleRevision, type Actor, type FieldChange, type SettingChanges } from '../change-log/index.ts';
import { erasedName, type Admins, type Subjects } from '../subjects/index.ts';
import type { AgentStore } from './agent-store.ts';

type AgentRow = Row<SmartAgent>;
type ChangeLifecycle = z.infer<typeof changeLifecycleSchema>;
type Refusal = Extract<MoveDecision, { kind: 'refuse' }>;

/** What moving agents works with. */
export interface AgentMoveParts {
  readonly store: AgentStore;
  readonly changes: SettingChanges;
  readonly admins: Admins;
  readonly subjects: Subjects;
}

const factsOf = (
  row: AgentRow,
  by: { readonly mover: string; readonly admins: readonly string[] },
  move: { to: Lifecycle; hasReason: boolean },
): MoveFacts => ({
  from: row.lifecycle as Lifecycle,
  registeredBy: row.registeredBySubjectId,
  owner: row.ownerSubjectId,
  broughtHereBy: row.movedBySubjectId,
  ...by,
  ...move,
});

const codes = {
  'no-such-move': 'conflict',
  'needs-reason': 'unprocessable',
  'needs-reviewer': 'forbidden',
  'suspended-by-another': 'forbidden',
} as const satisfies Record<Refusal['rule'], string>;

const aloneChange: FieldChange = { field: 'secondAdmin', before: null, after: 'There is no second admin, so one admin did this alone.' };

/** Moves agents along their lifecycle, each move by whoever may, and tells who that is. */
export class AgentMoves {
  constructor(private readonly parts: AgentMoveParts) {}

  /** Where this person may move the agents, and what is against each move. */
  async open(actor: Actor, rows: readonly AgentRow[]): Promise<(row: AgentRow) => AgentView['moves']> {
    const by = { mover: actor.subject.id, admins: await this.parts.admins.of(actor.tenantId) };
    const names = await this.parts.subjects.names(actor.tenantId, rows.length === 0 ? [] : by.admins);
    return (row) =>
      lifecycleMoves(row.lifecycle as Lifecycle).map((to) => {
        const decision = decideMove(factsOf(row, by, { to, hasReason: true }));
        return {
          to,
          needsReason: needsReason(row.lifecycle as Lifecycle, to),
          refusal: decision.kind === 'move' ? null : { message: decision.message, remedy: withNames(decision, names) },
        };
      });
  }

  /** Makes a move. Throws `not_found`, `precondition_failed`, `conflict` (no such move), `unprocessable` (no reason), `forbidden` (not by this person). */
  async move(actor: Actor, id: string, { revision, to, reason }: ChangeLifecycle & { readonly revision: number | undefined }): Promise<void> {
    const { tenantId } = actor;
    const row = (await this.parts.store.find(tenantId, id))?.row;
    if (!row) throw notFound('agent');
    if (revision !== undefined && row.revision !== revision) throw staleRevision('agent');
    const admins = await this.parts.admins.of(tenantId);
    const decision = decideMove(factsOf(row, { mover: actor.subject.id, admins }, { to, hasReason: reason !== undefined }));
    if (decision.kind === 'refuse') throw await this.#refusal(tenantId, decision);
    const because: readonly FieldChange[] = reason === undefined ? [] : [{ field: 'lifecycleReason', before: null, after: reason }];
    const changes = [{ field: 'lifecycle', before: row.lifecycle, after: to }, ...because, ...(decision.alone ? [aloneChange] : [])];
    await this.parts.changes.make(actor, { thing: { entity: 'agent', id, name: row.name }, changes }, async (manager, now) => {
      const set = { lifecycle: to, movedBySubjectId: actor.subject.id, updatedAt: now };
      if (!(await this.parts.store.claim(manager, row, set))) throw staleRevision('agent');
    });
  }

  async #refusal(tenantId: string, decision: Refusal): Promise<AppError> {
    const names = await this.parts.subjects.names(tenantId, decision.who);
    const fields = decision.rule === 'needs-reason' ? [{ field: 'reason', message: decision.message }] : [];
    return new AppError(codes[decision.rule], decision.message, { fields, remedy: withNames(decision, names) });
  }
}

const withNames = ({ remedy, who }: Refusal, names: ReadonlyMap<string, string>): string =>
  who.length === 0 ? remedy : `${remedy.replace(/\.$/, '')}: ${who.map((id) => names.get(id) ?? erasedName).join(' or ')}.`;
