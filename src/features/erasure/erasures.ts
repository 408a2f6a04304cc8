import { In, type EntityManager } from 'typeorm';
import type { Logger } from 'pino';
import { SmartAgentErasure } from '../../../entities/index.ts';
import { erasureSteps, namesOf, nextErasureMove, type ErasureMove, type ErasureStatus, type ErasureStep } from '../../domain/erasure.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Database, Row } from '../../kernel/database.ts';
import { describeError } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { endLease, holdsLease, type LeaseParts } from '../audit/index.ts';
import { SettingChanges, type SettingChange } from '../change-log/index.ts';
import { holdsOnPerson } from '../legal-holds/index.ts';
import { addresseeHash } from '../outbox/index.ts';
import { takeTurn } from '../retention/index.ts';
import type { Person, Subjects } from '../subjects/index.ts';
import { addedCounts, countsOf, type Counts } from './counts.ts';
import { databaseSteps } from './erase-steps.ts';
import { takeNamesOut } from './free-text.ts';

/** An erasure as it is stored. */
export type ErasureRow = Row<SmartAgentErasure>;

const leaseMillis = 60_000;

/** How often what could not go on is tried again. */
const againMillis = 10 * 60_000;

/** What erasures work with. */
export interface ErasureParts {
  readonly database: Database;
  readonly subjects: Subjects;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** Names this process among several. */
  readonly holder: string;
  /** Key under which a tenant's addressees are hashed. */
  readonly hashKey: (tenantId: string) => string;
  /** Ends a person's sign-ins, with what is kept of them; how many there were. */
  readonly endSignIns: (person: Person) => Promise<number>;
  /** Stops what runs in a person's name and withdraws what waits, each with its row in the log. */
  readonly endWork: (person: Person) => Promise<void>;
  /** Leaves nothing of what was deleted in the database's files. Throws where it has to be tried again. */
  readonly compact: () => Promise<void>;
}

/** Carries erasures of people out: defers them while something of theirs is held, does them step by step, goes on after a stop. */
export class Erasures {
  readonly #lease: LeaseParts;
  readonly #changes: SettingChanges;
  #running: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(private readonly parts: ErasureParts) {
    this.#lease = { id: 'erasure', millis: leaseMillis, holder: `${parts.holder} ${parts.ids.next()}`.slice(-64), clock: parts.clock };
    this.#changes = new SettingChanges(parts);
  }

  /** Goes on with what was left, now and again from time to time. */
  start(): void {
    this.wake();
    this.#timer = setInterval(() => this.wake(), againMillis).unref();
  }

  /** Ends after the step at hand. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Something may go on; it does so in the background. */
  wake(): void {
    void this.work();
  }

  /** Goes on with everything that can be gone on with; what fails is tried again next time. On one node at a time. Never rejects. */
  work(): Promise<void> {
    this.#running = this.#running
      .then(() => this.#work())
      .catch((error: unknown) => this.parts.logger.error({ err: error }, 'erasures could not be looked at; it is tried again'));
    return this.#running;
  }

  async #work(): Promise<void> {
    const open = await this.parts.database.reader.find(SmartAgentErasure, {
      where: { status: In(['requested', 'deferred', 'running']) },
      order: { requestedAt: 'ASC' },
    });
    if (open.length === 0 || !(await this.parts.database.transaction((manager) => holdsLease(manager, this.#lease)))) return;
    for (const { subjectId, tenantId } of open) {
      await this.#erase(subjectId).catch(async (error: unknown) => {
        this.parts.logger.error({ err: error, tenantId, subjectId }, 'an erasure could not go on; it is tried again');
        await this.#keep(subjectId, { problem: describeError(error) });
      });
    }
    await this.parts.database.transaction((manager) => endLease(manager, this.#lease));
  }

  async #erase(subjectId: string): Promise<void> {
    for (let goesOn = true; goesOn && !this.#isStopped;) {
      const row = await this.parts.database.reader.findOneByOrFail(SmartAgentErasure, { subjectId });
      goesOn = row.status === 'running' ? await this.#make(row, moveOf(row, [])) : await this.#begin(row);
    }
  }

  /** Begins, or is deferred: no hold is set or lifted meanwhile. False where it is deferred. */
  #begin(row: ErasureRow): Promise<boolean> {
    const { database, clock } = this.parts;
    return database.transaction(async (manager) => {
      await takeTurn(manager, row.tenantId);
      const move = moveOf(row, await holdsOnPerson(manager, row.tenantId, row.subjectId));
      const set: Partial<ErasureRow> =
        move.kind === 'defer'
          ? { status: 'deferred', deferredBy: JSON.stringify(move.holds) }
          : { status: 'running', deferredBy: '[]', startedAt: clock.now().toISOString() };
      await manager.update(SmartAgentErasure, { subjectId: row.subjectId }, set);
      return move.kind === 'begin';
    });
  }

  /** Makes a move of an erasure that is running; false where it rests after it. */
  async #make(row: ErasureRow, move: ErasureMove): Promise<boolean> {
    if (move.kind === 'step') await this.#step(row, move.step);
    if (move.kind === 'end') {
      await this.#keep(row.subjectId, { status: 'done', endedAt: this.parts.clock.now().toISOString(), problem: null });
      this.parts.logger.info({ tenantId: row.tenantId, subjectId: row.subjectId }, 'a person was erased');
    }
    return move.kind === 'step';
  }

  async #step(row: ErasureRow, step: ErasureStep): Promise<void> {
    const { database, subjects, clock, hashKey } = this.parts;
    const { tenantId, subjectId } = row;
    const person = await subjects.profile(tenantId, subjectId);
    const before = await this.#beforehand(row, step, person);
    const by = { tenantId, subject: { id: row.requestedBySubjectId } };
    const changed = (manager: EntityManager, change: SettingChange): Promise<void> => this.#changes.within(manager, by, change);
    const inDatabase = databaseSteps[step];
    for (let isLast = false; !isLast;) {
      isLast = await database.transaction(async (manager) => {
        if (!(await holdsLease(manager, this.#lease))) throw new Error('another process has taken erasures over');
        const hash = (email: string): string => addresseeHash(hashKey(tenantId), email);
        const erased = { tenantId, subjectId, person, now: clock.now().toISOString(), addresseeHash: hash, changed };
        const piece = inDatabase ? await inDatabase(manager, erased) : { counts: {}, isLast: true };
        await count(manager, subjectId, piece.counts);
        if (piece.isLast)
          await manager.update(SmartAgentErasure, { subjectId }, { stepsDone: erasureSteps.indexOf(step) + 1, problem: null, ...before });
        return piece.isLast;
      });
    }
    if (step === 'key') subjects.forget(subjectId);
  }

  /** What a step does outside of its own transaction, each so that it may be repeated; answers what else is to be written down of it. */
  async #beforehand(row: ErasureRow, step: ErasureStep, person: Person | null): Promise<Partial<ErasureRow>> {
    const { database, endSignIns, endWork, compact } = this.parts;
    if (step === 'access' && person) {
      const ended = await endSignIns(person);
      await database.transaction((manager) => count(manager, row.subjectId, countsOf({ WebSession: ended })));
    }
    if (step === 'work' && person) await endWork(person);
    if (step === 'files') await compact();
    if (step !== 'texts' || !person) return {};
    const box = await this.parts.subjects.box(row.subjectId);
    const aliases = box && row.sealedAliases !== null ? (JSON.parse(box.open(row.sealedAliases)) as string[]) : [];
    const remaining = await takeNamesOut(database, { tenantId: row.tenantId, names: namesOf({ ...person, aliases }) }, (manager, changed) =>
      count(manager, row.subjectId, changed),
    );
    return { remaining: JSON.stringify(remaining) };
  }

  async #keep(subjectId: string, set: Partial<ErasureRow>): Promise<void> {
    await this.parts.database.transaction((manager) => manager.update(SmartAgentErasure, { subjectId }, set));
  }
}

const moveOf = ({ status, stepsDone }: ErasureRow, holds: readonly string[]): ErasureMove =>
  nextErasureMove({ status: status as ErasureStatus, stepsDone }, holds);

/** Adds to what an erasure has deleted or changed so far. */
const count = async (manager: EntityManager, subjectId: string, counts: Counts): Promise<void> => {
  if (Object.keys(counts).length === 0) return;
  const row = await manager.findOneByOrFail(SmartAgentErasure, { subjectId });
  await manager.update(SmartAgentErasure, { subjectId }, { counts: JSON.stringify(addedCounts(JSON.parse(row.counts) as Counts, counts)) });
};
