import { IsNull } from 'typeorm';
import { SmartAgentDelegation, SmartAgentSession, SmartAgentTurn } from '../../../entities/index.ts';
import type { SessionView } from '../../contracts/sessions.ts';
import { insert, update, type Row } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { sessionDelegation } from '../delegations/index.ts';
import { bumpRevision } from '../settings/index.ts';
import type { Person, Subject } from '../subjects/index.ts';
import type { ChatParts } from './chat-parts.ts';
import { lastSequence } from './session-runtime.ts';

/** A conversation as it is stored. */
export type SessionRow = Row<SmartAgentSession>;

const untitled = 'New conversation';

/** A person's own conversations. Nobody else's can be seen, whatever role one has. */
export class Sessions {
  constructor(private readonly parts: ChatParts) {}

  /** Opens a conversation and the delegation that goes with it. Refuses an agent the person may not use. */
  async create(
    person: Person,
    wanted: { readonly agentId: string; readonly company: { readonly id: string; readonly name: string } },
  ): Promise<SessionView> {
    const settings = await this.parts.settings.current(person.tid);
    const agent = settings.agents.get(wanted.agentId);
    if (!agent || agent.lifecycle !== 'active' || !agent.allowedUsers.has(person.oid)) {
      throw new AppError('not_found', 'There is no such agent for you.', {
        remedy: 'Choose one of the agents you are offered, or ask an admin to add you to it.',
      });
    }
    const subject = await this.parts.subjects.of(person);
    const createdAt = this.parts.clock.now().toISOString();
    const [id, delegationId] = [this.parts.ids.next(), this.parts.ids.next()];
    const row: SessionRow = {
      id,
      tenantId: person.tid,
      subjectId: subject.id,
      companyId: wanted.company.id,
      companyName: wanted.company.name,
      agentId: agent.id,
      agentVersionId: agent.current.id,
      delegationId,
      sealedTitle: subject.box.seal(untitled),
      lastSequence: 0,
      lastMessage: 0,
      readUntrustedText: false,
      untrustedFields: null,
      createdAt,
      lastActivityAt: createdAt,
      deletedAt: null,
      nodeId: null,
    };
    const delegation = { id: delegationId, tenantId: person.tid, agentId: agent.id, delegatorSubjectId: subject.id, createdAt };
    await this.parts.database.commit([sessionDelegation(delegation, wanted.company.id), insert(SmartAgentSession, row)]);
    return this.#view(row, subject, { pending: 0, phase: null });
  }

  /** The person's conversations, newest first. */
  async list(person: Person): Promise<readonly SessionView[]> {
    const subject = await this.parts.subjects.of(person);
    const rows = await this.parts.database.reader.find(SmartAgentSession, {
      where: { tenantId: person.tid, subjectId: subject.id, deletedAt: IsNull() },
      order: { lastActivityAt: 'DESC' },
      take: 100,
    });
    const pending = await this.parts.approvals.pendingCounts(rows.map((row) => row.id));
    const phases = await this.#phases(rows.map((row) => row.id));
    return Promise.all(rows.map((row) => this.#view(row, subject, { pending: pending.get(row.id) ?? 0, phase: phases.get(row.id) ?? null })));
  }

  /** One conversation of the person. Throws `not_found` for any other. */
  async view(person: Person, id: string): Promise<SessionView> {
    const { row, subject } = await this.own(person, id);
    const pending = await this.parts.approvals.pendingCounts([id]);
    const phases = await this.#phases([id]);
    return this.#view({ ...row, lastSequence: await lastSequence(this.parts.database, id) }, subject, {
      pending: pending.get(id) ?? 0,
      phase: phases.get(id) ?? null,
    });
  }

  /** The row of a conversation, if it is the person's own. */
  async own(person: Person, id: string): Promise<{ row: SessionRow; subject: Subject }> {
    const subject = await this.parts.subjects.of(person);
    const row = await this.parts.database.reader.findOneBy(SmartAgentSession, { id, tenantId: person.tid, subjectId: subject.id });
    if (!row) throw notFound('conversation');
    return { row, subject };
  }

  async rename(person: Person, id: string, title: string): Promise<void> {
    const { subject } = await this.own(person, id);
    await this.parts.database.commit([update(SmartAgentSession, { id }, { sealedTitle: subject.box.seal(title) })]);
  }

  /** Takes a conversation off the list; its authority ends with the very next call. */
  async remove(person: Person, id: string): Promise<void> {
    const { row } = await this.own(person, id);
    if (row.deletedAt !== null) return;
    const deletedAt = this.parts.clock.now().toISOString();
    await this.parts.database.transaction(async (manager) => {
      await manager.update(SmartAgentSession, { id }, { deletedAt });
      await manager.update(SmartAgentDelegation, { id: row.delegationId, revokedAt: IsNull() }, { revokedAt: deletedAt });
      await bumpRevision(manager, row.tenantId);
    });
  }

  /** Puts a conversation back on the list. Undoes the end of its authority that came with taking it off, and no other. */
  async restore(person: Person, id: string): Promise<void> {
    const { row } = await this.own(person, id);
    const { deletedAt } = row;
    if (deletedAt === null) return;
    await this.parts.database.transaction(async (manager) => {
      await manager.update(SmartAgentSession, { id }, { deletedAt: null });
      await manager.update(SmartAgentDelegation, { id: row.delegationId, revokedAt: deletedAt }, { revokedAt: null });
      await bumpRevision(manager, row.tenantId);
    });
  }

  async #phases(sessionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows =
      sessionIds.length === 0
        ? []
        : await this.parts.database.reader
            .createQueryBuilder(SmartAgentTurn, 'turn')
            .select(['turn.id', 'turn.sessionId', 'turn.phase'])
            .where(`turn.phase IN ('model', 'tools', 'waiting')`)
            .andWhere('turn.sessionId IN (:...sessionIds)', { sessionIds })
            .getMany();
    return new Map(rows.map((row) => [row.sessionId, row.phase]));
  }

  async #view(row: SessionRow, subject: Subject, now: { readonly pending: number; readonly phase: string | null }): Promise<SessionView> {
    const settings = await this.parts.settings.current(row.tenantId);
    const version = await this.parts.settings.version(row.tenantId, row.agentVersionId);
    return {
      id: row.id,
      title: subject.box.open(row.sealedTitle),
      agent: {
        id: row.agentId,
        name: settings.agents.get(row.agentId)?.name ?? 'Retired agent',
        version: version.number,
        autonomy: version.configuration.autonomy,
      },
      company: { id: row.companyId, name: row.companyName },
      status: now.phase === null ? 'idle' : now.phase === 'waiting' ? 'waiting' : 'running',
      pendingApprovals: now.pending,
      createdAt: row.createdAt,
      lastActivityAt: row.lastActivityAt,
      lastSequence: row.lastSequence,
    };
  }
}
