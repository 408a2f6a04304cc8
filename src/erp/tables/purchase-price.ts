import { code, date, quantity } from './column.ts';
import { defineTable } from './table.ts';

/** Agreed prices of a vendor for an item by date and quantity; a blank ending date means open-ended. */
export const purchasePrice = defineTable({
  id: 7012,
  name: 'Purchase Price',
  key: ['itemNo', 'vendorNo', 'startingDate', 'currencyCode', 'variantCode', 'unitOfMeasureCode', 'minimumQuantity'],
  indexes: [['vendorNo', 'itemNo']],
  columns: {
    itemNo: code('Item No.', 20),
    vendorNo: code('Vendor No.', 20),
    startingDate: date('Starting Date'),
    currencyCode: code('Currency Code', 10),
    variantCode: code('Variant Code', 10),
    unitOfMeasureCode: code('Unit of Measure Code', 10),
    minimumQuantity: quantity('Minimum Quantity'),
    endingDate: date('Ending Date'),
    directUnitCost: quantity('Direct Unit Cost'),
  },
});
