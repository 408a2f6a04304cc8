import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { Logger } from 'pino';
import { SmartAgentRetentionRun, SmartAgentSetup } from '../../../entities/index.ts';
import { cutoffAt } from '../../domain/retention.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database } from '../../kernel/database.ts';
import { AppError, describeError } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { endLease, holdsLease, type HeadWitness, type LeaseParts, type LogSigner } from '../audit/index.ts';
import type { Held } from './held.ts';
import { removeBatch, removeMissedLookups, stateRemovals, witnessRemovals, type RemovalStep } from './remove-log.ts';
import { removeTranscripts } from './remove-transcripts.ts';
import { retentionPeriods } from './retention-periods.ts';
import { endAbandoned, newRun, type RetentionRuns, type RunRow } from './retention-runs.ts';

/** How long whoever removes may say nothing before another may go on. */
const leaseMillis = 60_000;

/** What retention works with. */
export interface RetentionParts {
  readonly database: Database;
  readonly signer: LogSigner;
  readonly witness: HeadWitness;
  readonly runs: RetentionRuns;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** Names this process among several. */
  readonly holder: string;
  /** What may not go, whatever its age. */
  readonly held: Held;
}

const removedThings = ['records', 'heldRecords', 'missedLookups', 'conversations', 'messages'] as const;
type Removed = Readonly<Record<(typeof removedThings)[number], number>>;

const busy = (): AppError =>
  new AppError('conflict', 'Retention is at work already.', { remedy: 'Look at the list of its runs, and wait until the one under way has ended.' });

/**
 * Removes what is older than its period. The log goes by whole sealed days: first a statement, signed and for good, then the
 * records, a few at a time, each step a transaction of its own. A run that was interrupted is gone on with by the next: what
 * was stated is removed first.
 */
export class Retention {
  readonly #lease: LeaseParts;
  #running: Promise<unknown> = Promise.resolve();
  #current: string | null = null;
  #isStopped = false;

  constructor(private readonly parts: RetentionParts) {
    this.#lease = { id: 'retention', millis: leaseMillis, holder: `${parts.holder} ${parts.ids.next()}`.slice(-64), clock: parts.clock };
  }

  /** Runs for every tenant, one after the other; a tenant's fault is its run's and keeps no other from its own. */
  async runAll(): Promise<void> {
    for (const { tenantId } of await this.parts.database.reader.find(SmartAgentSetup, { order: { tenantId: 'ASC' } })) {
      if (this.#isStopped) return;
      await this.run(tenantId).catch((error: unknown) => this.parts.logger.warn({ err: error, tenantId }, 'retention could not run'));
    }
  }

  /** Runs for a tenant; answers when everything is removed. Throws `conflict` while another run is under way. */
  async run(tenantId: string, startedBySubjectId: string | null = null): Promise<void> {
    const { done } = await this.start(tenantId, startedBySubjectId);
    await done;
  }

  /** Begins a run for a tenant and answers at once with its id. Throws `conflict` while another run is under way. */
  async start(tenantId: string, startedBySubjectId: string | null): Promise<{ readonly id: string; readonly done: Promise<void> }> {
    const run = await this.parts.database.transaction((manager) => this.#open(manager, tenantId, startedBySubjectId));
    const done = this.#work(run);
    this.#running = done;
    return { id: run.id, done };
  }

  /** Ends after the step at hand. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  async #open(manager: EntityManager, tenantId: string, startedBySubjectId: string | null): Promise<RunRow> {
    const { clock, ids } = this.parts;
    if (!(await holdsLease(manager, this.#lease)) || (await manager.existsBy(SmartAgentRetentionRun, { status: 'running', id: this.#current ?? '' })))
      throw busy();
    const now = clock.now().toISOString();
    await endAbandoned(manager, now);
    const { logDays: retentionDays, transcriptDays } = await retentionPeriods(manager, tenantId, now);
    const run = newRun({ id: ids.next(), tenantId, startedAt: now, startedBySubjectId, retentionDays, transcriptDays });
    await manager.insert(SmartAgentRetentionRun, { ...run });
    this.#current = run.id;
    return run;
  }

  async #work(run: RunRow): Promise<void> {
    const { runs, clock, logger } = this.parts;
    const { id, tenantId } = run;
    try {
      await this.#remove(run);
      await runs.keep(id, { status: 'done', endedAt: clock.now().toISOString() });
      logger.info(
        { tenantId, run: id, days: run.days, records: run.records, conversations: run.conversations },
        'retention removed what was too old',
      );
    } catch (error) {
      logger.error({ err: error, tenantId, run: id }, 'retention could not remove everything that is too old; it goes on with the next run');
      await runs.keep(id, { status: 'failed', endedAt: clock.now().toISOString(), problem: describeError(error) }).catch(() => undefined);
    } finally {
      await this.parts.database.transaction((manager) => endLease(manager, this.#lease)).catch(() => undefined);
      this.#current = null;
    }
  }

  async #remove(run: RunRow): Promise<void> {
    const { signer, witness, held } = this.parts;
    const { tenantId, retentionDays, startedAt: now } = run;
    const step: RemovalStep = { tenantId, now, retentionDays };
    const stated = await this.#step((manager) => stateRemovals(manager, step, signer));
    await witnessRemovals(witness, stated);
    run.days = stated.length;
    const before = cutoffAt(now, run.transcriptDays);
    await this.#repeat(run, (manager) => removeBatch(manager, tenantId, held));
    await this.#repeat(run, (manager) => removeMissedLookups(manager, step, held));
    await this.#repeat(run, (manager) => removeTranscripts(manager, { tenantId, before, held }));
  }

  /** Step by step until one has nothing left to remove; in between others have their turn. */
  async #repeat(run: RunRow, work: (manager: EntityManager) => Promise<Partial<Removed> | null>): Promise<void> {
    for (let removed = await this.#step(work); removed !== null; removed = await this.#step(work)) {
      for (const what of removedThings) run[what] += removed[what] ?? 0;
      const { days, records, heldRecords, missedLookups, conversations, messages } = run;
      await this.parts.runs.keep(run.id, { days, records, heldRecords, missedLookups, conversations, messages });
      await setImmediate();
    }
  }

  #step<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    if (this.#isStopped) throw new Error('the program is stopping; the next run goes on');
    return this.parts.database.transaction(async (manager) => {
      if (!(await holdsLease(manager, this.#lease))) throw new Error('another process has taken retention over');
      return work(manager);
    });
  }
}
