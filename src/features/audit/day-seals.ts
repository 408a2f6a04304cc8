import { Between, LessThan, type EntityManager } from 'typeorm';
import { SmartAgentLogChain, SmartAgentLogHead, SmartAgentLogSeal, SmartAgentSetup } from '../../../entities/index.ts';
import { dayOf, endOfDay, nextSealDay, sealDigest, sealOrigin, sealText, type DaySealContent } from '../../domain/day-seal.ts';
import { chainOrigin } from '../../domain/log-chain.ts';
import { retentionBounds } from '../../domain/retention.ts';
import { insert } from '../../kernel/database.ts';
import { LineDigest } from '../../kernel/line-digest.ts';
import { holdsLease, type LeaseParts } from './lease.ts';
import type { SignedSeal } from './log-signer.ts';
import { loggedTenants } from './logged-tenants.ts';
import type { SequencerParts } from './sequencer.ts';

/** Links read at once. */
const pageSize = 1000;

/** Seals days that are over. Only the holder of the sequencer's lease does. */
export class DaySeals {
  #sweptOn = '';
  #done = { day: '', tenants: new Set<string>() };

  constructor(
    private readonly parts: Omit<SequencerParts, 'holder'>,
    private readonly lease: LeaseParts,
  ) {}

  /** Whether a day of the tenant that is over has no seal yet. */
  async isDue(manager: EntityManager, tenantId: string): Promise<boolean> {
    const today = this.#today();
    if (this.#done.day !== today) this.#done = { day: today, tenants: new Set() };
    if (this.#done.tenants.has(tenantId)) return false;
    const { day } = await this.#next(manager, tenantId);
    const isDue = day !== null && day < today;
    if (!isDue) this.#done.tenants.add(tenantId);
    return isDue;
  }

  /** Seals every day that is over, of every tenant that has a log, oldest first. */
  async makeDue(): Promise<void> {
    const today = this.#today();
    if (this.#sweptOn === today) return;
    let isDone = true;
    for await (const tenantId of loggedTenants(this.parts.database.reader)) isDone = (await this.makeDueOf(tenantId)) && isDone;
    if (isDone) this.#sweptOn = today;
  }

  /** Seals the tenant's days that are over, oldest first; false where somebody else has the lease. */
  async makeDueOf(tenantId: string): Promise<boolean> {
    while (await this.isDue(this.parts.database.reader, tenantId)) if (!(await this.#make(tenantId))) return false;
    return true;
  }

  #today(): string {
    return dayOf(this.parts.clock.now().toISOString());
  }

  async #next(manager: EntityManager, tenantId: string): Promise<{ readonly last: SmartAgentLogSeal | null; readonly day: string | null }> {
    const [last = null] = await manager.find(SmartAgentLogSeal, { where: { tenantId }, order: { day: 'DESC' }, take: 1 });
    if (last) return { last, day: nextSealDay({ lastSealed: last.day, firstHeadAt: null }) };
    const [first] = await manager.find(SmartAgentLogHead, { where: { tenantId }, order: { position: 'ASC' }, take: 1 });
    return { last, day: nextSealDay({ lastSealed: null, firstHeadAt: first?.signedAt ?? null }) };
  }

  /** The positions of a day that is over never change, so they are read before the transaction: writers wait for one row only. */
  async #make(tenantId: string): Promise<boolean> {
    const { database, signer, witness, clock } = this.parts;
    const { last, day } = await this.#next(database.reader, tenantId);
    if (day === null) return true;
    const firstPosition = (last?.lastPosition ?? 0) + 1;
    const head = await this.#headOf(database.reader, { tenantId, day, firstPosition });
    const lastPosition = head?.position ?? firstPosition - 1;
    const range = { tenantId, firstPosition, lastPosition };
    const found = {
      ...(await this.#counted(range)),
      heads: await database.reader.countBy(SmartAgentLogHead, { tenantId, position: Between(firstPosition, lastPosition) }),
      headHash: head?.hash ?? last?.headHash ?? chainOrigin,
    };
    const seal = await database.transaction(async (manager): Promise<SignedSeal | null> => {
      const standing = await this.#next(manager, tenantId);
      if (!(await holdsLease(manager, this.lease)) || standing.day !== day) return null;
      if ((await this.#headOf(manager, { tenantId, day, firstPosition }))?.position !== head?.position) return null;
      const setup = await manager.findOneBy(SmartAgentSetup, { tenantId });
      const content: DaySealContent = {
        ...{ ...range, ...found, day, retentionDays: setup?.logRetentionDays ?? retentionBounds.longest },
        ...{ previousDigest: last?.digest ?? sealOrigin, sealedAt: clock.now().toISOString() },
      };
      const made = { ...content, digest: sealDigest(content), keyId: signer.keyId, signature: signer.signStatement(sealText(content)) };
      await database.apply(manager, [insert(SmartAgentLogSeal, made)]);
      return made;
    });
    if (seal) await witness.state([{ kind: 'seal', ...seal }]);
    return seal !== null;
  }

  /** The day's last head; null where none of its positions is newer than the seal before. */
  async #headOf(
    manager: EntityManager,
    { tenantId, day, firstPosition }: { readonly tenantId: string; readonly day: string; readonly firstPosition: number },
  ): Promise<SmartAgentLogHead | null> {
    const [head] = await manager.find(SmartAgentLogHead, {
      where: { tenantId, signedAt: LessThan(endOfDay(day)) },
      order: { signedAt: 'DESC', position: 'DESC' },
      take: 1,
    });
    return head && head.position >= firstPosition ? head : null;
  }

  async #counted({ tenantId, firstPosition, lastPosition }: Pick<DaySealContent, 'tenantId' | 'firstPosition' | 'lastPosition'>) {
    const counts = { attempt: 0, outcome: 0, decision: 0 };
    const digest = new LineDigest();
    for (let from = firstPosition; from <= lastPosition; from += pageSize) {
      const links = await this.parts.database.reader.find(SmartAgentLogChain, {
        select: { tenantId: true, position: true, recordType: true, recordHash: true },
        where: { tenantId, position: Between(from, Math.min(from + pageSize - 1, lastPosition)) },
        order: { position: 'ASC' },
      });
      for (const { recordType, recordHash } of links) {
        counts[recordType as keyof typeof counts] += 1;
        digest.add(recordHash);
      }
    }
    return { attempts: counts.attempt, outcomes: counts.outcome, decisions: counts.decision, recordDigest: digest.end() };
  }
}
