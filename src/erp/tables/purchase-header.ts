import { code, date, flag, option, text } from './column.ts';
import { purchaseHeaderColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Purchase documents that are not posted: orders, draft invoices, draft credit memos. */
export const purchaseHeader = defineTable({
  id: 38,
  name: 'Purchase Header',
  key: ['documentType', 'no'],
  indexes: [['buyFromVendorNo'], ['orderDate']],
  columns: {
    documentType: option('Document Type', ['Quote', 'Order', 'Invoice', 'Credit Memo', 'Blanket Order', 'Return Order']),
    no: code('No.', 20),
    ...purchaseHeaderColumns,
    orderDate: date('Order Date'),
    requestedReceiptDate: date('Requested Receipt Date'),
    promisedReceiptDate: date('Promised Receipt Date'),
    expectedReceiptDate: date('Expected Receipt Date'),
    status: option('Status', ['Open', 'Released', 'Pending Approval', 'Pending Prepayment']),
    completelyReceived: flag('Completely Received'),
    appliesToDocType: option('Applies-to Doc. Type', [' ', 'Payment', 'Invoice', 'Credit Memo']),
    appliesToDocNo: code('Applies-to Doc. No.', 20),
    /** Number that the posted invoice will get, taken at the first attempt to post. */
    postingNo: code('Posting No.', 20),
    /** The client that wrote the document for its user (the token's actor), blank if the user did. */
    createdByClient: text('Created By Client', 100),
  },
});
