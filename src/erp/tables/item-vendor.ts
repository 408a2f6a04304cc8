import { code, text } from './column.ts';
import { defineTable } from './table.ts';

/** Which vendors supply an item, and how fast. */
export const itemVendor = defineTable({
  id: 99,
  name: 'Item Vendor',
  key: ['itemNo', 'vendorNo'],
  indexes: [['vendorNo', 'itemNo']],
  columns: {
    itemNo: code('Item No.', 20),
    vendorNo: code('Vendor No.', 20),
    vendorItemNo: text('Vendor Item No.', 50),
    leadTimeCalculation: text('Lead Time Calculation', 32),
  },
});
