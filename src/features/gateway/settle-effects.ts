import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../../entities/index.ts';
import type { ProposalPayload, ProposalRow } from '../approvals/index.ts';
import { outcomeWrites, type AttemptRecord } from '../audit/index.ts';
import type { Reconciled } from '../tools/index.ts';
import type { CallScope } from './call-scope.ts';
import { decisionOf } from './decision-record.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { commitOutcome } from './run-commit.ts';
import { runningOf } from './running-of.ts';

/** What is now known of a commit that was interrupted; null where nothing new is. */
export type SettledEffect =
  | { readonly kind: 'committed'; readonly line: string; readonly data: unknown }
  | { readonly kind: 'not_done'; readonly line: string }
  | { readonly kind: 'unknown'; readonly line: string }
  | null;

const lines = {
  not_done: 'It did not reach the ERP; nothing was written.',
  unknown: 'It is not known yet whether the change was made.',
} as const;

/** Settles what a stop or a lost answer left open: attempts without an outcome, and commits of which nobody knows whether they happened. */
export class EffectSettlement {
  constructor(private readonly parts: GatewayParts) {}

  /**
   * Closes reads and preparations whose end was never recorded; they had no effect. Answers how many. Only rows
   * older than `before` are looked at: younger ones may still be running.
   */
  async closeInterrupted(before: string): Promise<number> {
    return this.#close(await this.#open((query) => query.andWhere('attempt.attemptedAt < :before', { before })));
  }

  /** Closes those reads and preparations of which it is known that their outcome could not be written. Answers how many. */
  async closeLost(attemptIds: readonly string[]): Promise<number> {
    if (attemptIds.length === 0) return 0;
    return this.#close(await this.#open((query) => query.andWhere('attempt.id IN (:...attemptIds)', { attemptIds })));
  }

  async #close(attempts: readonly AttemptRecord[]): Promise<number> {
    const harmless = attempts.filter((attempt) => attempt.phase !== 'commit');
    const message = 'How it ended was never recorded; it only looked, so nothing was changed.';
    for (const attempt of harmless) {
      await this.parts.log.commit(outcomeWrites(commitOutcome(this.parts, attempt, { outcome: 'unknown', layer: null, message })));
    }
    return harmless.length;
  }

  /**
   * Asks the tool whether an interrupted commit happened, with the person's own rights, and writes down what is new.
   * That an effect is not there counts only when the ERP cannot be at it any more.
   */
  async settle(scope: CallScope, row: ProposalRow): Promise<SettledEffect> {
    const attempt = await this.parts.database.reader.findOneBy(SmartAgentToolCallLog, {
      ...{ tenantId: row.tenantId, effectKey: row.effectKey, toolCallId: row.toolCallId, phase: 'commit', decision: 'run' },
    });
    if (!attempt) return null;
    const asked = await this.#ask(scope, row);
    if (asked.kind === 'done') return this.#write(scope, { row, attempt }, { kind: 'committed', ...asked.committed });
    const horizon = new Date(this.parts.clock.now().getTime() - this.parts.effectHorizonMillis).toISOString();
    if (asked.kind === 'not_done' && attempt.attemptedAt <= horizon) {
      return this.#write(scope, { row, attempt }, { kind: 'not_done', line: lines.not_done });
    }
    return row.state === 'unknown' ? null : this.#write(scope, { row, attempt }, { kind: 'unknown', line: lines.unknown });
  }

  async #ask(scope: CallScope, row: ProposalRow): Promise<Reconciled> {
    const tool = this.parts.tools.get(row.tool);
    if (tool?.kind !== 'write' || row.sealedPayload === null) return { kind: 'unknown' };
    const payload = JSON.parse(scope.subject.box.open(row.sealedPayload)) as ProposalPayload;
    const settings = await this.parts.settings.current(scope.tenantId);
    const delegation = await this.parts.delegations.at(settings.revision, scope.tenantId, scope.delegationId);
    const running = runningOf(scope, { settings, delegation }, { callId: row.toolCallId, effectKey: row.effectKey, tool: row.tool });
    const ran = await this.parts.executor.reconcile(tool, payload.draft, running);
    return ran.kind === 'done' ? ran.value : { kind: 'unknown' };
  }

  /** The outcome of an attempt that has none, or the decision that settles one whose outcome was `unknown`; with the proposal's state, once. */
  async #write(scope: CallScope, found: { row: ProposalRow; attempt: AttemptRecord }, end: NonNullable<SettledEffect>): Promise<SettledEffect> {
    const { row, attempt } = found;
    const to = ({ committed: 'committed', not_done: 'failed', unknown: 'unknown' } as const)[end.kind];
    const sealedResult = scope.subject.box.seal(JSON.stringify(end.line));
    const set = { sealedResult };
    return this.parts.log.transaction(async (manager) => {
      const from = row.state === 'unknown' ? 'unknown' : 'committing';
      if (!(await this.parts.approvals.move(manager, row.id, { from, to, set }))) return null;
      const outcome = commitOutcome(this.parts, attempt, { outcome: to, layer: null, message: `${end.line} (found out afterwards)` });
      const settled = decisionOf(this.parts, row, { decision: `settled_${end.kind}`, subjectId: null, now: outcome.finishedAt });
      await this.parts.database.apply(manager, (await hasOutcome(manager, attempt.id)) ? settled : outcomeWrites(outcome));
      return end;
    });
  }

  #open(narrow: (query: SelectQueryBuilder<SmartAgentToolCallLog>) => unknown): Promise<AttemptRecord[]> {
    const query = this.parts.database.reader
      .createQueryBuilder(SmartAgentToolCallLog, 'attempt')
      .leftJoin(SmartAgentToolCallOutcome, 'outcome', 'outcome.attemptId = attempt.id')
      .where(`attempt.decision IN ('run', 'ask')`)
      .andWhere('outcome.id IS NULL');
    narrow(query);
    return query.getMany();
  }
}

const hasOutcome = (manager: EntityManager, attemptId: string): Promise<boolean> => manager.existsBy(SmartAgentToolCallOutcome, { attemptId });
