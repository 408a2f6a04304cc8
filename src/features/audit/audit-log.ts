import { AppError } from '../../kernel/errors.ts';
import type { Database, Write } from '../../kernel/database.ts';
import type { EntityManager } from 'typeorm';

/** Told after every commit of log records; wakes the sequencer. */
export type OnCommitted = () => void;

/** Whether an error says that the log cannot be written. */
export const isAuditUnavailable = (error: unknown): error is AppError => error instanceof AppError && error.code === 'audit_unavailable';

/** Whether the log can be written, and what could not be since when. */
export interface AuditState {
  readonly available: boolean;
  /** Attempts refused because they could not be logged, since the log was last available. */
  readonly refusedAttempts: number;
  readonly problem: string | null;
}

/** The sentence users and models get while nothing can be logged. */
export const auditUnavailableMessage = 'The audit log is unavailable, so nothing was run.';

/** The error of a call that ran, or may have, and whose outcome cannot be written: what came of it is withheld. */
export const outcomeLost = (cause: unknown): AppError =>
  new AppError('audit_unavailable', 'It ran, or may have, but the audit log could not take its outcome; what came of it is withheld.', {
    remedy: 'Do not ask for it again yet. As soon as the log can be written, it is found out what happened, and you are told.',
    cause,
  });

/**
 * The one way into the log. A commit that fails is an `audit_unavailable` error for the caller, who
 * must not run anything then (invariant 1); the state it leaves turns readiness red.
 */
export class AuditLog {
  readonly #refused = new Map<string, number>();
  #problem: string | null = null;
  readonly #lost = new Set<string>();

  /** Told when the log can be written and refused attempts have no row yet. */
  onBack: () => void = () => undefined;

  constructor(
    private readonly database: Database,
    private readonly onCommitted: OnCommitted,
  ) {}

  get state(): AuditState {
    return {
      available: this.#problem === null,
      refusedAttempts: [...this.#refused.values()].reduce((sum, count) => sum + count, 0),
      problem: this.#problem,
    };
  }

  /** Commits log records with whatever belongs to them; durable when it resolves. */
  async commit(writes: readonly Write[]): Promise<void> {
    await this.#guard(() => this.database.commit(writes));
  }

  /**
   * Commits writes that are no log records but share its store. Where that fails the log is unavailable
   * too; that it succeeds proves nothing about the log.
   */
  async keep(writes: readonly Write[]): Promise<void> {
    await this.#guard(() => this.database.commit(writes), 'other');
  }

  /** Runs a transaction that writes log records among other things. Errors of the work's own (AppError) pass through. */
  async transaction<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.#guard(() => this.database.transaction(work));
  }

  /** Reads what a decision rests on. Where the store cannot be read, nothing can be decided or logged: the log is unavailable. */
  async reading<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#guard(work, 'other');
  }

  /** The transaction that opens an attempt. Where it cannot be written the attempt is refused, and counted. */
  async attempt<Result>(tenantId: string, work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    try {
      return await this.transaction(work);
    } catch (error) {
      if (isAuditUnavailable(error)) this.countRefused(tenantId);
      throw error;
    }
  }

  /** What comes before an attempt that somebody asked for. Where the store fails at it, nothing is run, and the attempt is counted. */
  async before<Result>(tenantId: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await this.reading(work);
    } catch (error) {
      if (isAuditUnavailable(error)) this.countRefused(tenantId);
      throw error;
    }
  }

  /** Remembers an attempt that ran and whose outcome could not be written. */
  loseOutcome(attemptId: string): void {
    this.#lost.add(attemptId);
  }

  /** The attempts whose outcomes were lost, once the log can be written again; each is told once. */
  takeLost(): readonly string[] {
    if (this.#problem !== null) return [];
    const lost = [...this.#lost];
    this.#lost.clear();
    return lost;
  }

  /** Counts an attempt of a tenant that was refused because it could not be logged. */
  countRefused(tenantId: string): void {
    this.#refused.set(tenantId, (this.#refused.get(tenantId) ?? 0) + 1);
  }

  /** Tenants with refused attempts that no gap row has recorded yet, and how many. */
  get gaps(): readonly { readonly tenantId: string; readonly count: number }[] {
    return [...this.#refused].map(([tenantId, count]) => ({ tenantId, count }));
  }

  /** Forgets the refused attempts that a gap row has recorded. */
  recordedGap(gap: { readonly tenantId: string; readonly count: number }): void {
    const left = (this.#refused.get(gap.tenantId) ?? 0) - gap.count;
    if (left > 0) this.#refused.set(gap.tenantId, left);
    else this.#refused.delete(gap.tenantId);
  }

  #worked(): void {
    const wasRefusing = this.#refused.size > 0;
    this.#problem = null;
    this.onCommitted();
    if (wasRefusing) this.onBack();
  }

  async #guard<Result>(work: () => Promise<Result>, what: 'log' | 'other' = 'log'): Promise<Result> {
    try {
      const result = await work();
      if (what === 'log') this.#worked();
      return result;
    } catch (error) {
      if (error instanceof AppError) throw error;
      this.#problem = error instanceof Error ? error.message : String(error);
      throw new AppError('audit_unavailable', auditUnavailableMessage, {
        remedy: 'Try again in a moment. If it stays like this, tell whoever runs Smart Agents: /readyz says what is wrong.',
        cause: error,
      });
    }
  }
}
