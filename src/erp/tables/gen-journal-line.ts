import { amount, code, date, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** Lines of a journal; posted together. */
export const genJournalLine = defineTable({
  id: 81,
  name: 'Gen. Journal Line',
  key: ['journalTemplateName', 'journalBatchName', 'lineNo'],
  columns: {
    journalTemplateName: code('Journal Template Name', 10),
    journalBatchName: code('Journal Batch Name', 10),
    lineNo: integer('Line No.'),
    accountType: option('Account Type', ['G/L Account', 'Customer', 'Vendor', 'Bank Account']),
    accountNo: code('Account No.', 20),
    postingDate: date('Posting Date'),
    documentType: option('Document Type', [' ', 'Payment', 'Invoice', 'Credit Memo', 'Finance Charge Memo', 'Reminder', 'Refund']),
    documentNo: code('Document No.', 20),
    externalDocumentNo: code('External Document No.', 35),
    description: text('Description', 100),
    amount: amount('Amount'),
    balAccountType: option('Bal. Account Type', ['G/L Account', 'Customer', 'Vendor', 'Bank Account']),
    balAccountNo: code('Bal. Account No.', 20),
    appliesToDocType: option('Applies-to Doc. Type', [' ', 'Payment', 'Invoice', 'Credit Memo']),
    appliesToDocNo: code('Applies-to Doc. No.', 20),
    dueDate: date('Due Date'),
    shortcutDimension1Code: code('Shortcut Dimension 1 Code', 20),
    shortcutDimension2Code: code('Shortcut Dimension 2 Code', 20),
    dimensionSetId: integer('Dimension Set ID'),
    comment: text('Comment', 250),
  },
});
