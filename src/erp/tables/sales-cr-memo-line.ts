import { code, date, integer, quantity } from './column.ts';
import { documentLineColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Lines of posted sales credit memos. */
export const salesCrMemoLine = defineTable({
  id: 115,
  name: 'Sales Cr.Memo Line',
  key: ['documentNo', 'lineNo'],
  columns: {
    documentNo: code('Document No.', 20),
    lineNo: integer('Line No.'),
    sellToCustomerNo: code('Sell-to Customer No.', 20),
    ...documentLineColumns,
    unitPrice: quantity('Unit Price'),
    postingDate: date('Posting Date'),
    shipmentDate: date('Shipment Date'),
  },
});
