import type { ProposalRow } from '../approvals/index.ts';

/**
 * Whether a proposal was put before this person: she requested it, or decided it. What it says is shown to those who
 * were asked alone; seeing other people's runs is no right to see the ERP's content. Whoever else may be asked to
 * decide belongs in here.
 */
export const wasAsked = (subjectId: string, { requesterSubjectId, deciderSubjectId }: ProposalRow): boolean =>
  subjectId === requesterSubjectId || subjectId === deciderSubjectId;
