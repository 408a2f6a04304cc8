import { code, date, option, quantity } from './column.ts';
import { defineTable } from './table.ts';

/** Prices for a customer, a price group or all customers by date and quantity. */
export const salesPrice = defineTable({
  id: 7002,
  name: 'Sales Price',
  key: ['itemNo', 'salesType', 'salesCode', 'startingDate', 'currencyCode', 'variantCode', 'unitOfMeasureCode', 'minimumQuantity'],
  indexes: [['salesType', 'salesCode', 'itemNo']],
  columns: {
    itemNo: code('Item No.', 20),
    salesType: option('Sales Type', ['Customer', 'Customer Price Group', 'All Customers', 'Campaign']),
    salesCode: code('Sales Code', 20),
    startingDate: date('Starting Date'),
    currencyCode: code('Currency Code', 10),
    variantCode: code('Variant Code', 10),
    unitOfMeasureCode: code('Unit of Measure Code', 10),
    minimumQuantity: quantity('Minimum Quantity'),
    endingDate: date('Ending Date'),
    unitPrice: quantity('Unit Price'),
  },
});
