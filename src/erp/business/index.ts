export { InvalidTableRelation } from './business-error.ts';
export { createErpContext, type ErpContext, type ErpContextInput } from './context.ts';
export { calcDate } from './date-formula.ts';
export { addDays, addMonths, daysBetween, endOfMonth, isIsoDate, weekday } from './dates.ts';
export { dimensionSetId, type DimensionValues } from './dimension-set.ts';
export { documentAmounts, type LineAmounts, type PricedLine } from './document-amounts.ts';
export { postGeneralEntry, postItemAdjustment, type AdjustmentInput } from './journals/post-adjustments.ts';
export { applyEntries, type Application } from './ledger/apply-entries.ts';
export { inventoryOf } from './ledger/item-movement.ts';
export { postVoucher, type PostedVoucher } from './ledger/post-voucher.ts';
export { nextNo } from './no-series.ts';
export { postCustomerPayment, postVendorPayment, type PaymentInput, type PostedPayment } from './payments/post-payment.ts';
export { isPostingDateAllowed } from './posting-date.ts';
export { postPurchaseInvoice, type InvoiceInput } from './purchase/post-purchase-invoice.ts';
export { postPurchaseReceipt, type ReceiptInput } from './purchase/post-purchase-receipt.ts';
export {
  addPurchaseLine,
  changePurchaseDocument,
  changePurchaseLine,
  createPurchaseDocument,
  deletePurchaseDocument,
  deletePurchaseLine,
  purchaseLinesOf,
  type PurchaseDocumentType,
  type PurchaseHeader,
  type PurchaseHeaderChanges,
  type PurchaseLine,
} from './purchase/purchase-documents.ts';
export type { PurchaseHeaderInput } from './purchase/purchase-header.ts';
export type { PurchaseLineInput } from './purchase/purchase-line.ts';
export { releasePurchaseDocument, reopenPurchaseDocument } from './purchase/release-purchase.ts';
export { bestPurchasePrice, purchasePriceFor } from './purchase/purchase-price.ts';
export { postSalesInvoice } from './sales/post-sales-invoice.ts';
export {
  addSalesLine,
  changeSalesDocument,
  changeSalesLine,
  createSalesDocument,
  deleteSalesDocument,
  deleteSalesLine,
  salesLinesOf,
  type SalesDocumentType,
  type SalesHeader,
  type SalesLine,
} from './sales/sales-documents.ts';
export type { SalesHeaderInput } from './sales/sales-header.ts';
export type { SalesLineInput } from './sales/sales-line.ts';
export { salesDiscountFor, salesPriceFor } from './sales/sales-price.ts';
