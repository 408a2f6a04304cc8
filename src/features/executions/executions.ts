import type { ExecutionView } from '../../contracts/executions.ts';
import { addCredits } from '../../domain/budget.ts';
import { notFound } from '../../kernel/errors.ts';
import { approvalOverview, approvalView, type Approvals, type ProposalRow } from '../approvals/index.ts';
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

type ApprovalTold = ExecutionView['approvals'][number];

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
      approvals: await this.#approvals(reader, found),
    };
  }

  async #approvals(reader: ExecutionReader, { row, agentName }: StoredExecution): Promise<ApprovalTold[]> {
    const proposals = await this.parts.approvals.ofExecution(row.tenantId, row.id);
    const deciders = await this.parts.subjects.names(
      row.tenantId,
      proposals.flatMap(({ deciderSubjectId }) => deciderSubjectId ?? []),
    );
    return Promise.all(proposals.map((proposal) => this.#approval(reader, proposal, { reference: row.reference, agentName, deciders })));
  }

  /** What a proposal says is for the two who were asked: seeing other people's runs is no right to see the ERP's content. */
  async #approval(
    reader: ExecutionReader,
    proposal: ProposalRow,
    known: { reference: string; agentName: string; deciders: ReadonlyMap<string, string> },
  ): Promise<ApprovalTold> {
    const { deciderSubjectId, requesterSubjectId, tool } = proposal;
    const names = {
      executionReference: known.reference,
      agentName: known.agentName,
      toolTitle: this.parts.tools.get(tool)?.title ?? tool,
      deciderName: deciderSubjectId === null ? null : (known.deciders.get(deciderSubjectId) ?? erasedName),
    };
    const wasAsked = reader.subjectId === requesterSubjectId || reader.subjectId === deciderSubjectId;
    return wasAsked
      ? approvalView(proposal, { ...names, box: await this.parts.subjects.box(requesterSubjectId) })
      : approvalOverview(proposal, names);
  }
}
