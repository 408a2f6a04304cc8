import { findContractsNearRenewal } from './contracts/find-contracts-near-renewal.ts';
import { prepareContractRenewal } from './contracts/prepare-contract-renewal.ts';
import { readContract } from './contracts/read-contract.ts';
import { submitContractRenewal } from './contracts/submit-contract-renewal.ts';
import { askAgent } from './agents/ask-agent.ts';
import { findItemsBelowReorderPoint } from './inventory/find-items-below-reorder-point.ts';
import { readItems } from './inventory/read-items.ts';
import { readVendorLedgerEntries } from './payables/read-vendor-ledger-entries.ts';
import { readVendorPayments } from './payables/read-vendor-payments.ts';
import { createPurchaseOrderDraft } from './purchasing/create-purchase-order-draft.ts';
import { readPurchaseOrders } from './purchasing/read-purchase-orders.ts';
import { readPurchaseReceipts } from './purchasing/read-purchase-receipts.ts';
import { releasePurchaseOrder } from './purchasing/release-purchase-order.ts';
import { readVendor } from './purchasing/read-vendor.ts';
import { draftEmail } from './receivables/draft-email.ts';
import { formatStatement } from './receivables/format-statement.ts';
import { readCustomer } from './receivables/read-customer.ts';
import { readSalesInvoices } from './receivables/read-sales-invoices.ts';
import { readSupportCases } from './service/read-support-cases.ts';
import type { Tool } from './tool.ts';

/** Every tool this program ships. What an agent may use of them is decided elsewhere. */
export const shippedTools: readonly Tool[] = [
  readCustomer,
  readSalesInvoices,
  formatStatement,
  draftEmail,
  readVendor,
  readPurchaseOrders,
  readPurchaseReceipts,
  readVendorLedgerEntries,
  readVendorPayments,
  readSupportCases,
  readItems,
  findItemsBelowReorderPoint,
  createPurchaseOrderDraft,
  releasePurchaseOrder,
  findContractsNearRenewal,
  readContract,
  prepareContractRenewal,
  submitContractRenewal,
  askAgent,
];
