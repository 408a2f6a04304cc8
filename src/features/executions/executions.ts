import type { ApprovalView } from '../../contracts/approvals.ts';
import type { ExecutionView } from '../../contracts/executions.ts';
import { addCredits } from '../../domain/budget.ts';
import { notFound } from '../../kernel/errors.ts';
import { approvalView, type Approvals, type ProposalRow } from '../approvals/index.ts';
import type { ToolCallLogPage } from '../log-page/index.ts';
import { erasedName, type Subjects } from '../subjects/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import type { ExecutionStore, StoredExecution } from './execution-store.ts';

/** What executions are told from. */
export interface ExecutionParts {
  readonly store: ExecutionStore;
  readonly approvals: Approvals;
  readonly logPage: ToolCallLogPage;
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

  /** The execution with this reference. Throws `not_found`, also for a run of somebody else that the reader may not see. */
  async get(reader: ExecutionReader, reference: string): Promise<ExecutionView> {
    const { tenantId } = reader;
    const found = await this.parts.store.find(tenantId, reference);
    if (!found || !(reader.maySeeOthers || found.row.subjectId === reader.subjectId)) throw notFound('execution');
    const { row } = found;
    const names = await this.parts.subjects.names(tenantId, [row.subjectId]);
    return {
      reference: row.reference,
      status: row.status as ExecutionView['status'],
      startedAt: row.startedAt,
      endedAt: row.endedAt,
      agent: { id: row.agentId, name: found.agentName, version: found.version.number, versionHash: found.version.hash },
      fingerprint: row.fingerprint,
      user: names.get(row.subjectId) ?? erasedName,
      company: found.companyName,
      delegationId: row.delegationId,
      credits: addCredits(...found.modelCredits),
      toolCalls: [...(await this.parts.logPage.ofExecution(tenantId, row.id))],
      approvals: await this.#approvals(found),
    };
  }

  async #approvals({ row, agentName }: StoredExecution): Promise<ApprovalView[]> {
    const proposals = await this.parts.approvals.ofExecution(row.tenantId, row.id);
    const deciders = await this.parts.subjects.names(
      row.tenantId,
      proposals.flatMap(({ deciderSubjectId }) => deciderSubjectId ?? []),
    );
    return Promise.all(proposals.map((proposal) => this.#approval(proposal, { reference: row.reference, agentName, deciders })));
  }

  async #approval(
    proposal: ProposalRow,
    known: { reference: string; agentName: string; deciders: ReadonlyMap<string, string> },
  ): Promise<ApprovalView> {
    const { deciderSubjectId, requesterSubjectId, tool } = proposal;
    return approvalView(proposal, {
      executionReference: known.reference,
      agentName: known.agentName,
      toolTitle: this.parts.tools.get(tool)?.title ?? tool,
      box: await this.parts.subjects.box(requesterSubjectId),
      deciderName: deciderSubjectId === null ? null : (known.deciders.get(deciderSubjectId) ?? erasedName),
    });
  }
}
