export { checkApprovalForPosting, checkApprovalForRelease } from './approval-check.ts';
export { workflowCodes } from './approval-document.ts';
export { approvalDocument, sendApprovalRequest, type ApprovalEntry, type DocumentName } from './approval-requests.ts';
export { approveRequest, cancelRequest, delegateRequest, rejectRequest } from './decide-approval.ts';
export { reopenDocument } from './reopen-document.ts';
