import { code, flag, option, quantity, text } from './column.ts';
import { defineTable } from './table.ts';

/** Items. Stock is the sum of Item Ledger Entry, see flow-fields.ts. */
export const item = defineTable({
  id: 27,
  name: 'Item',
  key: ['no'],
  indexes: [['description'], ['vendorNo']],
  columns: {
    no: code('No.', 20),
    description: text('Description', 100),
    description2: text('Description 2', 50),
    type: option('Type', ['Inventory', 'Service', 'Non-Inventory']),
    itemCategoryCode: code('Item Category Code', 20),
    baseUnitOfMeasure: code('Base Unit of Measure', 10),
    gtin: text('GTIN', 14),
    unitPrice: quantity('Unit Price'),
    unitCost: quantity('Unit Cost'),
    lastDirectCost: quantity('Last Direct Cost'),
    priceIncludesVat: flag('Price Includes VAT'),
    costingMethod: option('Costing Method', ['FIFO', 'LIFO', 'Specific', 'Average', 'Standard']),
    vendorNo: code('Vendor No.', 20),
    vendorItemNo: text('Vendor Item No.', 50),
    leadTimeCalculation: text('Lead Time Calculation', 32),
    reorderingPolicy: option('Reordering Policy', [' ', 'Fixed Reorder Qty.', 'Maximum Qty.', 'Order', 'Lot-for-Lot']),
    reorderPoint: quantity('Reorder Point'),
    reorderQuantity: quantity('Reorder Quantity'),
    safetyStockQuantity: quantity('Safety Stock Quantity'),
    genProdPostingGroup: code('Gen. Prod. Posting Group', 20),
    vatProdPostingGroup: code('VAT Prod. Posting Group', 20),
    inventoryPostingGroup: code('Inventory Posting Group', 20),
    blocked: flag('Blocked'),
    salesBlocked: flag('Sales Blocked'),
    purchasingBlocked: flag('Purchasing Blocked'),
    grossWeight: quantity('Gross Weight'),
  },
});
