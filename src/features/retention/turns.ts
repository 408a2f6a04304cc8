import type { EntityManager } from 'typeorm';
import { SmartAgentRetentionProgress } from '../../../entities/index.ts';
import { holdLock } from '../../kernel/transaction-lock.ts';

/**
 * Waits for the tenant's turn, until the end of the transaction at hand: whoever removes, and whoever sets or lifts what
 * keeps something from being removed, go one after the other.
 */
export const takeTurn = (manager: EntityManager, tenantId: string): Promise<void> => holdLock(manager, `removal ${tenantId}`, 'exclusive');

/** Lets the next run look at everything again whose removal was stated: what was left then may go now. */
export const lookAgain = async (manager: EntityManager, tenantId: string): Promise<void> => {
  await takeTurn(manager, tenantId);
  await manager.update(SmartAgentRetentionProgress, { tenantId }, { removedThrough: 0 });
};
