import { approvalCommentLine, approvalEntry } from '../tables/index.ts';
import { each } from './touched-tables.ts';
import type { Routine } from './routine.ts';

/** Approvals Mgmt.: sends documents for approval and decides on them. */
export const approvalsManagement: Routine = {
  codeunit: { id: 1535, name: 'Approvals Mgmt.' },
  touches: [...each([approvalEntry], 'insert', 'modify'), ...each([approvalCommentLine], 'insert')],
};
