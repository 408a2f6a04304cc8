import type { Clock } from '../../kernel/clock.ts';
import type { Write } from '../../kernel/database.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { attemptWrites, outcomeWrites, type AttemptRecord } from './log-records.ts';
import type { AuditLog } from './audit-log.ts';

/** The id a gap row carries where nobody can be named: the attempts it counts left no trace of whose they were. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Once the log can be written again, one row says how many attempts were refused while it could not
 * (invariant 2). Writing it is also how it is found out whether the log is back.
 */
export class AuditGap {
  #recording: Promise<void> | null = null;

  constructor(
    private readonly log: AuditLog,
    private readonly parts: { readonly clock: Clock; readonly ids: IdSource },
  ) {
    log.onBack = () => void this.record();
  }

  /** Tries to write the gap rows, one a tenant; leaves everything as it is where the log is still unavailable. Many who ask at once share one try. */
  record(): Promise<void> {
    this.#recording ??= this.#record().finally(() => (this.#recording = null));
    return this.#recording;
  }

  async #record(): Promise<void> {
    const gaps = this.log.gaps.length > 0 ? this.log.gaps : [{ tenantId: nobody, count: 0 }];
    try {
      for (const gap of gaps) {
        await this.log.commit(this.#writes(gap));
        this.log.recordedGap(gap);
      }
    } catch {
      // Still unavailable: the state says so, and the next probe tries again.
    }
  }

  #writes(gap: { readonly tenantId: string; readonly count: number }): readonly Write[] {
    const { tenantId, count } = gap;
    const row = this.#row(tenantId, count);
    const finishedAt = row.attemptedAt;
    const outcome = {
      id: this.parts.ids.next(),
      tenantId,
      attemptId: row.id,
      finishedAt,
      outcome: 'refused',
      layer: 'audit',
      message: `${count} attempts`,
    };
    const empty = {
      dataScope: null,
      records: 0,
      mayBePartial: false,
      truncated: false,
      inputTokens: 0,
      outputTokens: 0,
      credits: '0.0000',
      durationMs: 0,
      correlationId: null,
    };
    return [...attemptWrites(row), ...outcomeWrites({ ...outcome, ...empty })];
  }

  #row(tenantId: string, count: number): AttemptRecord {
    const message = `The audit log was unavailable; ${count} attempt(s) were refused and not logged one by one.`;
    const ids = { executionId: nobody, subjectId: nobody, companyId: nobody, agentId: nobody, agentVersionId: nobody, delegationId: nobody };
    return {
      ...ids,
      id: this.parts.ids.next(),
      tenantId,
      attemptedAt: this.parts.clock.now().toISOString(),
      toolCallId: 'audit_gap',
      phase: 'read',
      sessionId: null,
      turnId: null,
      tier: 'none',
      model: 'none',
      tool: 'audit_gap',
      operation: 'unknown',
      arguments: JSON.stringify({ refusedAttempts: count }),
      decision: 'refuse',
      layer: 'audit',
      rule: 'audit_gap',
      basis: JSON.stringify([{ layer: 'audit', rule: 'audit_gap', setting: 'audit log', message }]),
      facts: JSON.stringify({ ruleSet: 2, refusedAttempts: count }),
      price: '0',
      approvalId: null,
      approverSubjectId: null,
      recheck: null,
      effectKey: null,
    };
  }
}
