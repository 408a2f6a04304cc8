import { accounts } from './entities/accounts.ts';
import { agedAccountsPayables } from './entities/aged-accounts-payables.ts';
import { agedAccountsReceivables } from './entities/aged-accounts-receivables.ts';
import { approvalEntries } from './entities/approval-entries.ts';
import { approvalRequests } from './entities/approval-requests.ts';
import { approvalUserSetups } from './entities/approval-user-setups.ts';
import { companyInformationSet } from './entities/company-information.ts';
import { companies } from './entities/companies.ts';
import { contractRenewals } from './entities/contract-renewals.ts';
import { customerEntries } from './entities/customer-entries.ts';
import { customerFinancialDetails } from './entities/customer-financial-details.ts';
import { customerLedgerEntries } from './entities/customer-ledger-entries.ts';
import { customerPrices } from './entities/customer-prices.ts';
import { customers } from './entities/customers.ts';
import { effectivePermissions } from './entities/effective-permissions.ts';
import { customerPaymentJournals } from './entities/customer-payment-journals.ts';
import { customerPayments } from './entities/customer-payments.ts';
import { defaultDimensions } from './entities/default-dimensions.ts';
import { dimensionSetLines } from './entities/dimension-set-lines.ts';
import { dimensionValues } from './entities/dimension-values.ts';
import { dimensions } from './entities/dimensions.ts';
import { generalLedgerEntries } from './entities/general-ledger-entries.ts';
import { itemAvailability } from './entities/item-availability.ts';
import { itemReplenishments } from './entities/item-replenishments.ts';
import { items } from './entities/items.ts';
import { journalLines } from './entities/journal-lines.ts';
import { journals } from './entities/journals.ts';
import { paymentTerms } from './entities/payment-terms.ts';
import { purchaseContracts } from './entities/purchase-contracts.ts';
import { purchaseCreditMemoLines } from './entities/purchase-credit-memo-lines.ts';
import { purchaseCreditMemos } from './entities/purchase-credit-memos.ts';
import { purchaseDocuments } from './entities/purchase-documents.ts';
import { purchaseInvoiceLines } from './entities/purchase-invoice-lines.ts';
import { purchaseInvoices } from './entities/purchase-invoices.ts';
import { purchaseOrderLines } from './entities/purchase-order-lines.ts';
import { purchaseOrders } from './entities/purchase-orders.ts';
import { purchasePrices } from './entities/purchase-prices.ts';
import { purchaseReceiptLines } from './entities/purchase-receipt-lines.ts';
import { purchaseReceipts } from './entities/purchase-receipts.ts';
import { salesCreditMemoLines } from './entities/sales-credit-memo-lines.ts';
import { salesCreditMemos } from './entities/sales-credit-memos.ts';
import { salesDocuments } from './entities/sales-documents.ts';
import { salesInvoiceLines } from './entities/sales-invoice-lines.ts';
import { salesInvoices } from './entities/sales-invoices.ts';
import { supportCases } from './entities/support-cases.ts';
import { salesOrderLines } from './entities/sales-order-lines.ts';
import { salesOrders } from './entities/sales-orders.ts';
import { salesQuoteLines } from './entities/sales-quote-lines.ts';
import { salesQuotes } from './entities/sales-quotes.ts';
import { salesShipmentLines } from './entities/sales-shipment-lines.ts';
import { salesShipments } from './entities/sales-shipments.ts';
import { vendorEntries } from './entities/vendor-entries.ts';
import { vendorLedgerEntries } from './entities/vendor-ledger-entries.ts';
import { vendorPaymentApplications } from './entities/vendor-payment-applications.ts';
import { vendorStatus } from './entities/vendor-status.ts';
import { trialBalances } from './entities/trial-balances.ts';
import { vendorPaymentJournals } from './entities/vendor-payment-journals.ts';
import { vendorPayments } from './entities/vendor-payments.ts';
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
  trialBalances,
  journals,
  journalLines,
  customerPaymentJournals,
  customerPayments,
  vendorPaymentJournals,
  vendorPayments,
  dimensions,
  dimensionValues,
  defaultDimensions,
  dimensionSetLines,
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
  purchaseCreditMemos,
  purchaseCreditMemoLines,
  agedAccountsReceivables,
  agedAccountsPayables,
  customerLedgerEntries,
  vendorLedgerEntries,
  customerEntries,
  vendorEntries,
  vendorPaymentApplications,
  itemReplenishments,
  purchasePrices,
  customerPrices,
  purchaseContracts,
  contractRenewals,
  vendorStatus,
  supportCases,
  itemAvailability,
  effectivePermissions,
  approvalEntries,
  approvalUserSetups,
  companyInformationSet,
  approvalRequests,
  purchaseDocuments,
  salesDocuments,
]);
