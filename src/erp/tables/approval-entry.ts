import { amount, code, date, dateTime, guid, integer, option } from './column.ts';
import { defineTable } from './table.ts';

/** Requests to approve a document, in sequence. They stay when the document is posted or deleted: they are the evidence. */
export const approvalEntry = defineTable({
  id: 454,
  name: 'Approval Entry',
  key: ['entryNo'],
  indexes: [['recordIdToApprove'], ['approverId', 'status'], ['documentNo']],
  columns: {
    entryNo: integer('Entry No.'),
    tableId: integer('Table ID'),
    documentType: option('Document Type', ['Quote', 'Order', 'Invoice', 'Credit Memo', 'Blanket Order', 'Return Order', '']),
    documentNo: code('Document No.', 20),
    sequenceNo: integer('Sequence No.'),
    approvalCode: code('Approval Code', 20),
    senderId: code('Sender ID', 50),
    salespersPurchCode: code('Salespers./Purch. Code', 20),
    approverId: code('Approver ID', 50),
    status: option('Status', ['Created', 'Open', 'Canceled', 'Rejected', 'Approved']),
    dateTimeSentForApproval: dateTime('Date-Time Sent for Approval'),
    lastDateTimeModified: dateTime('Last Date-Time Modified'),
    lastModifiedByUserId: code('Last Modified By User ID', 50),
    dueDate: date('Due Date'),
    amount: amount('Amount'),
    amountLcy: amount('Amount (LCY)'),
    currencyCode: code('Currency Code', 10),
    approvalType: option('Approval Type', ['Workflow User Group', 'Sales Pers./Purchaser', 'Approver']),
    limitType: option('Limit Type', ['Approval Limits', 'Credit Limits', 'Request Limits', 'No Limits']),
    availableCreditLimitLcy: amount('Available Credit Limit (LCY)'),
    /** SystemId of the document. */
    recordIdToApprove: guid('Record ID to Approve'),
    /** The same on all entries of one request: a document that is sent again gets a new one. */
    workflowStepInstanceId: guid('Workflow Step Instance ID'),
  },
});
