import type { EntityManager } from 'typeorm';
import { SmartAgentLogLease } from '../../../entities/index.ts';
import type { Clock } from '../../kernel/clock.ts';

/** What a lease is for, how long it lasts without a word, and who asks for it. */
export interface LeaseParts {
  readonly id: string;
  readonly millis: number;
  /** Names this process among several. */
  readonly holder: string;
  readonly clock: Clock;
}

/** Takes a lease, or holds it for longer, in a transaction that is under way. False while somebody else has it. */
export const holdsLease = async (manager: EntityManager, { id, millis, holder, clock }: LeaseParts): Promise<boolean> => {
  const now = clock.now();
  const lease = await manager.findOneBy(SmartAgentLogLease, { id });
  const expiresAt = new Date(now.getTime() + millis).toISOString();
  if (!lease) {
    await manager.insert(SmartAgentLogLease, { id, holder, expiresAt });
    return true;
  }
  if (lease.holder !== holder && lease.expiresAt > now.toISOString()) return false;
  const taken = await manager.update(SmartAgentLogLease, { id, holder: lease.holder, expiresAt: lease.expiresAt }, { holder, expiresAt });
  return taken.affected === 1;
};

/** Gives a lease back before its time, if it is still held. */
export const endLease = async (manager: EntityManager, { id, holder, clock }: LeaseParts): Promise<void> => {
  await manager.update(SmartAgentLogLease, { id, holder }, { expiresAt: clock.now().toISOString() });
};
