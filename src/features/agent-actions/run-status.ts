import { SmartAgentActionRequest, SmartAgentApproval, SmartAgentExecution } from '../../../entities/index.ts';
import type { Database, Write } from '../../kernel/database.ts';
import { holdLock } from '../../kernel/transaction-lock.ts';

/** A proposal in one of these states is not at its end. */
const open = ['pending', 'committing', 'unknown'];

/**
 * Keeps what became of a run's actions, and with it the run's status: it runs while one is not answered, waits while a
 * proposal is open, and is through otherwise.
 */
export const refreshRun = (
  database: Database,
  executionId: string,
  { now, writes = [] }: { readonly now: string; readonly writes?: readonly Write[] },
): Promise<void> =>
  database.transaction(async (manager) => {
    await holdLock(manager, `execution ${executionId}`, 'exclusive');
    await database.apply(manager, writes);
    const requests = await manager.findBy(SmartAgentActionRequest, { executionId });
    const proposals = await manager.find(SmartAgentApproval, { select: { id: true, state: true }, where: { executionId } });
    const isRunning = requests.some(({ sealedAnswer, sealedOutcome }) => sealedAnswer === null && sealedOutcome === null);
    const isWaiting = proposals.some(({ state }) => open.includes(state));
    const status = isRunning ? 'running' : isWaiting ? 'waiting' : 'completed';
    await manager.update(SmartAgentExecution, { id: executionId }, { status, endedAt: status === 'completed' ? now : null });
  });
