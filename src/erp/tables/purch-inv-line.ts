import { code, date, integer, quantity } from './column.ts';
import { documentLineColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Lines of posted purchase invoices. */
export const purchInvLine = defineTable({
  id: 123,
  name: 'Purch. Inv. Line',
  key: ['documentNo', 'lineNo'],
  columns: {
    documentNo: code('Document No.', 20),
    lineNo: integer('Line No.'),
    buyFromVendorNo: code('Buy-from Vendor No.', 20),
    ...documentLineColumns,
    directUnitCost: quantity('Direct Unit Cost'),
    postingDate: date('Posting Date'),
    expectedReceiptDate: date('Expected Receipt Date'),
    orderNo: code('Order No.', 20),
    orderLineNo: integer('Order Line No.'),
    receiptNo: code('Receipt No.', 20),
    receiptLineNo: integer('Receipt Line No.'),
  },
});
