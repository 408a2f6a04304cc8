import { SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../../entities/index.ts';
import type { ProposalPayload, ProposalRow } from '../approvals/index.ts';
import { outcomeWrites, type AttemptRecord } from '../audit/index.ts';
import type { CallScope } from './call-scope.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { rowLimitOf } from './gather-facts.ts';
import { commitOutcome } from './run-commit.ts';

/** What is now known of a commit that was interrupted. */
export type SettledEffect =
  { readonly kind: 'committed'; readonly line: string; readonly data: unknown } | { readonly kind: 'not_done' } | { readonly kind: 'unknown' };

/** Settles what a crash left open: attempts without an outcome, and commits of which nobody knows whether they happened. */
export class EffectSettlement {
  constructor(private readonly parts: GatewayParts) {}

  /**
   * Closes reads and preparations that a stop of the program interrupted; they had no effect. Answers how
   * many. Only rows older than `before` are looked at: younger ones may still be running.
   */
  async closeInterrupted(before: string): Promise<number> {
    const open = await this.#open(before);
    const harmless = open.filter((attempt) => attempt.phase !== 'commit');
    for (const attempt of harmless) {
      await this.parts.log.commit(
        outcomeWrites(
          commitOutcome(this.parts, attempt, { outcome: 'failed', layer: null, message: 'Interrupted by a stop of the program; it had no effect.' }),
        ),
      );
    }
    return harmless.length;
  }

  /** Asks the tool whether an interrupted commit happened, with the person's own rights, and writes down the answer. */
  async settle(scope: CallScope, row: ProposalRow): Promise<SettledEffect> {
    const tool = this.parts.tools.get(row.tool);
    const attempt = await this.#commitAttempt(row);
    if (!attempt || tool?.kind !== 'write' || row.sealedPayload === null) return { kind: 'unknown' };
    const payload = JSON.parse(scope.subject.box.open(row.sealedPayload)) as ProposalPayload;
    const settings = await this.parts.settings.current(scope.tenantId);
    const running = { scope, callId: row.toolCallId, effectKey: row.effectKey, rowLimit: rowLimitOf(scope, settings, row.tool) };
    const ran = await this.parts.executor.reconcile(tool, payload.draft, running);
    if (ran.kind === 'failed' || ran.value.kind === 'unknown') return { kind: 'unknown' };
    const done = ran.value.kind === 'done' ? ran.value.committed : null;
    await this.#write(scope, { row, attempt }, done?.line ?? null);
    return done ? { kind: 'committed', ...done } : { kind: 'not_done' };
  }

  async #write(scope: CallScope, found: { row: ProposalRow; attempt: AttemptRecord }, line: string | null): Promise<void> {
    const { row, attempt } = found;
    const message = line ?? 'Interrupted before it reached the ERP; nothing was written.';
    const outcome = commitOutcome(this.parts, attempt, {
      outcome: line === null ? 'failed' : 'committed',
      layer: null,
      message: `${message} (found out afterwards)`,
    });
    const hasOutcome = await this.parts.database.reader.existsBy(SmartAgentToolCallOutcome, { attemptId: attempt.id });
    await this.parts.log.transaction(async (manager) => {
      const set = { sealedPayload: null, sealedResult: scope.subject.box.seal(JSON.stringify(message)) };
      const to = line === null ? 'failed' : 'committed';
      const moved =
        (await this.parts.approvals.move(manager, row.id, { from: 'committing', to, set })) ||
        (await this.parts.approvals.move(manager, row.id, { from: 'unknown', to, set }));
      if (moved && !hasOutcome) await this.parts.database.apply(manager, outcomeWrites(outcome));
    });
  }

  async #commitAttempt(row: ProposalRow): Promise<AttemptRecord | null> {
    return this.parts.database.reader.findOneBy(SmartAgentToolCallLog, { approvalId: row.id, phase: 'commit', decision: 'run' });
  }

  #open(before: string): Promise<AttemptRecord[]> {
    return this.parts.database.reader
      .createQueryBuilder(SmartAgentToolCallLog, 'attempt')
      .leftJoin(SmartAgentToolCallOutcome, 'outcome', 'outcome.attemptId = attempt.id')
      .where(`attempt.decision IN ('run', 'ask')`)
      .andWhere('attempt.attemptedAt < :before', { before })
      .andWhere('outcome.id IS NULL')
      .getMany();
  }
}
