import type { SmartAgentExecution } from '../../../entities/index.ts';
import type { ExecutionQuery, ExecutionSummary, ExecutionView } from '../../contracts/executions.ts';
import { maySeeRun, runsSeenBy, type RunViewer } from '../../domain/seeing-runs.ts';
import type { Row } from '../../kernel/database.ts';
import { notFound } from '../../kernel/errors.ts';
import type { Approvals, ErpApprovals } from '../approvals/index.ts';
import type { ToolCallLogPage } from '../log-page/index.ts';
import type { Settings } from '../settings/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import type { ExecutionSearch, FoundExecution } from './execution-search.ts';
import type { ExecutionStore, StoredExecution } from './execution-store.ts';
import { etagsOf, nameFrom, peopleOfApprovals, tellApprovalEvents, tellApprovals } from './tell-approvals.ts';
import { tellErpApprovals, tellWaitingInErp } from './tell-erp-approvals.ts';
import { tellAuthority, tellWork } from './tell-execution.ts';

/** What executions are told from. */
export interface ExecutionParts {
  readonly store: ExecutionStore;
  readonly search: ExecutionSearch;
  readonly approvals: Approvals;
  readonly erpApprovals: ErpApprovals;
  readonly logPage: ToolCallLogPage;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly tools: ToolRegistry;
}

/** Who asks: whether she may see runs of others was decided by her permission sets. */
export interface ExecutionReader {
  readonly tenantId: string;
  readonly subjectId: string;
  readonly maySeeOthers: boolean;
}

/** The whole story of a run: which agent acted, for whom, under which authority, what it called, what was decided and what it cost. */
export class Executions {
  constructor(private readonly parts: ExecutionParts) {}

  /** The execution with this reference. Throws `not_found`, also for a run that the reader may not see. */
  async get(reader: ExecutionReader, reference: string): Promise<ExecutionView> {
    const stored = await this.parts.store.whole(await this.row(reader, reference));
    return this.tell(stored, reader.subjectId);
  }

  /** The row of an execution that the reader may see. Throws `not_found`. */
  async row(reader: ExecutionReader, reference: string): Promise<Row<SmartAgentExecution>> {
    const row = await this.parts.store.row(reader.tenantId, reference);
    if (!row || !maySeeRun(await this.#viewer(reader), row)) throw notFound('execution');
    return row;
  }

  /** One page of the runs the reader may see, newest first. */
  async list(reader: ExecutionReader, query: ExecutionQuery): Promise<{ value: readonly ExecutionSummary[]; nextAfter?: string }> {
    const { runs, hasMore } = await this.parts.search.page(reader.tenantId, query, runsSeenBy(await this.#viewer(reader)));
    const names = nameFrom(
      await this.parts.subjects.names(
        reader.tenantId,
        runs.map(({ row }) => row.subjectId),
      ),
    );
    const { subjects, erpApprovals } = this.parts;
    const waiting = runs.length === 0 ? [] : await erpApprovals.waitingOf(runs.map(({ row }) => row.id));
    const told = async ({ row, ...rest }: FoundExecution): Promise<ExecutionSummary> => ({
      reference: row.reference,
      status: row.status as ExecutionSummary['status'],
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      user: names(row.subjectId),
      company: row.companyName ?? row.companyId,
      ...rest,
      waitingInErp: await tellWaitingInErp({ subjects, rows: waiting.filter(({ executionId }) => executionId === row.id) }, row.subjectId),
    });
    const value = await Promise.all(runs.map(told));
    const last = value.at(-1);
    return hasMore && last ? { value, nextAfter: last.reference } : { value };
  }

  async #viewer({ tenantId, subjectId, maySeeOthers }: ExecutionReader): Promise<RunViewer> {
    const services = maySeeOthers ? [] : [...(await this.parts.settings.current(tenantId)).services.values()];
    const ownServices = services.filter(({ owner }) => owner.subjectId === subjectId).map((service) => service.subjectId);
    return { subjectId, maySeeOthers, ownServices };
  }

  /** The story of an execution; `readerId` null: as those are told it who were not asked anything. */
  async tell(stored: StoredExecution, readerId: string | null): Promise<ExecutionView> {
    const { row } = stored;
    const proposals = await this.parts.approvals.ofExecution(row.tenantId, row.id);
    const people = [row.subjectId, ...(stored.delegation ? [stored.delegation.delegatorSubjectId] : []), ...peopleOfApprovals({ stored, proposals })];
    const nameOf = nameFrom(await this.parts.subjects.names(row.tenantId, people));
    const { tools, subjects } = this.parts;
    const known = { stored, proposals, nameOf, tools, subjects };
    const approvals = await tellApprovals(known, readerId);
    return {
      reference: row.reference,
      status: row.status as ExecutionView['status'],
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      ...tellAuthority(stored, nameOf),
      ...tellWork(stored, { tools, etags: etagsOf(proposals) }),
      toolCalls: [...(await this.parts.logPage.ofExecution(row.tenantId, row.id))],
      approvalEvents: tellApprovalEvents(known, approvals),
      approvals,
      erpApprovals: await tellErpApprovals({ subjects, proposals, rows: await this.parts.erpApprovals.ofExecution(row.id) }, readerId),
    };
  }
}
