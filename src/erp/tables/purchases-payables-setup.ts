import { code, flag } from './column.ts';
import { defineTable } from './table.ts';

/** Number series and rules of purchasing, one record. */
export const purchasesPayablesSetup = defineTable({
  id: 312,
  name: 'Purchases & Payables Setup',
  key: ['primaryKey'],
  columns: {
    primaryKey: code('Primary Key', 10),
    vendorNos: code('Vendor Nos.', 20),
    orderNos: code('Order Nos.', 20),
    invoiceNos: code('Invoice Nos.', 20),
    postedInvoiceNos: code('Posted Invoice Nos.', 20),
    creditMemoNos: code('Credit Memo Nos.', 20),
    postedCreditMemoNos: code('Posted Credit Memo Nos.', 20),
    postedReceiptNos: code('Posted Receipt Nos.', 20),
    paymentNos: code('Payment Nos.', 20),
    contractRenewalNos: code('Contract Renewal Nos.', 20),
    extDocNoMandatory: flag('Ext. Doc. No. Mandatory'),
  },
});
