import { code, date, integer, option, quantity } from './column.ts';
import { documentLineColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Lines of unposted purchase documents. */
export const purchaseLine = defineTable({
  id: 39,
  name: 'Purchase Line',
  key: ['documentType', 'documentNo', 'lineNo'],
  indexes: [['no', 'documentType'], ['buyFromVendorNo']],
  columns: {
    documentType: option('Document Type', ['Quote', 'Order', 'Invoice', 'Credit Memo', 'Blanket Order', 'Return Order']),
    documentNo: code('Document No.', 20),
    lineNo: integer('Line No.'),
    buyFromVendorNo: code('Buy-from Vendor No.', 20),
    ...documentLineColumns,
    directUnitCost: quantity('Direct Unit Cost'),
    expectedReceiptDate: date('Expected Receipt Date'),
    requestedReceiptDate: date('Requested Receipt Date'),
    promisedReceiptDate: date('Promised Receipt Date'),
    outstandingQuantity: quantity('Outstanding Quantity'),
    qtyToReceive: quantity('Qty. to Receive'),
    qtyToInvoice: quantity('Qty. to Invoice'),
    quantityReceived: quantity('Quantity Received'),
    quantityInvoiced: quantity('Quantity Invoiced'),
    qtyRcdNotInvoiced: quantity('Qty. Rcd. Not Invoiced'),
    outstandingQtyBase: quantity('Outstanding Qty. (Base)'),
    /** On invoice lines: the receipt that is invoiced. */
    receiptNo: code('Receipt No.', 20),
    receiptLineNo: integer('Receipt Line No.'),
  },
});
