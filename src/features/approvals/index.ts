export { approverOf, deciderOf, isEditable, isShownTo, isWithdrawable, waitsFor, type Onlooker } from './asked.ts';
export { approvalOverview, approvalView, type ApprovalNames } from './approval-view.ts';
export { Approvals, type ProposalRow } from './approvals.ts';
export {
  erpApprovalEndLine,
  ErpApprovals,
  erpApprovalTold,
  erpApprovalToldWrite,
  handedOverOf,
  handedOverWrite,
  type ErpApprovalEnd,
  type ErpApprovalRow,
  type ErpApprovalTold,
} from './erp-approvals.ts';
export {
  amountOf,
  differences,
  grantedRow,
  hashOfOutcome,
  leftToTellWrite,
  noConversation,
  nextVersion,
  proposalRow,
  proposalWrite,
  settledWrite,
  toldWrite,
  type PreparedOutcome,
  type ProposalFrame,
  type ProposalPayload,
} from './proposal.ts';
