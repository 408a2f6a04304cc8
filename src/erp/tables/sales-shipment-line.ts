import { code, date, integer, quantity } from './column.ts';
import { documentLineColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Lines of posted shipments. */
export const salesShipmentLine = defineTable({
  id: 111,
  name: 'Sales Shipment Line',
  key: ['documentNo', 'lineNo'],
  indexes: [['orderNo', 'orderLineNo']],
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
    itemShptEntryNo: integer('Item Shpt. Entry No.'),
    quantityInvoiced: quantity('Quantity Invoiced'),
    qtyShippedNotInvoiced: quantity('Qty. Shipped Not Invoiced'),
  },
});
