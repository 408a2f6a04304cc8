import { mayWithdraw } from '../../domain/deciding.ts';
import { mayEdit } from '../../domain/editing.ts';
import { isAsked, type Decider, type RequiredApprover } from '../../domain/approval-rule.ts';
import type { ProposalRow } from './approvals.ts';

/** A person in front of proposals: her random id, and whether she holds the permission set SMART AGENTS APPROVER. */
export interface Onlooker {
  readonly id: string;
  readonly mayApprove: boolean;
}

/** Who has to decide on a stored proposal. */
export const approverOf = (row: Pick<ProposalRow, 'approver'>): RequiredApprover => JSON.parse(row.approver) as RequiredApprover;

/** How a person stands to a proposal. */
export const deciderOf = (row: ProposalRow, { id, mayApprove }: Onlooker): Omit<Decider, 'mayReadRecords'> => ({
  subjectId: id,
  mayApprove,
  isRequester: id === row.requesterSubjectId,
  isResponsible: id === row.responsibleSubjectId,
  hasRaised: id === row.raisedBySubjectId,
});

/** Whether a proposal waits for this person. */
export const waitsFor = (row: ProposalRow, person: Onlooker): boolean => isAsked(approverOf(row), deciderOf(row, person));

/** Whether a proposal is this person's to take back. */
export const isWithdrawable = (row: ProposalRow, person: Onlooker): boolean => mayWithdraw(deciderOf(row, person));

/** Whether this person may change what a proposal asks for. */
export const isEditable = (row: ProposalRow, person: Onlooker): boolean => mayEdit(approverOf(row), deciderOf(row, person));

/** Whether a proposal may be seen in full by this person: it was asked for in her name, or she is asked. */
export const isShownTo = (row: ProposalRow, person: Onlooker): boolean =>
  person.id === row.requesterSubjectId ||
  person.id === row.responsibleSubjectId ||
  person.id === row.deciderSubjectId ||
  person.id === row.editedBySubjectId ||
  waitsFor(row, person);
