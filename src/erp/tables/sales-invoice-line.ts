import { code, date, integer, quantity } from './column.ts';
import { documentLineColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Lines of posted sales invoices. */
export const salesInvoiceLine = defineTable({
  id: 113,
  name: 'Sales Invoice Line',
  key: ['documentNo', 'lineNo'],
  columns: {
    documentNo: code('Document No.', 20),
    lineNo: integer('Line No.'),
    sellToCustomerNo: code('Sell-to Customer No.', 20),
    ...documentLineColumns,
    unitPrice: quantity('Unit Price'),
    postingDate: date('Posting Date'),
    shipmentDate: date('Shipment Date'),
    orderNo: code('Order No.', 20),
    orderLineNo: integer('Order Line No.'),
  },
});
