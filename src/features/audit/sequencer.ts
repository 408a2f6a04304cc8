import { In, type EntityManager } from 'typeorm';
import { SmartAgentLogChain, SmartAgentLogHead, SmartAgentLogLease, SmartAgentLogOutbox } from '../../../entities/index.ts';
import { chainOrigin, linksAfter, type ChainLink, type ChainRecordType } from '../../domain/log-chain.ts';
import type { Clock } from '../../kernel/clock.ts';
import { insert, type Database, type Write } from '../../kernel/database.ts';
import type { HeadWitness, LogSigner, SignedHead } from './log-signer.ts';

/** At most this many records get a position in one transaction, so that writers never wait long. */
const batchSize = 500;
/** How long a sequencer that says nothing keeps its lease. */
const leaseMillis = 15_000;
const leaseId = 'sequencer';

/** What the sequencer works with. */
export interface SequencerParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly signer: LogSigner;
  readonly witness: HeadWitness;
  /** Names this process among several. */
  readonly holder: string;
}

/**
 * Gives committed log records their positions, in one chain per tenant. Only the holder of the lease
 * appends, so positions have no gap and no double; records are taken from the outbox that their own
 * transaction wrote, so none is seen before it is committed and none is missed (invariant 10).
 */
export class Sequencer {
  constructor(private readonly parts: SequencerParts) {}

  /** Appends what is waiting, up to one batch. Answers how many records got a position. */
  async appendBatch(): Promise<number> {
    const appended = await this.parts.database.transaction((manager) => this.#append(manager));
    if (appended.heads.length > 0) await this.parts.witness.append(appended.heads);
    return appended.count;
  }

  /** Appends until nothing is waiting. */
  async drain(): Promise<void> {
    while ((await this.appendBatch()) > 0);
  }

  async #append(manager: EntityManager): Promise<{ count: number; heads: readonly SignedHead[] }> {
    if (!(await manager.exists(SmartAgentLogOutbox)) || !(await this.#holdsLease(manager))) return { count: 0, heads: [] };
    // Read only now: what was waiting before the lease was taken may have been appended in the meantime.
    const waiting = await manager.find(SmartAgentLogOutbox, { order: { committedAt: 'ASC', recordType: 'ASC' }, take: batchSize });
    const writes: Write[] = [];
    const heads: SignedHead[] = [];
    for (const tenantId of new Set(waiting.map((record) => record.tenantId))) {
      const links = await this.#links(manager, tenantId, waiting);
      const head = this.#sign(links);
      heads.push(head);
      writes.push(...links.map((link) => insert(SmartAgentLogChain, { ...link })), insert(SmartAgentLogHead, { ...head }));
    }
    await this.parts.database.apply(manager, writes);
    await manager.delete(SmartAgentLogOutbox, { recordId: In(waiting.map((record) => record.recordId)) });
    return { count: waiting.length, heads };
  }

  async #links(manager: EntityManager, tenantId: string, waiting: readonly SmartAgentLogOutbox[]): Promise<readonly ChainLink[]> {
    const [last] = await manager.find(SmartAgentLogChain, { where: { tenantId }, order: { position: 'DESC' }, take: 1 });
    const records = waiting
      .filter((record) => record.tenantId === tenantId)
      .map(({ recordId, recordHash, recordType }) => ({ tenantId, recordId, recordHash, recordType: recordType as ChainRecordType }));
    return linksAfter(last ?? { position: 0, hash: chainOrigin }, records);
  }

  #sign(links: readonly ChainLink[]): SignedHead {
    const last = links.at(-1);
    if (!last) throw new Error('there is no head without a link');
    return this.parts.signer.sign({
      tenantId: last.tenantId,
      position: last.position,
      hash: last.hash,
      signedAt: this.parts.clock.now().toISOString(),
    });
  }

  async #holdsLease(manager: EntityManager): Promise<boolean> {
    const { holder, clock } = this.parts;
    const now = clock.now();
    const lease = await manager.findOneBy(SmartAgentLogLease, { id: leaseId });
    const expiresAt = new Date(now.getTime() + leaseMillis).toISOString();
    if (!lease) {
      await manager.insert(SmartAgentLogLease, { id: leaseId, holder, expiresAt });
      return true;
    }
    if (lease.holder !== holder && lease.expiresAt > now.toISOString()) return false;
    const taken = await manager.update(SmartAgentLogLease, { id: leaseId, holder: lease.holder, expiresAt: lease.expiresAt }, { holder, expiresAt });
    return taken.affected === 1;
  }
}
