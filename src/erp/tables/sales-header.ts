import { code, date, dateTime, flag, option, text } from './column.ts';
import { salesHeaderColumns } from './document-columns.ts';
import { defineTable } from './table.ts';

/** Sales documents that are not posted: quotes, orders, draft invoices, draft credit memos. */
export const salesHeader = defineTable({
  id: 36,
  name: 'Sales Header',
  key: ['documentType', 'no'],
  indexes: [['sellToCustomerNo'], ['postingDate']],
  columns: {
    documentType: option('Document Type', ['Quote', 'Order', 'Invoice', 'Credit Memo', 'Blanket Order', 'Return Order']),
    no: code('No.', 20),
    ...salesHeaderColumns,
    orderDate: date('Order Date'),
    requestedDeliveryDate: date('Requested Delivery Date'),
    promisedDeliveryDate: date('Promised Delivery Date'),
    quoteValidUntilDate: date('Quote Valid Until Date'),
    quoteSentToCustomer: dateTime('Quote Sent to Customer'),
    quoteAcceptedDate: date('Quote Accepted Date'),
    shippingAdvice: option('Shipping Advice', ['Partial', 'Complete']),
    status: option('Status', ['Open', 'Released', 'Pending Approval', 'Pending Prepayment']),
    completelyShipped: flag('Completely Shipped'),
    quoteNo: code('Quote No.', 20),
    appliesToDocType: option('Applies-to Doc. Type', [' ', 'Payment', 'Invoice', 'Credit Memo']),
    appliesToDocNo: code('Applies-to Doc. No.', 20),
    /** Number that the posted invoice will get, taken at the first attempt to post. */
    postingNo: code('Posting No.', 20),
    /** The client that wrote the document for its user (the token's actor), blank if the user did. */
    createdByClient: text('Created By Client', 100),
  },
});
