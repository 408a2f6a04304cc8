import { code, date } from './column.ts';
import { salesHeaderColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Posted shipments. */
export const salesShipmentHeader = defineTable({
  id: 110,
  name: 'Sales Shipment Header',
  key: ['no'],
  indexes: [['sellToCustomerNo', 'postingDate'], ['orderNo']],
  columns: {
    no: code('No.', 20),
    ...salesHeaderColumns,
    orderDate: date('Order Date'),
    userId: code('User ID', 50),
  },
});
