import { code, flag, integer, option } from './column.ts';
import { salesHeaderColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Posted sales credit memos. */
export const salesCrMemoHeader = defineTable({
  id: 114,
  name: 'Sales Cr.Memo Header',
  key: ['no'],
  indexes: [['sellToCustomerNo', 'postingDate'], ['custLedgerEntryNo'], ['appliesToDocNo']],
  columns: {
    no: code('No.', 20),
    ...salesHeaderColumns,
    preAssignedNo: code('Pre-Assigned No.', 20),
    custLedgerEntryNo: integer('Cust. Ledger Entry No.'),
    appliesToDocType: option('Applies-to Doc. Type', [' ', 'Payment', 'Invoice', 'Credit Memo']),
    appliesToDocNo: code('Applies-to Doc. No.', 20),
    cancelled: flag('Cancelled'),
    corrective: flag('Corrective'),
    userId: code('User ID', 50),
  },
});
