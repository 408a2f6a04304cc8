import { In, type EntityManager } from 'typeorm';
import { SmartAgentLogChain, SmartAgentLogHead, SmartAgentLogOutbox } from '../../../entities/index.ts';
import { chainOrigin, linksAfter, type ChainLink, type ChainRecordType } from '../../domain/log-chain.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, type Database, type Write } from '../../kernel/database.ts';
import { DaySeals } from './day-seals.ts';
import { holdsLease, type LeaseParts } from './lease.ts';
import type { HeadWitness, LogSigner, SignedHead } from './log-signer.ts';

/** At most this many records get a position in one transaction, so that writers never wait long. */
const batchSize = 500;
/** How long a sequencer that says nothing keeps its lease. */
const leaseMillis = 15_000;

/** What the sequencer works with. */
export interface SequencerParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly signer: LogSigner;
  readonly witness: HeadWitness;
  /** Names this process among several. */
  readonly holder: string;
}

interface Appended {
  readonly count: number;
  readonly heads: readonly SignedHead[];
  /** A tenant whose days have to be sealed first; nothing was appended then. */
  readonly unsealed: string | null;
}

/**
 * Gives committed log records their positions, in one chain per tenant. Only the holder of the lease
 * appends, so positions have no gap and no double; records are taken from the outbox that their own
 * transaction wrote, so none is seen before it is committed and none is missed (invariant 10).
 */
export class Sequencer {
  readonly #lease: LeaseParts;
  readonly #seals: DaySeals;
  #drained: Promise<void> = Promise.resolve();

  constructor(private readonly parts: SequencerParts) {
    this.#lease = { id: 'sequencer', millis: leaseMillis, holder: parts.holder, clock: parts.clock };
    this.#seals = new DaySeals(parts, this.#lease);
  }

  /** Appends what is waiting, up to one batch, after the days before are sealed. Answers how many records got a position. */
  async appendBatch(): Promise<number> {
    for (;;) {
      const appended = await this.parts.database.transaction((manager) => this.#append(manager));
      if (appended.heads.length > 0) await this.parts.witness.append(appended.heads);
      const { unsealed } = appended;
      if (unsealed === null) return appended.count;
      if (!(await this.#seals.makeDueOf(unsealed))) return 0;
    }
  }

  /** Seals every tenant's days that are over, whether anything is waiting or not. */
  async sealDays(): Promise<void> {
    await this.#seals.makeDue();
  }

  /**
   * Appends until nothing is waiting; first the witness is told what it lacks. One at a time: when it is done, the witness has
   * what others who asked before have appended, too.
   */
  drain(): Promise<void> {
    const drained = this.#drained.then(() => this.#drain());
    this.#drained = drained.catch(() => undefined);
    return drained;
  }

  async #drain(): Promise<void> {
    await this.#completeWitness();
    while ((await this.appendBatch()) > 0);
  }

  /** Only the holder of the lease tells it: programs may share a file. */
  async #completeWitness(): Promise<void> {
    const { witness, database } = this.parts;
    if (!witness.isBehind || !(await database.transaction((manager) => holdsLease(manager, this.#lease)))) return;
    await witness.complete?.();
  }

  async #append(manager: EntityManager): Promise<Appended> {
    const nothing = { count: 0, heads: [], unsealed: null };
    if (!(await manager.exists(SmartAgentLogOutbox)) || !(await holdsLease(manager, this.#lease))) return nothing;
    // Read only now: what was waiting before the lease was taken may have been appended in the meantime.
    const waiting = await manager.find(SmartAgentLogOutbox, { order: { committedAt: 'ASC', recordType: 'ASC' }, take: batchSize });
    const writes: Write[] = [];
    const heads: SignedHead[] = [];
    // One instant for all, so that midnight does not pass between looking for seals and signing.
    const signedAt = this.parts.clock.now().toISOString();
    for (const tenantId of new Set(waiting.map((record) => record.tenantId))) {
      if (await this.#seals.isDue(manager, tenantId)) return { ...nothing, unsealed: tenantId };
      const links = await this.#links(manager, tenantId, waiting);
      const head = this.#sign(links, signedAt);
      heads.push(head);
      writes.push(...links.map((link) => insert(SmartAgentLogChain, { ...link })), insert(SmartAgentLogHead, { ...head }));
    }
    await this.parts.database.apply(manager, writes);
    await manager.delete(SmartAgentLogOutbox, { recordId: In(waiting.map((record) => record.recordId)) });
    return { count: waiting.length, heads, unsealed: null };
  }

  async #links(manager: EntityManager, tenantId: string, waiting: readonly SmartAgentLogOutbox[]): Promise<readonly ChainLink[]> {
    const [last] = await manager.find(SmartAgentLogChain, { where: { tenantId }, order: { position: 'DESC' }, take: 1 });
    const records = waiting
      .filter((record) => record.tenantId === tenantId)
      .map(({ recordId, recordHash, recordType }) => ({ tenantId, recordId, recordHash, recordType: recordType as ChainRecordType }));
    return linksAfter(last ?? { position: 0, hash: chainOrigin }, records);
  }

  #sign(links: readonly ChainLink[], signedAt: string): SignedHead {
    const last = links.at(-1);
    if (!last) throw new Error('there is no head without a link');
    const { tenantId, position, hash } = last;
    return this.parts.signer.sign({ tenantId, position, hash, signedAt });
  }
}
