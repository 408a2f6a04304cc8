import { In } from 'typeorm';
import {
  SmartAgent,
  SmartAgentApprovalDecision,
  SmartAgentBusinessUnit,
  SmartAgentDelegation,
  SmartAgentEmailDraft,
  SmartAgentExecution,
  SmartAgentModelCall,
  SmartAgentToolCallLog,
  SmartAgentToolCallOutcome,
  SmartAgentUserFile,
  SmartAgentVersion,
  Tenant,
} from '../../../entities/index.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { parameterPlace, topRows } from '../../kernel/sql-text.ts';

/** What the log has of an execution, each record as it was hashed. */
export interface LoggedRows {
  readonly attempts: readonly Row<SmartAgentToolCallLog>[];
  readonly outcomes: readonly Row<SmartAgentToolCallOutcome>[];
  readonly decisions: readonly Row<SmartAgentApprovalDecision>[];
}

/** A record of the ERP that an execution touched. */
export interface TouchedRow {
  readonly entitySet: string;
  readonly id: string;
  readonly label: string;
  readonly role: 'read' | 'written';
  /** How many there are in all. */
  readonly total: number;
}

/** An agent in one of its versions. */
export interface ActingAgent {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly hash: string;
  readonly salt: string | null;
}

/** An execution with the rows its story is told from. */
export interface StoredExecution extends LoggedRows {
  readonly row: Row<SmartAgentExecution>;
  readonly tenant: Pick<Row<Tenant>, 'id' | 'name' | 'erpBaseUrl'>;
  readonly agent: Row<SmartAgent> | null;
  /** Name of the company group the agent belongs to. */
  readonly businessUnit: string | null;
  readonly version: Pick<Row<SmartAgentVersion>, 'number' | 'hash' | 'salt'>;
  /** The agents that acted, each in the version in which it did, by version id. */
  readonly acting: ReadonlyMap<string, ActingAgent>;
  readonly delegation: Row<SmartAgentDelegation> | null;
  readonly modelCalls: readonly Row<SmartAgentModelCall>[];
  readonly touched: readonly TouchedRow[];
  readonly drafts: number;
  readonly files: number;
}

/** At most this many touched records are told one by one. */
const recordsTold = 500;

/** Executions in the database. Nothing of a story is read from the conversation, which may be gone. */
export class ExecutionStore {
  constructor(private readonly database: Database) {}

  /** The execution of a tenant with this reference, or null. */
  row(tenantId: string, reference: string): Promise<Row<SmartAgentExecution> | null> {
    return this.database.reader.findOneBy(SmartAgentExecution, { tenantId, reference });
  }

  /** Everything that belongs to an execution. */
  async whole(row: Row<SmartAgentExecution>): Promise<StoredExecution> {
    const { reader } = this.database;
    const { tenantId, id: executionId } = row;
    const tenant = await reader.findOneBy(Tenant, { id: tenantId });
    const agent = await reader.findOneBy(SmartAgent, { tenantId, id: row.agentId });
    const unitId = agent?.businessUnitId ?? null;
    const unit = unitId === null ? null : await reader.findOneBy(SmartAgentBusinessUnit, { tenantId, id: unitId });
    const version = await reader.findOneBy(SmartAgentVersion, { tenantId, id: row.agentVersionId });
    const logged = await this.#logged(tenantId, executionId);
    const drafts = await reader.find(SmartAgentEmailDraft, { select: { id: true }, where: { tenantId, executionId } });
    return {
      row,
      tenant: { id: tenantId, name: tenant?.name ?? '', erpBaseUrl: tenant?.erpBaseUrl ?? '' },
      agent,
      businessUnit: unit?.name ?? null,
      version: version ?? { number: 0, hash: '', salt: '' },
      delegation: await reader.findOneBy(SmartAgentDelegation, { tenantId, id: row.delegationId }),
      modelCalls: await reader.find(SmartAgentModelCall, { where: { tenantId, executionId }, order: { startedAt: 'ASC' } }),
      touched: await this.#touched(tenantId, executionId),
      drafts: drafts.length,
      files: drafts.length === 0 ? 0 : await reader.countBy(SmartAgentUserFile, { tenantId, emailDraftId: In(drafts.map(({ id }) => id)) }),
      acting: await this.#acting(tenantId, logged),
      ...logged,
    };
  }

  async #acting(tenantId: string, { attempts }: LoggedRows): Promise<ReadonlyMap<string, ActingAgent>> {
    const { reader } = this.database;
    const ids = [...new Set(attempts.map(({ agentVersionId }) => agentVersionId))];
    const versions = await reader.find(SmartAgentVersion, {
      select: { id: true, agentId: true, number: true, hash: true, salt: true },
      where: { tenantId, id: In(ids) },
    });
    const agents = await reader.find(SmartAgent, {
      select: { id: true, name: true },
      where: { tenantId, id: In(versions.map(({ agentId }) => agentId)) },
    });
    const names = new Map(agents.map(({ id, name }) => [id, name]));
    return new Map(versions.map(({ id, agentId, number, hash, salt }) => [id, { id: agentId, name: names.get(agentId) ?? '', number, hash, salt }]));
  }

  async #logged(tenantId: string, executionId: string): Promise<LoggedRows> {
    const { reader } = this.database;
    return {
      attempts: await reader.find(SmartAgentToolCallLog, { where: { tenantId, executionId }, order: { attemptedAt: 'ASC', id: 'ASC' } }),
      outcomes: await reader
        .createQueryBuilder(SmartAgentToolCallOutcome, 'outcome')
        .innerJoin(SmartAgentToolCallLog, 'attempt', 'attempt.id = outcome.attemptId')
        .where('attempt.tenantId = :tenantId AND attempt.executionId = :executionId', { tenantId, executionId })
        .orderBy('outcome.finishedAt')
        .addOrderBy('outcome.id')
        .getMany(),
      decisions: await reader.find(SmartAgentApprovalDecision, { where: { tenantId, executionId }, order: { decidedAt: 'ASC', id: 'ASC' } }),
    };
  }

  /** What was written first. */
  async #touched(tenantId: string, executionId: string): Promise<readonly TouchedRow[]> {
    const { dialect, reader } = this.database;
    const { top, limit } = topRows(dialect, recordsTold);
    const rows = await reader.query<TouchedRow[]>(
      `SELECT ${top} r."entitySet" AS "entitySet", r."recordId" AS "id", MAX(r."label") AS "label", MAX(r."role") AS "role", COUNT(*) OVER () AS "total"
         FROM "SmartAgentToolCallLog" a JOIN "SmartAgentExecutionRecord" r ON r."attemptId" = a."id"
        WHERE a."tenantId" = ${parameterPlace(dialect, 0)} AND a."executionId" = ${parameterPlace(dialect, 1)}
        GROUP BY r."entitySet", r."recordId" ORDER BY MAX(r."role") DESC, r."entitySet", MAX(r."label"), r."recordId" ${limit}`,
      [tenantId, executionId],
    );
    return rows.map((row) => ({ ...row, total: Number(row.total) }));
  }
}
