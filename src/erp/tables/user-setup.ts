import { amount, code, date, flag, text } from './column.ts';
import { defineTable } from './table.ts';

/** Per-user posting dates and approval limits; the user id is the user name. */
export const userSetup = defineTable({
  id: 91,
  name: 'User Setup',
  key: ['userId'],
  columns: {
    userId: code('User ID', 50),
    allowPostingFrom: date('Allow Posting From'),
    allowPostingTo: date('Allow Posting To'),
    salespersPurchCode: code('Salespers./Purch. Code', 20),
    approverId: code('Approver ID', 50),
    salesAmountApprovalLimit: amount('Sales Amount Approval Limit'),
    unlimitedSalesApproval: flag('Unlimited Sales Approval'),
    purchaseAmountApprovalLimit: amount('Purchase Amount Approval Limit'),
    unlimitedPurchaseApproval: flag('Unlimited Purchase Approval'),
    requestAmountApprovalLimit: amount('Request Amount Approval Limit'),
    unlimitedRequestApproval: flag('Unlimited Request Approval'),
    substitute: code('Substitute', 50),
    email: text('E-Mail', 100),
    phoneNo: text('Phone No.', 30),
    approvalAdministrator: flag('Approval Administrator'),
  },
});
