import { code, dateTime, guid, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** What senders and approvers wrote to each other about a document's approval. */
export const approvalCommentLine = defineTable({
  id: 455,
  name: 'Approval Comment Line',
  key: ['entryNo'],
  indexes: [['recordIdToApprove']],
  columns: {
    entryNo: integer('Entry No.'),
    tableId: integer('Table ID'),
    documentType: option('Document Type', ['Quote', 'Order', 'Invoice', 'Credit Memo', 'Blanket Order', 'Return Order', '']),
    documentNo: code('Document No.', 20),
    userId: code('User ID', 50),
    dateAndTime: dateTime('Date and Time'),
    comment: text('Comment', 250),
    /** SystemId of the document. */
    recordIdToApprove: guid('Record ID to Approve'),
    workflowStepInstanceId: guid('Workflow Step Instance ID'),
  },
});
