import { amount, code, date, integer, option, text } from './column.ts';
import { defineTable } from './table.ts';

/** The general ledger: amount = debit - credit; the entries of one transaction number sum to zero. */
export const glEntry = defineTable({
  id: 17,
  name: 'G/L Entry',
  key: ['entryNo'],
  indexes: [['glAccountNo', 'postingDate', 'amount'], ['documentNo', 'postingDate'], ['postingDate']],
  clustered: true,
  columns: {
    entryNo: integer('Entry No.'),
    glAccountNo: code('G/L Account No.', 20),
    postingDate: date('Posting Date'),
    documentDate: date('Document Date'),
    documentType: option('Document Type', [' ', 'Payment', 'Invoice', 'Credit Memo', 'Finance Charge Memo', 'Reminder', 'Refund']),
    documentNo: code('Document No.', 20),
    externalDocumentNo: code('External Document No.', 35),
    description: text('Description', 100),
    amount: amount('Amount'),
    debitAmount: amount('Debit Amount'),
    creditAmount: amount('Credit Amount'),
    vatAmount: amount('VAT Amount'),
    sourceType: option('Source Type', [' ', 'Customer', 'Vendor', 'Bank Account', 'Fixed Asset', 'IC Partner', 'Employee', 'Item']),
    sourceNo: code('Source No.', 20),
    globalDimension1Code: code('Global Dimension 1 Code', 20),
    globalDimension2Code: code('Global Dimension 2 Code', 20),
    dimensionSetId: integer('Dimension Set ID'),
    genBusPostingGroup: code('Gen. Bus. Posting Group', 20),
    genProdPostingGroup: code('Gen. Prod. Posting Group', 20),
    transactionNo: integer('Transaction No.'),
    sourceCode: code('Source Code', 10),
    userId: code('User ID', 50),
    balAccountType: option('Bal. Account Type', ['G/L Account', 'Customer', 'Vendor', 'Bank Account']),
    balAccountNo: code('Bal. Account No.', 20),
  },
});
