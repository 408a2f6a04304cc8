import { amount, code, date, flag, integer, option, quantity } from './column.ts';
import { defineTable } from './table.ts';

/** VAT by document; base and amount are negative for sales, as in Business Central. */
export const vatEntry = defineTable({
  id: 254,
  name: 'VAT Entry',
  key: ['entryNo'],
  indexes: [['documentNo']],
  clustered: true,
  columns: {
    entryNo: integer('Entry No.'),
    postingDate: date('Posting Date'),
    documentType: option('Document Type', [' ', 'Payment', 'Invoice', 'Credit Memo', 'Finance Charge Memo', 'Reminder', 'Refund']),
    documentNo: code('Document No.', 20),
    type: option('Type', [' ', 'Purchase', 'Sale', 'Settlement']),
    base: amount('Base'),
    amount: amount('Amount'),
    vatPercent: quantity('VAT %'),
    vatBusPostingGroup: code('VAT Bus. Posting Group', 20),
    vatProdPostingGroup: code('VAT Prod. Posting Group', 20),
    billToPayToNo: code('Bill-to/Pay-to No.', 20),
    countryRegionCode: code('Country/Region Code', 10),
    transactionNo: integer('Transaction No.'),
    userId: code('User ID', 50),
    closed: flag('Closed'),
  },
});
