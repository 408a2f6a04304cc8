import { code, date, integer, option, quantity } from './column.ts';
import { documentLineColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Lines of unposted sales documents. */
export const salesLine = defineTable({
  id: 37,
  name: 'Sales Line',
  key: ['documentType', 'documentNo', 'lineNo'],
  indexes: [['no', 'documentType']],
  columns: {
    documentType: option('Document Type', ['Quote', 'Order', 'Invoice', 'Credit Memo', 'Blanket Order', 'Return Order']),
    documentNo: code('Document No.', 20),
    lineNo: integer('Line No.'),
    sellToCustomerNo: code('Sell-to Customer No.', 20),
    ...documentLineColumns,
    unitPrice: quantity('Unit Price'),
    shipmentDate: date('Shipment Date'),
    outstandingQuantity: quantity('Outstanding Quantity'),
    qtyToShip: quantity('Qty. to Ship'),
    qtyToInvoice: quantity('Qty. to Invoice'),
    quantityShipped: quantity('Quantity Shipped'),
    quantityInvoiced: quantity('Quantity Invoiced'),
    qtyShippedNotInvoiced: quantity('Qty. Shipped Not Invoiced'),
  },
});
