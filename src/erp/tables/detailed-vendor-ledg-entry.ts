import { amount, code, date, flag, integer, option } from './column.ts';
import { defineTable } from './table.ts';

/** Every change of a vendor ledger entry's remaining amount; an application names the other entry in `appliedVendorLedgerEntryNo`. */
export const detailedVendorLedgEntry = defineTable({
  id: 380,
  name: 'Detailed Vendor Ledg. Entry',
  key: ['entryNo'],
  indexes: [['vendorNo', 'initialEntryDueDate', 'amountLcy'], ['vendorLedgerEntryNo']],
  clustered: true,
  columns: {
    entryNo: integer('Entry No.'),
    vendorLedgerEntryNo: integer('Vendor Ledger Entry No.'),
    entryType: option('Entry Type', [
      ' ',
      'Initial Entry',
      'Application',
      'Unrealized Loss',
      'Unrealized Gain',
      'Realized Loss',
      'Realized Gain',
      'Payment Discount',
    ]),
    postingDate: date('Posting Date'),
    documentType: option('Document Type', [' ', 'Payment', 'Invoice', 'Credit Memo', 'Finance Charge Memo', 'Reminder', 'Refund']),
    documentNo: code('Document No.', 20),
    vendorNo: code('Vendor No.', 20),
    amount: amount('Amount'),
    amountLcy: amount('Amount (LCY)'),
    debitAmount: amount('Debit Amount'),
    creditAmount: amount('Credit Amount'),
    /** Document type of the entry that is changed. */
    initialDocumentType: option('Initial Document Type', [' ', 'Payment', 'Invoice', 'Credit Memo', 'Finance Charge Memo', 'Reminder', 'Refund']),
    initialEntryDueDate: date('Initial Entry Due Date'),
    initialEntryGlobalDim1: code('Initial Entry Global Dim. 1', 20),
    initialEntryGlobalDim2: code('Initial Entry Global Dim. 2', 20),
    appliedVendorLedgerEntryNo: integer('Applied Vendor Ledger Entry No.'),
    unapplied: flag('Unapplied'),
    transactionNo: integer('Transaction No.'),
    userId: code('User ID', 50),
  },
});
