import { code, date, option, quantity } from './column.ts';
import { defineTable } from './table.ts';

/** Discounts for a customer, a group or all customers by item, date and quantity. */
export const salesLineDiscount = defineTable({
  id: 7004,
  name: 'Sales Line Discount',
  key: ['type', 'code', 'salesType', 'salesCode', 'startingDate', 'currencyCode', 'variantCode', 'unitOfMeasureCode', 'minimumQuantity'],
  columns: {
    type: option('Type', ['Item', 'Item Disc. Group']),
    code: code('Code', 20),
    salesType: option('Sales Type', ['Customer', 'Customer Disc. Group', 'All Customers', 'Campaign']),
    salesCode: code('Sales Code', 20),
    startingDate: date('Starting Date'),
    currencyCode: code('Currency Code', 10),
    variantCode: code('Variant Code', 10),
    unitOfMeasureCode: code('Unit of Measure Code', 10),
    minimumQuantity: quantity('Minimum Quantity'),
    endingDate: date('Ending Date'),
    lineDiscountPercent: quantity('Line Discount %'),
  },
});
