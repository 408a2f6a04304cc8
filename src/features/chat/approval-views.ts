import { SmartAgentExecution } from '../../../entities/index.ts';
import type { ApprovalView } from '../../contracts/approvals.ts';
import { approvalView, approverOf, isEditable, isWithdrawable, waitsFor, type Onlooker, type ProposalRow } from '../approvals/index.ts';
import { erasedName } from '../subjects/index.ts';
import type { ChatParts } from './chat-parts.ts';

/** A proposal as it is shown to `onlooker`, by default whoever it was asked for; the rest of `known` spares look-ups where the turn is at hand. */
export const approvalViewOf = async (
  parts: Pick<ChatParts, 'database' | 'settings' | 'subjects' | 'tools'>,
  row: ProposalRow,
  known: { readonly execution?: { readonly reference: string }; readonly onlooker?: Onlooker } = {},
): Promise<ApprovalView> => {
  const settings = await parts.settings.current(row.tenantId);
  const execution = known.execution ?? (await parts.database.reader.findOneByOrFail(SmartAgentExecution, { id: row.executionId }));
  const required = approverOf(row);
  const people = required.kind === 'second-person' ? required.people : [row.responsibleSubjectId];
  const names = await parts.subjects.names(row.tenantId, [
    row.requesterSubjectId,
    ...people,
    ...[row.deciderSubjectId, row.editedBySubjectId].filter((id) => id !== null),
  ]);
  const nameOf = (id: string): string => names.get(id) ?? erasedName;
  const onlooker = known.onlooker ?? { id: row.requesterSubjectId, mayApprove: false };
  return approvalView(row, {
    executionReference: execution.reference,
    agentName: settings.agents.get(row.agentId)?.name ?? 'Agent',
    toolTitle: parts.tools.get(row.tool)?.title ?? row.tool,
    box: await parts.subjects.box(row.requesterSubjectId),
    deciderName: row.deciderSubjectId === null ? null : nameOf(row.deciderSubjectId),
    requesterName: nameOf(row.requesterSubjectId),
    approverNames: people.map(nameOf),
    mayDecide: waitsFor(row, onlooker),
    mayWithdraw: isWithdrawable(row, onlooker),
    mayEdit: isEditable(row, onlooker),
    editorName: row.editedBySubjectId === null ? null : nameOf(row.editedBySubjectId),
  });
};
