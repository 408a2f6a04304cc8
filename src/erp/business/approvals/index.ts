export { checkApprovalForPosting } from './approval-check.ts';
export { workflowCodes, type ApprovalDocument } from './approval-document.ts';
export { approvalDocument, sendApprovalRequest, type ApprovalEntry, type DocumentName } from './approval-requests.ts';
export { approveRequest, cancelRequest, delegateRequest, rejectRequest } from './decide-approval.ts';
export { releaseDocument, reopenDocument } from './release-document.ts';
