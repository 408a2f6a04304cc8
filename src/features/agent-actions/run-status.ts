import { SmartAgentActionRequest, SmartAgentApproval, SmartAgentErpApproval, SmartAgentExecution } from '../../../entities/index.ts';
import type { ApprovalState } from '../../domain/approval.ts';
import type { ErpApprovalState } from '../../domain/erp-approval.ts';
import { outsideRunStatus } from '../../domain/outside-run.ts';
import type { Database, Write } from '../../kernel/database.ts';
import { holdLock } from '../../kernel/transaction-lock.ts';

/** Keeps what became of a run's actions, and with it the run's status. */
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
    const inErp = await manager.find(SmartAgentErpApproval, { select: { id: true, state: true }, where: { executionId } });
    const status = outsideRunStatus({
      isAnswered: requests.map(({ sealedAnswer, sealedOutcome }) => sealedAnswer !== null || sealedOutcome !== null),
      inErp: inErp.map(({ state }) => state as ErpApprovalState),
      proposals: proposals.map(({ state }) => state as ApprovalState),
    });
    await manager.update(SmartAgentExecution, { id: executionId }, { status, endedAt: status === 'completed' ? now : null });
  });
