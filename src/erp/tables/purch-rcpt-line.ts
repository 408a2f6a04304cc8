import { code, date, integer, quantity } from './column.ts';
import { documentLineColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Lines of posted purchase receipts, each with the date it had been expected. */
export const purchRcptLine = defineTable({
  id: 121,
  name: 'Purch. Rcpt. Line',
  key: ['documentNo', 'lineNo'],
  indexes: [
    ['orderNo', 'orderLineNo'],
    ['buyFromVendorNo', 'postingDate'],
  ],
  columns: {
    documentNo: code('Document No.', 20),
    lineNo: integer('Line No.'),
    buyFromVendorNo: code('Buy-from Vendor No.', 20),
    ...documentLineColumns,
    directUnitCost: quantity('Direct Unit Cost'),
    postingDate: date('Posting Date'),
    expectedReceiptDate: date('Expected Receipt Date'),
    requestedReceiptDate: date('Requested Receipt Date'),
    promisedReceiptDate: date('Promised Receipt Date'),
    orderNo: code('Order No.', 20),
    orderLineNo: integer('Order Line No.'),
    itemRcptEntryNo: integer('Item Rcpt. Entry No.'),
    quantityInvoiced: quantity('Quantity Invoiced'),
    qtyRcdNotInvoiced: quantity('Qty. Rcd. Not Invoiced'),
  },
});
