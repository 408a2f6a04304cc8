import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { Write } from '../../kernel/database.ts';
import { runWrite } from './write-statement.ts';

interface Unit {
  readonly writes: readonly Write[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Runs work in one transaction; on SQLite one at a time. */
export type RunTransaction = <Result>(work: (manager: EntityManager) => Promise<Result>) => Promise<Result>;

/** At most this many units share a commit, so that none waits long for the others' statements. */
const unitsPerCommit = 256;

/** How often the event loop goes round before a commit: whoever is about to come shares it, and it touches fewer pages for each. */
const roundsBeforeCommit = 3;

/**
 * Lets units of many callers share one durable commit: whatever arrives while a commit is under way
 * goes into the next. A batch that fails is tried again unit by unit, so one bad row harms nobody else.
 */
export class GroupCommit {
  #waiting: Unit[] = [];
  #draining = false;

  constructor(private readonly transaction: RunTransaction) {}

  /** Resolves when the unit is durable; rejects when it, tried by itself, failed. */
  commit(writes: readonly Write[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writes, resolve, reject });
      if (!this.#draining) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    try {
      while (this.#waiting.length > 0) {
        for (let round = 0; round < roundsBeforeCommit; round++) await setImmediate();
        await this.#commitBatch(this.#waiting.splice(0, unitsPerCommit));
      }
    } finally {
      this.#draining = false;
    }
  }

  async #commitBatch(batch: readonly Unit[]): Promise<void> {
    try {
      await this.#run(batch);
      for (const unit of batch) unit.resolve();
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const unit of batch) await this.#commitBatch([unit]);
    }
  }

  #run(batch: readonly Unit[]): Promise<void> {
    return this.transaction(async (manager) => {
      for (const unit of batch) for (const write of unit.writes) await runWrite(manager, write);
    });
  }
}
