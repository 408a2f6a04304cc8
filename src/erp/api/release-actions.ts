import { approvalDocument, releaseDocument, reopenDocument, type ApprovalDocument, type ErpContext } from '../business/index.ts';
import type { BoundAction } from './bound-action.ts';
import type { Routine } from './routine.ts';

const action = (routine: Routine, change: (erp: ErpContext, document: ApprovalDocument) => void): BoundAction => ({
  ...routine,
  run: (erp, systemId) => {
    change(erp, approvalDocument(erp, { systemId }));
    return undefined;
  },
});

/** Release and reopen, bound to an unposted document. */
export const releaseActions = (routine: Routine) => ({ release: action(routine, releaseDocument), reopen: action(routine, reopenDocument) });
