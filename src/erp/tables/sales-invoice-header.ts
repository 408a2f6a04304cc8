import { code, date, flag, guid, integer } from './column.ts';
import { salesHeaderColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Posted sales invoices. What is still to be paid is on the customer ledger entry with number `custLedgerEntryNo`. */
export const salesInvoiceHeader = defineTable({
  id: 112,
  name: 'Sales Invoice Header',
  key: ['no'],
  indexes: [['sellToCustomerNo', 'postingDate'], ['postingDate'], ['custLedgerEntryNo']],
  columns: {
    no: code('No.', 20),
    ...salesHeaderColumns,
    orderDate: date('Order Date'),
    preAssignedNo: code('Pre-Assigned No.', 20),
    custLedgerEntryNo: integer('Cust. Ledger Entry No.'),
    cancelled: flag('Cancelled'),
    corrective: flag('Corrective'),
    draftInvoiceSystemId: guid('Draft Invoice SystemId'),
    userId: code('User ID', 50),
  },
});
