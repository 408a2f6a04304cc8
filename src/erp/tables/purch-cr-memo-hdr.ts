import { code, flag, integer, option } from './column.ts';
import { purchaseHeaderColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Posted purchase credit memos. */
export const purchCrMemoHdr = defineTable({
  id: 124,
  name: 'Purch. Cr. Memo Hdr.',
  key: ['no'],
  indexes: [['buyFromVendorNo', 'postingDate'], ['vendorLedgerEntryNo']],
  columns: {
    no: code('No.', 20),
    ...purchaseHeaderColumns,
    preAssignedNo: code('Pre-Assigned No.', 20),
    vendorLedgerEntryNo: integer('Vendor Ledger Entry No.'),
    appliesToDocType: option('Applies-to Doc. Type', [' ', 'Payment', 'Invoice', 'Credit Memo']),
    appliesToDocNo: code('Applies-to Doc. No.', 20),
    cancelled: flag('Cancelled'),
    corrective: flag('Corrective'),
    userId: code('User ID', 50),
  },
});
