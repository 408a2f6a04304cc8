import { code, date } from './column.ts';
import { purchaseHeaderColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Posted purchase receipts. */
export const purchRcptHeader = defineTable({
  id: 120,
  name: 'Purch. Rcpt. Header',
  key: ['no'],
  indexes: [['buyFromVendorNo', 'postingDate'], ['orderNo'], ['postingDate']],
  columns: {
    no: code('No.', 20),
    ...purchaseHeaderColumns,
    orderDate: date('Order Date'),
    requestedReceiptDate: date('Requested Receipt Date'),
    promisedReceiptDate: date('Promised Receipt Date'),
    expectedReceiptDate: date('Expected Receipt Date'),
    userId: code('User ID', 50),
  },
});
