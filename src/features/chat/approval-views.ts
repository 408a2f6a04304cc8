import { SmartAgentExecution } from '../../../entities/index.ts';
import type { ApprovalView } from '../../contracts/approvals.ts';
import { approvalView, type ProposalRow } from '../approvals/index.ts';
import type { ChatParts } from './chat-parts.ts';

/** A proposal as it is shown; `known` spares look-ups where the turn is at hand. */
export const approvalViewOf = async (
  parts: Pick<ChatParts, 'database' | 'settings' | 'subjects' | 'tools'>,
  row: ProposalRow,
  known?: { readonly execution: { readonly reference: string } },
): Promise<ApprovalView> => {
  const settings = await parts.settings.current(row.tenantId);
  const execution = known?.execution ?? (await parts.database.reader.findOneByOrFail(SmartAgentExecution, { id: row.executionId }));
  const decider = row.deciderSubjectId === null ? null : await parts.subjects.profile(row.tenantId, row.deciderSubjectId);
  return approvalView(row, {
    executionReference: execution.reference,
    agentName: settings.agents.get(row.agentId)?.name ?? 'Agent',
    toolTitle: parts.tools.get(row.tool)?.title ?? row.tool,
    box: await parts.subjects.box(row.requesterSubjectId),
    deciderName: decider?.displayName ?? null,
  });
};
