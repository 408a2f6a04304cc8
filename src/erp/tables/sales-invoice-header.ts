import { code, date, flag, integer, option } from './column.ts';
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
    quoteNo: code('Quote No.', 20),
    preAssignedNo: code('Pre-Assigned No.', 20),
    custLedgerEntryNo: integer('Cust. Ledger Entry No.'),
    cancelled: flag('Cancelled'),
    /** True for the invoice that takes a credit memo back, whose number is in appliesToDocNo. */
    corrective: flag('Corrective'),
    appliesToDocType: option('Applies-to Doc. Type', [' ', 'Payment', 'Invoice', 'Credit Memo']),
    appliesToDocNo: code('Applies-to Doc. No.', 20),
    userId: code('User ID', 50),
  },
});
