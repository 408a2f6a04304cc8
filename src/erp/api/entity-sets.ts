import { accounts } from './entities/accounts.ts';
import { agedAccountsReceivables } from './entities/aged-accounts-receivables.ts';
import { companies } from './entities/companies.ts';
import { customerEntries } from './entities/customer-entries.ts';
import { customerFinancialDetails } from './entities/customer-financial-details.ts';
import { customerLedgerEntries } from './entities/customer-ledger-entries.ts';
import { customers } from './entities/customers.ts';
import { generalLedgerEntries } from './entities/general-ledger-entries.ts';
import { itemReplenishments } from './entities/item-replenishments.ts';
import { items } from './entities/items.ts';
import { paymentTerms } from './entities/payment-terms.ts';
import { purchaseInvoiceLines } from './entities/purchase-invoice-lines.ts';
import { purchaseInvoices } from './entities/purchase-invoices.ts';
import { purchaseOrderLines } from './entities/purchase-order-lines.ts';
import { purchaseOrders } from './entities/purchase-orders.ts';
import { purchasePrices } from './entities/purchase-prices.ts';
import { purchaseReceiptLines } from './entities/purchase-receipt-lines.ts';
import { purchaseReceipts } from './entities/purchase-receipts.ts';
import { salesCreditMemoLines } from './entities/sales-credit-memo-lines.ts';
import { salesCreditMemos } from './entities/sales-credit-memos.ts';
import { salesInvoiceLines } from './entities/sales-invoice-lines.ts';
import { salesInvoices } from './entities/sales-invoices.ts';
import { salesOrderLines } from './entities/sales-order-lines.ts';
import { salesOrders } from './entities/sales-orders.ts';
import { salesQuoteLines } from './entities/sales-quote-lines.ts';
import { salesQuotes } from './entities/sales-quotes.ts';
import { salesShipmentLines } from './entities/sales-shipment-lines.ts';
import { salesShipments } from './entities/sales-shipments.ts';
import { vendorEntries } from './entities/vendor-entries.ts';
import { vendorLedgerEntries } from './entities/vendor-ledger-entries.ts';
import { vendorPaymentApplications } from './entities/vendor-payment-applications.ts';
import { vendors } from './entities/vendors.ts';
import { EntitySetRegistry } from './entity-set-registry.ts';

/** Every entity set of the ERP: a new one is a new file in `entities` and a line here. */
export const entitySets = new EntitySetRegistry([
  companies,
  customers,
  customerFinancialDetails,
  vendors,
  items,
  accounts,
  generalLedgerEntries,
  paymentTerms,
  salesQuotes,
  salesQuoteLines,
  salesOrders,
  salesOrderLines,
  salesShipments,
  salesShipmentLines,
  salesInvoices,
  salesInvoiceLines,
  salesCreditMemos,
  salesCreditMemoLines,
  purchaseOrders,
  purchaseOrderLines,
  purchaseReceipts,
  purchaseReceiptLines,
  purchaseInvoices,
  purchaseInvoiceLines,
  agedAccountsReceivables,
  customerLedgerEntries,
  vendorLedgerEntries,
  customerEntries,
  vendorEntries,
  vendorPaymentApplications,
  itemReplenishments,
  purchasePrices,
]);
