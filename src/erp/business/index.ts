export * from './approvals/index.ts';
export { InvalidTableRelation } from './business-error.ts';
export { createErpContext, type ErpContext, type ErpContextInput } from './context.ts';
export { calcDate } from './date-formula.ts';
export { addDays, addMonths, daysBetween, endOfMonth, isIsoDate, weekday } from './dates.ts';
export {
  changeContractRenewal,
  deleteContractRenewal,
  draftContractRenewal,
  submitContractRenewal,
  type ContractRenewal,
} from './contracts/contract-renewal.ts';
export { changePurchaseContract, type PurchaseContract, type PurchaseContractChanges } from './contracts/purchase-contract.ts';
export { fieldProblem, notInRelatedTable, requireValue } from './business-error.ts';
export { dimensionSetId, valuesOfSet, type DimensionValues } from './dimension-set.ts';
export { changeDimensions, dimensionedRecord, type DimensionedRecord } from './dimensions/write-dimension-set.ts';
export {
  defaultDimensionOwners,
  deleteDefaultDimension,
  setDefaultDimension,
  type DefaultDimensionInput,
} from './dimensions/write-default-dimension.ts';
export { documentAmounts, type LineAmounts, type PricedLine } from './document-amounts.ts';
export type { JournalLine } from './journals/journal-account.ts';
export { addJournalLine, changeJournalLine, deleteJournal, journalLinesOf, type Journal, type JournalLineInput } from './journals/journal-lines.ts';
export { postGeneralEntry, postItemAdjustment, type AdjustmentInput } from './journals/post-adjustments.ts';
export { postJournal } from './journals/post-journal.ts';
export { applyEntries, type Application } from './ledger/apply-entries.ts';
export { applyPostedEntries } from './ledger/apply-posted-entries.ts';
export { inventoryOf } from './ledger/item-movement.ts';
export { postVoucher, type PostedVoucher } from './ledger/post-voucher.ts';
export { checkItem } from './master-data/check-item.ts';
export { newFromTemplate } from './master-data/new-from-template.ts';
export { releaseCustomer, releaseItem, releaseVendor } from './master-data/release-records.ts';
export { nextNo } from './no-series.ts';
export { postCustomerPayment, postVendorPayment, type PaymentInput, type PostedPayment } from './payments/post-payment.ts';
export { isPostingDateAllowed } from './posting-date.ts';
export { cancelPurchaseCreditMemo, cancelPurchaseInvoice } from './purchase/cancel-purchase.ts';
export { postPurchaseCreditMemo } from './purchase/post-purchase-credit-memo.ts';
export { postDraftPurchaseInvoice, postPurchaseInvoice, type InvoiceInput } from './purchase/post-purchase-invoice.ts';
export { postPurchaseReceipt, type ReceiptInput } from './purchase/post-purchase-receipt.ts';
export { addSalesLineDiscount, addSalesPrice, changeCustomerPrice, removeCustomerPrice } from './prices/customer-price.ts';
export { addPurchasePrice, changePurchasePrice } from './prices/agreed-purchase-price.ts';
export {
  addPurchaseLine,
  changePurchaseDocument,
  changePurchaseLine,
  checkPurchaseOpen,
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
export { receiveAndInvoice, setPostingQuantities, type PostingQuantities } from './purchase/receive-and-invoice.ts';
export { bestPurchasePrice, purchasePriceFor } from './purchase/purchase-price.ts';
export { cancelSalesCreditMemo } from './sales/cancel-sales-credit-memo.ts';
export { cancelSalesInvoice, makeCorrectiveCreditMemo } from './sales/cancel-sales-invoice.ts';
export { convertQuote } from './sales/convert-quote.ts';
export { checkSalesHasLines, mailSalesCreditMemo, mailSalesDraft, mailSalesInvoice } from './sales/mail-sales-document.ts';
export { postSalesCreditMemo } from './sales/post-sales-credit-memo.ts';
export { postSalesInvoice } from './sales/post-sales-invoice.ts';
export { postSalesOrder, type PostedOrder } from './sales/post-sales-order.ts';
export { postSalesShipment } from './sales/post-sales-shipment.ts';
export { releaseSalesDocument, reopenSalesDocument } from './sales/release-sales.ts';
export { changeSalesDocument, createSalesDocument, deleteSalesDocument, type SalesHeaderChanges } from './sales/sales-documents.ts';
export { type SalesDocumentType, type SalesHeaderInput } from './sales/sales-header.ts';
export type { SalesLineInput } from './sales/sales-line.ts';
export { addSalesLine, changeSalesLine, deleteSalesLine } from './sales/sales-lines.ts';
export { salesDiscountFor, salesPriceFor } from './sales/sales-price.ts';
export { changeSupportCase, openSupportCase, type SupportCase } from './service/support-case.ts';
export { salesLinesOf, type SalesHeader, type SalesLine } from './sales/sales-totals.ts';
