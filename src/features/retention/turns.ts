import type { EntityManager } from 'typeorm';
import { SmartAgentRetentionProgress } from '../../../entities/index.ts';

/**
 * Waits for the tenant's turn, until the end of the transaction at hand: whoever removes, and whoever sets or lifts what
 * keeps something from being removed, go one after the other. Answers up to which position the log was removed.
 */
export const takeTurn = async (manager: EntityManager, tenantId: string): Promise<number> => {
  const taken = await manager.update(SmartAgentRetentionProgress, { tenantId }, { removedThrough: () => '"removedThrough"' });
  if (taken.affected === 0) await manager.insert(SmartAgentRetentionProgress, { tenantId, removedThrough: 0 });
  return (await manager.findOneByOrFail(SmartAgentRetentionProgress, { tenantId })).removedThrough;
};

/** Lets the next run look at everything again whose removal was stated: what was left then may go now. */
export const lookAgain = async (manager: EntityManager, tenantId: string): Promise<void> => {
  await takeTurn(manager, tenantId);
  await manager.update(SmartAgentRetentionProgress, { tenantId }, { removedThrough: 0 });
};
