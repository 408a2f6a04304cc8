import { IsNull, MoreThanOrEqual, type EntityManager } from 'typeorm';
import { SmartAgentActionRequest, SmartAgentApproval, SmartAgentExecution } from '../../../entities/index.ts';
import { sha256 } from '../../kernel/canonical-json.ts';
import { insert, update, type Database, type Row, type Write } from '../../kernel/database.ts';
import { notFound } from '../../kernel/errors.ts';
import { holdLock } from '../../kernel/transaction-lock.ts';

/** A request as it is stored. */
export type RequestRow = Row<SmartAgentActionRequest>;
/** A run as it is stored. */
export type RunRow = Row<SmartAgentExecution>;

/** A request that arrived, and the run it would open. */
export interface NewRequest {
  readonly request: Omit<RequestRow, 'executionId' | 'step' | 'approvalId' | 'sealedAnswer' | 'sealedOutcome' | 'answeredAt'>;
  readonly run: RunRow;
  /** Reference of the run it is a further step of; null: it opens its own. */
  readonly reference: string | null;
  /** Keys older than this are forgotten. */
  readonly knownSince: string;
}

/** What became of taking it: new, with its run; or known, as it stands. */
export type TakenRequest =
  { readonly kind: 'new'; readonly request: RequestRow; readonly run: RunRow } | { readonly kind: 'known'; readonly request: RequestRow };

/** Requests of external agents in the database. */
export class ActionRequests {
  constructor(private readonly database: Database) {}

  /** Takes a request once, whatever arrives twice; with its run and its step in it. Throws `not_found` for a run that is not the agent's own under this delegation. */
  take(arrived: NewRequest): Promise<TakenRequest> {
    return this.database.transaction(async (manager) => {
      const { tenantId, agentId, keyHash } = arrived.request;
      await holdLock(manager, `action ${agentId} ${keyHash}`, 'exclusive');
      const requestedAt = MoreThanOrEqual(arrived.knownSince);
      const known = await manager.findOneBy(SmartAgentActionRequest, { tenantId, agentId, keyHash, requestedAt });
      if (known) return { kind: 'known', request: known };
      const { run, step } = arrived.reference === null ? await this.#open(manager, arrived.run) : await this.#goOn(manager, arrived);
      const open = { approvalId: null, sealedAnswer: null, sealedOutcome: null, answeredAt: null };
      const request: RequestRow = { ...arrived.request, executionId: run.id, step, ...open };
      await this.database.apply(manager, [insert(SmartAgentActionRequest, request)]);
      return { kind: 'new', request, run };
    });
  }

  async #open(manager: EntityManager, run: RunRow): Promise<{ run: RunRow; step: number }> {
    await this.database.apply(manager, [insert(SmartAgentExecution, run)]);
    return { run, step: 1 };
  }

  async #goOn(manager: EntityManager, { run: wanted, reference }: NewRequest): Promise<{ run: RunRow; step: number }> {
    const { tenantId, agentId, delegationId, companyId } = wanted;
    const own = { tenantId, agentId, delegationId, companyId, reference: reference ?? '', sessionId: IsNull() };
    const run = await manager.findOneBy(SmartAgentExecution, own);
    if (!run) throw notFound('execution');
    await holdLock(manager, `execution ${run.id}`, 'exclusive');
    const steps = await manager.find(SmartAgentActionRequest, { select: { id: true, step: true }, where: { executionId: run.id } });
    await manager.update(SmartAgentExecution, { id: run.id }, { status: 'running', endedAt: null });
    return { run, step: Math.max(0, ...steps.map(({ step }) => step)) + 1 };
  }

  /** The write that keeps what was answered. */
  answered(id: string, answer: Pick<RequestRow, 'approvalId' | 'sealedAnswer' | 'answeredAt'>): Write {
    return update(SmartAgentActionRequest, { id }, answer);
  }

  /** The write by which a request that changed nothing stands for its key no longer: asked again, it is done anew. */
  released(id: string): Write {
    return update(SmartAgentActionRequest, { id }, { keyHash: sha256(id) });
  }

  /** Whether a request can have changed something: a change was proposed for it, or begun. */
  async mayHaveChanged({ tenantId, id }: RequestRow): Promise<boolean> {
    return this.database.reader.existsBy(SmartAgentApproval, { tenantId, toolCallId: id });
  }

  /** The write that keeps what has come of it since. */
  decided(id: string, sealedOutcome: string): Write {
    return update(SmartAgentActionRequest, { id }, { sealedOutcome });
  }

  /** The request that a tool call was made for, or null. */
  ofCall(tenantId: string, toolCallId: string): Promise<RequestRow | null> {
    return this.database.reader.findOneBy(SmartAgentActionRequest, { tenantId, id: toolCallId });
  }

  /** The requests of a run, in order. */
  ofRun(executionId: string): Promise<RequestRow[]> {
    return this.database.reader.find(SmartAgentActionRequest, { where: { executionId }, order: { step: 'ASC' } });
  }

  /** An agent's own run, or null. */
  run(tenantId: string, agentId: string, reference: string): Promise<RunRow | null> {
    return this.database.reader.findOneBy(SmartAgentExecution, { tenantId, agentId, reference, sessionId: IsNull() });
  }

  /** A run by its id. */
  runById(id: string): Promise<RunRow> {
    return this.database.reader.findOneByOrFail(SmartAgentExecution, { id });
  }

  /** Requests that were never answered although nothing was proposed or is being made; of one alone where it is named. */
  async unanswered(id?: string): Promise<RequestRow[]> {
    const query = this.database.reader
      .createQueryBuilder(SmartAgentActionRequest, 'request')
      .leftJoin(SmartAgentApproval, 'approval', 'approval.toolCallId = request.id')
      .where('request.sealedAnswer IS NULL')
      .andWhere('request.sealedOutcome IS NULL')
      .andWhere('approval.id IS NULL');
    if (id !== undefined) query.andWhere('request.id = :id', { id });
    return query.getMany();
  }
}
