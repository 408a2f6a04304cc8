import { In, LessThanOrEqual, Like, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { SmartAgentApproval, SmartAgentTurn } from '../../../entities/index.ts';
import { canBecome, type ApprovalState } from '../../domain/approval.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { isShownTo, type Onlooker } from './asked.ts';
import { sealedPayloadIn } from './proposal.ts';

/** At most this many waiting proposals are listed. */
const mostPending = 500;

/** A proposal as it is stored. */
export type ProposalRow = Row<SmartAgentApproval>;

/** A step of a proposal from one state to another, and what is set with it. */
export interface ProposalMove {
  readonly from: ApprovalState;
  readonly to: ApprovalState;
  readonly set?: Partial<Omit<ProposalRow, 'state' | 'sealedPayload' | 'nodeId'>>;
}

/** Proposals in the database. Every change of state names the state it expects, so that of two who decide one wins. */
export class Approvals {
  /** `node`: the id that a proposal bears while this node is at it. */
  constructor(
    private readonly database: Database,
    private readonly node: () => string | null = () => null,
  ) {}

  /** A proposal of a tenant, or null. */
  find(tenantId: string, id: string): Promise<ProposalRow | null> {
    return this.database.reader.findOneBy(SmartAgentApproval, { id, tenantId });
  }

  /** The latest version of the proposal that `id` is a version of. */
  async latest(row: ProposalRow): Promise<ProposalRow> {
    const [latest] = await this.database.reader.find(SmartAgentApproval, {
      where: { proposalId: row.proposalId, tenantId: row.tenantId },
      order: { version: 'DESC' },
      take: 1,
    });
    return latest ?? row;
  }

  /** The version of a proposal that whoever asked stands for: the latest that nobody else edited. */
  async lastAsked(row: ProposalRow): Promise<ProposalRow> {
    const versions = await this.database.reader.find(SmartAgentApproval, {
      where: { proposalId: row.proposalId, tenantId: row.tenantId },
      order: { version: 'DESC' },
    });
    return versions.find(({ editedBySubjectId, requesterSubjectId }) => [null, requesterSubjectId].includes(editedBySubjectId)) ?? row;
  }

  /** What waits for a person, or was asked for in her name, the oldest first. */
  async pendingFor(tenantId: string, person: Onlooker): Promise<readonly ProposalRow[]> {
    const mine: FindOptionsWhere<SmartAgentApproval>[] = [
      { tenantId, state: 'pending', requesterSubjectId: person.id },
      { tenantId, state: 'pending', responsibleSubjectId: person.id },
    ];
    const others: FindOptionsWhere<SmartAgentApproval> = { tenantId, state: 'pending', approver: Like('%"second-person"%') };
    const rows = await this.database.reader.find(SmartAgentApproval, {
      where: person.mayApprove ? [...mine, others] : mine,
      order: { requestedAt: 'ASC' },
      take: mostPending,
    });
    return rows.filter((row) => isShownTo(row, person));
  }

  /** The proposals of a turn that still wait. */
  pendingOfTurn(turnId: string): Promise<ProposalRow[]> {
    return this.database.reader.findBy(SmartAgentApproval, { turnId, state: 'pending' });
  }

  /** The proposals of a conversation that still wait. */
  pendingOfSession(sessionId: string): Promise<ProposalRow[]> {
    return this.database.reader.findBy(SmartAgentApproval, { sessionId, state: 'pending' });
  }

  /** Whether a change that a turn proposed is being made at this moment. */
  isCommitting(turnId: string): Promise<boolean> {
    return this.database.reader.existsBy(SmartAgentApproval, { turnId, state: 'committing' });
  }

  /** What is known of the effect with this key, as the manager's transaction sees it. */
  async effect(manager: EntityManager, tenantId: string, effectKey: string): Promise<'none' | 'pending' | 'done' | 'unknown'> {
    const rows = await manager.find(SmartAgentApproval, { select: { id: true, state: true }, where: { tenantId, effectKey } });
    const states = new Set(rows.map(({ state }) => state));
    if (states.has('committed')) return 'done';
    if (states.has('committing')) return 'pending';
    return states.has('unknown') ? 'unknown' : 'none';
  }

  /** All versions of all proposals of an execution. */
  ofExecution(tenantId: string, executionId: string): Promise<ProposalRow[]> {
    return this.database.reader.find(SmartAgentApproval, { where: { tenantId, executionId }, order: { requestedAt: 'ASC', version: 'ASC' } });
  }

  /** How many proposals of each session wait. */
  async pendingCounts(sessionIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.reader.find(SmartAgentApproval, {
      select: { id: true, sessionId: true },
      where: { sessionId: In([...sessionIds]), state: 'pending' },
    });
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row.sessionId, (counts.get(row.sessionId) ?? 0) + 1);
    return counts;
  }

  /** Proposals nobody decided in time. */
  expired(now: string, take: number): Promise<ProposalRow[]> {
    return this.database.reader.find(SmartAgentApproval, { where: { state: 'pending', expiresAt: LessThanOrEqual(now) }, take });
  }

  /** Proposals whose commit did not come to its end. */
  unsettled(): Promise<ProposalRow[]> {
    return this.database.reader.findBy(SmartAgentApproval, { state: In(['committing', 'unknown']) });
  }

  /** The changes of a tenant of which nobody knows whether they were made, oldest first; of one person alone where she is named. */
  unknownOf(tenantId: string, requesterSubjectId?: string): Promise<ProposalRow[]> {
    return this.database.reader.find(SmartAgentApproval, {
      where: { tenantId, state: 'unknown', ...(requesterSubjectId === undefined ? {} : { requesterSubjectId }) },
      order: { requestedAt: 'ASC' },
      take: 200,
    });
  }

  /** Proposals that have ended or were replaced although their turn still waits. */
  endedUnderWaitingTurns(take: number): Promise<ProposalRow[]> {
    return this.database.reader
      .createQueryBuilder(SmartAgentApproval, 'approval')
      .innerJoin(SmartAgentTurn, 'turn', 'turn.id = approval.turnId')
      .where('turn.phase = :phase', { phase: 'waiting' })
      .andWhere('approval.state NOT IN (:...open)', { open: ['pending', 'committing'] })
      .take(take)
      .getMany();
  }

  /** Proposals of whose end nobody has heard yet, those that ended first before the others. */
  untold(take: number): Promise<ProposalRow[]> {
    return this.database.reader.find(SmartAgentApproval, { where: { untold: true }, order: { decidedAt: 'ASC' }, take });
  }

  /** Whether a proposal still waits, as the manager's transaction sees it. */
  isPending(manager: EntityManager, id: string): Promise<boolean> {
    return manager.existsBy(SmartAgentApproval, { id, state: 'pending' });
  }

  /**
   * Moves a proposal from one state to another in a transaction, and so is at it; false where it was not in that state any more. What was
   * sealed to make the change is erased when nothing more can happen to it. Throws for a move that the rules do not know.
   */
  async move(manager: EntityManager, id: string, step: ProposalMove): Promise<boolean> {
    if (!canBecome(step.from, step.to)) throw new Error(`a proposal cannot go from ${step.from} to ${step.to}`);
    const changed = await manager.update(
      SmartAgentApproval,
      { id, state: step.from },
      {
        ...step.set,
        ...sealedPayloadIn(step.to),
        ...{ state: step.to, nodeId: this.node() },
      },
    );
    return changed.affected === 1;
  }
}
