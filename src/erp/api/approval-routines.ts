import { approvalCommentLine, approvalEntry, purchaseHeader, salesHeader } from '../tables/index.ts';
import { each } from './touched-tables.ts';
import type { Routine } from './routine.ts';

/** Approvals Mgmt.: sends documents for approval and decides on them. */
export const approvalsManagement: Routine = {
  codeunit: { id: 1535, name: 'Approvals Mgmt.' },
  touches: [...each([approvalEntry], 'insert', 'modify'), ...each([approvalCommentLine], 'insert')],
};

/** Approvals Mgmt. where it also changes the document's status: to pending, released or open again. */
export const approvalsOnDocuments: Routine = {
  ...approvalsManagement,
  touchesMore: (erp, systemId) => {
    const entry = erp.records.of(approvalEntry).bySystemId(systemId);
    return each(
      [purchaseHeader, salesHeader].filter(({ id }) => id === entry?.tableId),
      'modify',
    );
  },
};
