import { In, type EntityManager } from 'typeorm';
import type { Logger } from 'pino';
import { SmartAgentErasure } from '../../../entities/index.ts';
import { nextErasureMove, type ErasureMove, type ErasureStatus } from '../../domain/erasure.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, type Database, type Row } from '../../kernel/database.ts';
import { AppError, describeError, notFound } from '../../kernel/errors.ts';
import type { IdSource } from '../../kernel/ids.ts';
import { endLease, holdsLease, type LeaseParts } from '../audit/index.ts';
import type { Actor, SettingChanges } from '../change-log/index.ts';
import { addresseeHash } from '../outbox/index.ts';
import type { Person, Subjects } from '../subjects/index.ts';
import { addedCounts, countsOf, type Counts } from './counts.ts';
import { databaseSteps, type StepResult } from './erase-steps.ts';
import { holdsOnPerson } from './holds-on-person.ts';

type ErasureRow = Row<SmartAgentErasure>;
const leaseMillis = 60_000;

/** What erasures work with. */
export interface ErasureParts {
  readonly database: Database;
  readonly subjects: Subjects;
  readonly changes: SettingChanges;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly logger: Logger;
  /** Names this process among several. */
  readonly holder: string;
  /** Key under which a tenant's addressees are hashed. */
  hashKey(tenantId: string): string;
  /** Ends a person's sign-ins, with what is kept of them; how many there were. */
  endSignIns(person: Person): Promise<number>;
  /** Leaves nothing of what was deleted in the database's files. Throws where it has to be tried again. */
  compact(): Promise<void>;
}

/** Erasures of people: asked for, deferred while something of theirs is held, done step by step, gone on with after a stop. */
export class Erasures {
  readonly #lease: LeaseParts;

  constructor(private readonly parts: ErasureParts) {
    this.#lease = { id: 'erasure', millis: leaseMillis, holder: `${parts.holder} ${parts.ids.next()}`.slice(-64), clock: parts.clock };
  }

  /** Asks for a person's erasure; it begins with the next `work`. Throws `not_found`, and `conflict` where she is being erased or is. */
  async request(actor: Actor, subjectId: string, reason: string): Promise<string> {
    const { database, clock, ids, subjects, changes } = this.parts;
    const { tenantId } = actor;
    const already = await database.reader.existsBy(SmartAgentErasure, { tenantId, subjectId });
    if (already) throw new AppError('conflict', 'This person’s erasure was asked for before.', { remedy: 'Look at the list of erasures.' });
    if ((await subjects.profile(tenantId, subjectId)) === null) throw notFound('person');
    const id = ids.next();
    const row: ErasureRow = {
      ...{ id, tenantId, subjectId, reason, status: 'requested', requestedAt: clock.now().toISOString(), requestedBySubjectId: actor.subject.id },
      ...{ stepsDone: 0, counts: '{}', remaining: null, deferredBy: '[]', startedAt: null, endedAt: null, problem: null },
    };
    const thing = { entity: 'erasure', id, name: `Person ${subjectId}` } as const;
    await changes.record(actor, { thing, changes: [{ field: 'requested', before: null, after: reason }] }, (manager) =>
      database.apply(manager, [insert(SmartAgentErasure, row)]),
    );
    return id;
  }

  /** Goes on with everything that can be gone on with; what fails is tried again next time. On one node at a time. */
  async work(): Promise<void> {
    const open = await this.parts.database.reader.find(SmartAgentErasure, {
      where: { status: In(['requested', 'deferred', 'running']) },
      order: { requestedAt: 'ASC' },
    });
    if (open.length === 0 || !(await this.parts.database.transaction((manager) => holdsLease(manager, this.#lease)))) return;
    for (const { id, tenantId } of open) {
      await this.#erase(id).catch(async (error: unknown) => {
        this.parts.logger.error({ err: error, tenantId, erasure: id }, 'an erasure could not go on; it is tried again');
        await this.#keep(id, { problem: describeError(error) });
      });
    }
    await this.parts.database.transaction((manager) => endLease(manager, this.#lease));
  }

  async #erase(id: string): Promise<void> {
    for (;;) {
      const row = await this.parts.database.reader.findOneByOrFail(SmartAgentErasure, { id });
      const holds = row.status === 'running' ? [] : await holdsOnPerson(this.parts.database.reader, row.tenantId, row.subjectId);
      const move = nextErasureMove({ status: row.status as ErasureStatus, stepsDone: row.stepsDone }, holds);
      if (!(await this.#make(row, move))) return;
    }
  }

  /** Makes one move; false where the erasure rests after it. */
  async #make(row: ErasureRow, move: ErasureMove): Promise<boolean> {
    const now = this.parts.clock.now().toISOString();
    switch (move.kind) {
      case 'rest':
        return false;
      case 'defer':
        await this.#keep(row.id, { status: 'deferred', deferredBy: JSON.stringify(move.holds) });
        return false;
      case 'begin':
        await this.#keep(row.id, { status: 'running', deferredBy: '[]', startedAt: now });
        return true;
      case 'end':
        await this.#keep(row.id, { status: 'done', endedAt: now, problem: null });
        return false;
      case 'step':
        await this.#step(row, move.step, now);
        return true;
    }
  }

  async #step(row: ErasureRow, step: Extract<ErasureMove, { kind: 'step' }>['step'], now: string): Promise<void> {
    const { tenantId, subjectId } = row;
    const { database, subjects, hashKey, compact, endSignIns } = this.parts;
    const person = await subjects.profile(tenantId, subjectId);
    const signIns = step === 'access' && person ? await endSignIns(person) : 0;
    if (step === 'files') {
      await compact();
      await this.#keep(row.id, { stepsDone: row.stepsDone + 1 });
      return;
    }
    const hash = (email: string): string => addresseeHash(hashKey(tenantId), email);
    await database.transaction(async (manager) => {
      if (!(await holdsLease(manager, this.#lease))) throw new Error('another process has taken erasures over');
      const done = await databaseSteps[step](manager, { tenantId, subjectId, person, now, addresseeHash: hash });
      await this.#count(manager, row, { ...done, counts: addedCounts(done.counts, countsOf({ WebSession: signIns })) });
    });
    if (step === 'key') subjects.forget(subjectId);
  }

  async #count(manager: EntityManager, row: ErasureRow, { counts, remaining }: StepResult): Promise<void> {
    const all = addedCounts(JSON.parse(row.counts) as Counts, counts);
    const left = remaining === undefined ? {} : { remaining: JSON.stringify(remaining) };
    await manager.update(SmartAgentErasure, { id: row.id }, { counts: JSON.stringify(all), stepsDone: row.stepsDone + 1, problem: null, ...left });
  }

  async #keep(id: string, set: Partial<ErasureRow>): Promise<void> {
    await this.parts.database.transaction((manager) => manager.update(SmartAgentErasure, { id }, set));
  }
}
