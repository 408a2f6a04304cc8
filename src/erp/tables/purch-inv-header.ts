import { code, date, flag, integer } from './column.ts';
import { purchaseHeaderColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Posted purchase invoices. What is still to be paid is on the vendor ledger entry with number `vendorLedgerEntryNo`. */
export const purchInvHeader = defineTable({
  id: 122,
  name: 'Purch. Inv. Header',
  key: ['no'],
  indexes: [['buyFromVendorNo', 'postingDate'], ['postingDate'], ['vendorLedgerEntryNo']],
  columns: {
    no: code('No.', 20),
    ...purchaseHeaderColumns,
    orderDate: date('Order Date'),
    preAssignedNo: code('Pre-Assigned No.', 20),
    vendorLedgerEntryNo: integer('Vendor Ledger Entry No.'),
    cancelled: flag('Cancelled'),
    corrective: flag('Corrective'),
    userId: code('User ID', 50),
  },
});
