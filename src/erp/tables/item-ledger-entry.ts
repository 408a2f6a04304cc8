import { amount, code, date, flag, integer, option, quantity, text } from './column.ts';
import { defineTable } from './table.ts';

/** Stock movements: positive quantities come in. Amounts equal the sums of the value entries. */
export const itemLedgerEntry = defineTable({
  id: 32,
  name: 'Item Ledger Entry',
  key: ['entryNo'],
  indexes: [['itemNo', 'postingDate', 'quantity', 'costAmountActual', 'costAmountExpected'], ['documentNo']],
  clustered: true,
  columns: {
    entryNo: integer('Entry No.'),
    itemNo: code('Item No.', 20),
    postingDate: date('Posting Date'),
    entryType: option('Entry Type', ['Purchase', 'Sale', 'Positive Adjmt.', 'Negative Adjmt.', 'Transfer']),
    sourceType: option('Source Type', [' ', 'Customer', 'Vendor', 'Item']),
    sourceNo: code('Source No.', 20),
    documentType: option('Document Type', [
      ' ',
      'Sales Shipment',
      'Sales Invoice',
      'Sales Return Receipt',
      'Sales Credit Memo',
      'Purchase Receipt',
      'Purchase Invoice',
      'Purchase Return Shipment',
      'Purchase Credit Memo',
    ]),
    documentNo: code('Document No.', 20),
    documentLineNo: integer('Document Line No.'),
    description: text('Description', 100),
    locationCode: code('Location Code', 10),
    quantity: quantity('Quantity'),
    invoicedQuantity: quantity('Invoiced Quantity'),
    salesAmountActual: amount('Sales Amount (Actual)'),
    costAmountActual: amount('Cost Amount (Actual)'),
    costAmountExpected: amount('Cost Amount (Expected)'),
    positive: flag('Positive'),
    globalDimension1Code: code('Global Dimension 1 Code', 20),
    globalDimension2Code: code('Global Dimension 2 Code', 20),
    dimensionSetId: integer('Dimension Set ID'),
    externalDocumentNo: code('External Document No.', 35),
  },
});
