import { accounts } from './entities/accounts.ts';
import { agedAccountsReceivables } from './entities/aged-accounts-receivables.ts';
import { approvalEntries } from './entities/approval-entries.ts';
import { approvalRequests } from './entities/approval-requests.ts';
import { approvalUserSetups } from './entities/approval-user-setups.ts';
import { companies } from './entities/companies.ts';
import { customerEntries } from './entities/customer-entries.ts';
import { customerFinancialDetails } from './entities/customer-financial-details.ts';
import { customerLedgerEntries } from './entities/customer-ledger-entries.ts';
import { customerPrices } from './entities/customer-prices.ts';
import { customers } from './entities/customers.ts';
import { effectivePermissions } from './entities/effective-permissions.ts';
import { generalLedgerEntries } from './entities/general-ledger-entries.ts';
import { itemAvailability } from './entities/item-availability.ts';
import { itemReplenishments } from './entities/item-replenishments.ts';
import { items } from './entities/items.ts';
import { paymentTerms } from './entities/payment-terms.ts';
import { purchaseContracts } from './entities/purchase-contracts.ts';
import { purchaseCreditMemoLines } from './entities/purchase-credit-memo-lines.ts';
import { purchaseCreditMemos } from './entities/purchase-credit-memos.ts';
import { purchaseInvoiceLines } from './entities/purchase-invoice-lines.ts';
import { purchaseInvoices } from './entities/purchase-invoices.ts';
import { purchaseOrderLines } from './entities/purchase-order-lines.ts';
import { purchaseOrders } from './entities/purchase-orders.ts';
import { purchasePrices } from './entities/purchase-prices.ts';
import { purchaseReceiptLines } from './entities/purchase-receipt-lines.ts';
import { purchaseReceipts } from './entities/purchase-receipts.ts';
import { salesInvoiceLines } from './entities/sales-invoice-lines.ts';
import { salesInvoices } from './entities/sales-invoices.ts';
import { supportCases } from './entities/support-cases.ts';
import { vendorEntries } from './entities/vendor-entries.ts';
import { vendorLedgerEntries } from './entities/vendor-ledger-entries.ts';
import { vendorPaymentApplications } from './entities/vendor-payment-applications.ts';
import { vendorStatus } from './entities/vendor-status.ts';
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
  salesInvoices,
  salesInvoiceLines,
  purchaseOrders,
  purchaseOrderLines,
  purchaseReceipts,
  purchaseReceiptLines,
  purchaseInvoices,
  purchaseInvoiceLines,
  purchaseCreditMemos,
  purchaseCreditMemoLines,
  agedAccountsReceivables,
  customerLedgerEntries,
  vendorLedgerEntries,
  customerEntries,
  vendorEntries,
  vendorPaymentApplications,
  itemReplenishments,
  purchasePrices,
  customerPrices,
  purchaseContracts,
  vendorStatus,
  supportCases,
  itemAvailability,
  effectivePermissions,
  approvalEntries,
  approvalUserSetups,
  approvalRequests,
]);
