import { code, date, integer, quantity } from './column.ts';
import { documentLineColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Lines of posted purchase credit memos. */
export const purchCrMemoLine = defineTable({
  id: 125,
  name: 'Purch. Cr. Memo Line',
  key: ['documentNo', 'lineNo'],
  columns: {
    documentNo: code('Document No.', 20),
    lineNo: integer('Line No.'),
    buyFromVendorNo: code('Buy-from Vendor No.', 20),
    ...documentLineColumns,
    directUnitCost: quantity('Direct Unit Cost'),
    postingDate: date('Posting Date'),
  },
});
