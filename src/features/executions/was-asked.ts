import { isShownTo, type ProposalRow } from '../approvals/index.ts';

/**
 * Whether a proposal was put before this person: it was requested in her name, or she answers for it, is named to decide
 * on it, or did. What it says is shown to those alone; seeing other people's runs is no right to see the ERP's content.
 */
export const wasAsked = (subjectId: string, row: ProposalRow): boolean => isShownTo(row, { id: subjectId, mayApprove: false });
