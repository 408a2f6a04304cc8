import type { ExecutionSummary, ExecutionView } from '../../contracts/executions.ts';
import { erpApprovalTold, type ErpApprovalRow, type ProposalRow } from '../approvals/index.ts';
import type { Subjects } from '../subjects/index.ts';
import { wasAsked } from './was-asked.ts';

/**
 * What became of a run's changes in the ERP's own approval. What an approver there said is told to those who were asked
 * here; of somebody who was erased nothing is told.
 */
export const tellErpApprovals = async (
  known: { readonly subjects: Subjects; readonly proposals: readonly ProposalRow[]; readonly rows: readonly ErpApprovalRow[] },
  readerId: string | null,
): Promise<ExecutionView['erpApprovals']> => {
  const told: ExecutionView['erpApprovals'] = [];
  for (const row of known.rows) {
    const proposal = known.proposals.find(({ id }) => id === row.id);
    const box = proposal && (await known.subjects.box(proposal.requesterSubjectId));
    if (!proposal || !box) continue;
    const { documentName: _documentName, reason, ...rest } = erpApprovalTold(row, box);
    told.push({ ...rest, reason: readerId !== null && wasAsked(readerId, proposal) ? reason : null });
  }
  return told;
};

/** What waits in the ERP of one run, asked for by this person; of somebody who was erased nothing is told. */
export const tellWaitingInErp = async (
  known: { readonly subjects: Subjects; readonly rows: readonly ErpApprovalRow[] },
  requesterSubjectId: string,
): Promise<ExecutionSummary['waitingInErp']> => {
  const box = known.rows.length === 0 ? null : await known.subjects.box(requesterSubjectId);
  if (!box) return [];
  return known.rows.map((row) => erpApprovalTold(row, box)).map(({ documentNumber, since, waitingFor }) => ({ documentNumber, since, waitingFor }));
};
