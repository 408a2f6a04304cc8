import { SmartAgentExecution, SmartAgentToolCallOutcome } from '../../../entities/index.ts';
import type { ProposalPreview } from '../../contracts/approvals.ts';
import type { SettledEffectView, SettleEffect, UnsettledEffect } from '../../contracts/unsettled-effects.ts';
import type { ApprovalState } from '../../domain/approval.ts';
import { decideSettling, type EffectFound } from '../../domain/settling.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/database.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import type { Approvals, ProposalRow } from '../approvals/index.ts';
import type { Telling } from '../chat/index.ts';
import type { EffectSettlement, InterruptedCommit } from '../gateway/index.ts';
import type { Settings } from '../settings/index.ts';
import { erasedName, type Subjects } from '../subjects/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import { unsettledView } from './unsettled-view.ts';

/** Who asks: what she may see and settle of others was decided by her permission sets. */
export interface EffectReader {
  readonly tenantId: string;
  readonly subjectId: string;
  readonly displayName: string;
  readonly maySeeOthers: boolean;
  readonly maySettleOthers: boolean;
}

/** What unsettled effects are read from and settled with. */
export interface UnsettledEffectParts {
  readonly database: Database;
  readonly approvals: Approvals;
  readonly settlement: EffectSettlement;
  readonly settings: Settings;
  readonly subjects: Subjects;
  readonly tools: ToolRegistry;
  readonly telling: Pick<Telling, 'told'>;
  readonly clock: Clock;
}

const outcomeOf = {
  done: { kind: 'committed', status: 'committed', saw: 'found that the change was made' },
  not_done: { kind: 'not_done', status: 'failed', saw: 'found that the change was not made' },
} as const satisfies Record<EffectFound, object>;

/** Changes of which nobody knows whether they were made, and how people settle them. */
export class UnsettledEffects {
  constructor(private readonly parts: UnsettledEffectParts) {}

  /** What is unsettled, oldest first: the reader's own, or the whole tenant's. What a change says is shown to its own person alone. */
  async list(reader: EffectReader): Promise<readonly UnsettledEffect[]> {
    const { approvals, settlement } = this.parts;
    const rows = await approvals.unknownOf(reader.tenantId, reader.maySeeOthers ? undefined : reader.subjectId);
    const found = await Promise.all(rows.map((row) => settlement.interrupted(row)));
    return Promise.all(found.flatMap((each) => (each === null ? [] : [this.#view(reader, each)])));
  }

  /**
   * Settles a change as a person found it in the ERP, once, and tells its conversation. Throws `not_found` for a change the
   * reader may not see, `forbidden` for one that she may not settle, `conflict` too early and when it is settled already.
   */
  async settle(reader: EffectReader, approvalId: string, { found, reason }: SettleEffect): Promise<SettledEffectView> {
    const row = await this.parts.approvals.find(reader.tenantId, approvalId);
    const isRequester = row?.requesterSubjectId === reader.subjectId;
    const interrupted = row && (isRequester || reader.maySeeOthers) ? await this.parts.settlement.interrupted(row) : null;
    if (!row || !interrupted) throw notFound('unsettled change');
    this.#check(reader, interrupted);
    const { kind, status, saw } = outcomeOf[found];
    const line = `${reader.displayName} looked in the ERP and ${saw}: ${reason}`;
    const box = await this.parts.subjects.box(row.requesterSubjectId);
    const isFirst = await this.parts.settlement.settleAs(interrupted, { kind, line, reason, subjectId: reader.subjectId, box });
    if (!isFirst) this.#check(reader, { ...interrupted, row: { ...row, state: status } });
    await this.parts.telling.told(row);
    return { approvalId: row.id, status, message: line };
  }

  #check(reader: EffectReader, { row, attempt }: InterruptedCommit): void {
    const decision = decideSettling({
      state: row.state as ApprovalState,
      attemptedAt: attempt.attemptedAt,
      horizonMillis: this.parts.settlement.horizonMillis,
      now: this.parts.clock.now().toISOString(),
      isRequester: row.requesterSubjectId === reader.subjectId,
      isApprover: reader.maySettleOthers,
    });
    if (decision.kind === 'settle') return;
    throw new AppError(decision.rule === 'not-asked' ? 'forbidden' : 'conflict', decision.message, { remedy: decision.remedy });
  }

  async #view(reader: EffectReader, interrupted: InterruptedCommit): Promise<UnsettledEffect> {
    const { database, settings, subjects, tools, settlement } = this.parts;
    const { row, attempt } = interrupted;
    const { agents } = await settings.current(row.tenantId);
    const execution = await database.reader.findOneByOrFail(SmartAgentExecution, { id: row.executionId, tenantId: row.tenantId });
    const outcome = await database.reader.findOneBy(SmartAgentToolCallOutcome, { attemptId: attempt.id });
    const { requesterSubjectId, deciderSubjectId } = row;
    const names = await subjects.names(row.tenantId, [requesterSubjectId, ...(deciderSubjectId === null ? [] : [deciderSubjectId])]);
    const isOwn = requesterSubjectId === reader.subjectId;
    return unsettledView(interrupted, {
      executionReference: execution.reference,
      company: execution.companyName ?? execution.companyId,
      requestedBy: names.get(requesterSubjectId) ?? erasedName,
      confirmedBy: deciderSubjectId === null ? null : (names.get(deciderSubjectId) ?? erasedName),
      correlationId: outcome?.correlationId ?? null,
      agentName: agents.get(row.agentId)?.name ?? 'Agent',
      toolTitle: tools.get(row.tool)?.title ?? row.tool,
      horizonMillis: settlement.horizonMillis,
      maySettle: isOwn || reader.maySettleOthers,
      preview: isOwn ? await this.#preview(row) : null,
    });
  }

  async #preview(row: ProposalRow): Promise<ProposalPreview | null> {
    const box = await this.parts.subjects.box(row.requesterSubjectId);
    return box && (JSON.parse(box.open(row.sealedPreview)) as ProposalPreview);
  }
}
