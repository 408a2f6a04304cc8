import { amount, code, date, integer, option, quantity, text } from './column.ts';
import { defineTable } from './table.ts';

/** The cost side of stock movements; the sum of actual cost equals the inventory account. */
export const valueEntry = defineTable({
  id: 5802,
  name: 'Value Entry',
  key: ['entryNo'],
  indexes: [['itemLedgerEntryNo'], ['itemNo'], ['documentNo']],
  clustered: true,
  columns: {
    entryNo: integer('Entry No.'),
    itemNo: code('Item No.', 20),
    postingDate: date('Posting Date'),
    itemLedgerEntryType: option('Item Ledger Entry Type', ['Purchase', 'Sale', 'Positive Adjmt.', 'Negative Adjmt.', 'Transfer']),
    itemLedgerEntryNo: integer('Item Ledger Entry No.'),
    documentNo: code('Document No.', 20),
    documentLineNo: integer('Document Line No.'),
    description: text('Description', 100),
    locationCode: code('Location Code', 10),
    inventoryPostingGroup: code('Inventory Posting Group', 20),
    itemLedgerEntryQuantity: quantity('Item Ledger Entry Quantity'),
    invoicedQuantity: quantity('Invoiced Quantity'),
    costPerUnit: quantity('Cost per Unit'),
    costAmountActual: amount('Cost Amount (Actual)'),
    costAmountExpected: amount('Cost Amount (Expected)'),
    costPostedToGl: amount('Cost Posted to G/L'),
    salesAmountActual: amount('Sales Amount (Actual)'),
    sourceType: option('Source Type', [' ', 'Customer', 'Vendor', 'Item']),
    sourceNo: code('Source No.', 20),
    userId: code('User ID', 50),
  },
});
