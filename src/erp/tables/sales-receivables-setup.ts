import { code, flag, option } from './column.ts';
import { defineTable } from './table.ts';

/** Number series and rules of sales, one record. */
export const salesReceivablesSetup = defineTable({
  id: 311,
  name: 'Sales & Receivables Setup',
  key: ['primaryKey'],
  columns: {
    primaryKey: code('Primary Key', 10),
    customerNos: code('Customer Nos.', 20),
    quoteNos: code('Quote Nos.', 20),
    orderNos: code('Order Nos.', 20),
    invoiceNos: code('Invoice Nos.', 20),
    postedInvoiceNos: code('Posted Invoice Nos.', 20),
    creditMemoNos: code('Credit Memo Nos.', 20),
    postedCreditMemoNos: code('Posted Credit Memo Nos.', 20),
    postedShipmentNos: code('Posted Shipment Nos.', 20),
    paymentNos: code('Payment Nos.', 20),
    caseNos: code('Case Nos.', 20),
    creditWarnings: option('Credit Warnings', ['Both Warnings', 'Credit Limit', 'Overdue Balance', 'No Warning']),
    stockoutWarning: flag('Stockout Warning'),
  },
});
