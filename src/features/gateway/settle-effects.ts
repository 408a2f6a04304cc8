import type { SelectQueryBuilder } from 'typeorm';
import { SmartAgentToolCallLog, SmartAgentToolCallOutcome } from '../../../entities/index.ts';
import { settleableFrom } from '../../domain/settling.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { ProposalPayload, ProposalRow } from '../approvals/index.ts';
import { outcomeWrites, type AttemptRecord } from '../audit/index.ts';
import type { HandedOver, Reconciled } from '../tools/index.ts';
import type { CallScope } from './call-scope.ts';
import type { GatewayParts } from './gateway-parts.ts';
import { logged } from './logged-text.ts';
import { commitOutcome, handedOverWrites } from './run-commit.ts';
import { runningOf } from './running-of.ts';
import { commitAttemptOf, writeSettlement, type InterruptedCommit } from './write-settlement.ts';

/** What is now known of a commit that was interrupted; null where nothing new is. */
export type SettledEffect =
  | { readonly kind: 'committed'; readonly line: string; readonly data: unknown }
  | { readonly kind: 'not_done'; readonly line: string }
  | { readonly kind: 'unknown'; readonly line: string }
  | null;

/** What a person found in the ERP, and where she looked; sealed for the person for whom the change was to be made. */
export interface PersonFound {
  readonly kind: 'committed' | 'not_done';
  readonly line: string;
  readonly reason: string;
  readonly subjectId: string;
  readonly box: SecretBox | null;
}

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
    const said = logged('How it ended was never recorded; it only looked, so nothing was changed.');
    for (const attempt of harmless) {
      await this.parts.log.commit(outcomeWrites(commitOutcome(this.parts, attempt, { outcome: 'unknown', layer: null, said })));
    }
    return harmless.length;
  }

  /**
   * Asks the tool whether an interrupted commit happened, with the person's own rights, and writes down what is new.
   * That an effect is not there counts only when the ERP cannot be at it any more.
   */
  async settle(scope: CallScope, row: ProposalRow): Promise<SettledEffect> {
    const attempt = await commitAttemptOf(this.parts.database, row);
    if (!attempt) return null;
    const asked = await this.#ask(scope, row);
    if (asked.kind === 'done') {
      const { line, data, handedOver } = asked.committed;
      return this.#write(scope, { row, attempt }, { kind: 'committed', line, data }, handedOver);
    }
    const over = settleableFrom({ attemptedAt: attempt.attemptedAt, horizonMillis: this.parts.effectHorizonMillis });
    if (asked.kind === 'not_done' && over <= this.parts.clock.now().toISOString()) {
      return this.#write(scope, { row, attempt }, { kind: 'not_done', line: lines.not_done });
    }
    return row.state === 'unknown' ? null : this.#write(scope, { row, attempt }, { kind: 'unknown', line: lines.unknown });
  }

  /** The commit whose end a proposal waits for; null where it waits for none. */
  async interrupted(row: ProposalRow): Promise<InterruptedCommit | null> {
    const attempt = await commitAttemptOf(this.parts.database, row);
    return attempt && { row, attempt };
  }

  /** How long the ERP may be at a request, in milliseconds. */
  get horizonMillis(): number {
    return this.parts.effectHorizonMillis;
  }

  /**
   * Writes down what a person found in the ERP, once, whatever arrives twice; what was sealed to make the change is
   * erased. False where it was settled meanwhile. `box` null: the person for whom it was to be made was erased.
   */
  async settleAs(found: InterruptedCommit, made: PersonFound): Promise<boolean> {
    const { box, subjectId, kind, line, reason } = made;
    const sealed = (text: string): string | null => box && box.seal(JSON.stringify(text));
    const sealedReason = sealed(reason);
    const settlement = { kind, line, subjectId, sealedResult: sealed(line), ...(sealedReason === null ? {} : { sealedReason }) };
    return writeSettlement(this.parts, found, settlement);
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

  async #write(scope: CallScope, found: InterruptedCommit, end: NonNullable<SettledEffect>, handedOver?: HandedOver): Promise<SettledEffect> {
    const sealedResult = scope.subject.box.seal(JSON.stringify(end.line));
    const more = handedOverWrites(this.parts, found.row, { box: scope.subject.box, handedOver });
    return (await writeSettlement(this.parts, found, { kind: end.kind, line: end.line, subjectId: null, sealedResult, more })) ? end : null;
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
