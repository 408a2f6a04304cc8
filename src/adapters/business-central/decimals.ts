/*
 * Business Central writes decimals as JSON numbers, and JSON.parse makes floats of them. So before parsing, the
 * numbers of the properties below are put in quotes, and before sending, taken out of them again. That is safe
 * without a parser of our own: inside a JSON string every quote is escaped, so the text `"amount":12` with bare
 * quotes can only be a property. One linear pass over the text.
 */

/**
 * Every Edm.Decimal property at the port's routes: of API v2.0 as the embedded ERP serves it, and of our own pages,
 * whether or not a tool reads it yet. A list and no reading of `$metadata`: where that document cannot be had, amounts
 * must not become floats. A test holds the list to the document.
 */
export const decimalProperties: ReadonlySet<string> = new Set([
  'additionalCurrencyCreditAmount',
  'additionalCurrencyDebitAmount',
  'amount',
  'amountExcludingTax',
  'amountIncludingTax',
  'amountIncludingVAT',
  'amountLCY',
  'annualValue',
  'availableCreditLimitLCY',
  'balance',
  'balanceDue',
  'creditAmount',
  'creditLimit',
  'currentAmount',
  'currentAnnualValue',
  'debitAmount',
  'directUnitCost',
  'discountAmount',
  'discountPercent',
  'inventory',
  'invoiceDiscountAllocation',
  'invoiceQuantity',
  'invoicedQuantity',
  'lineDiscountPercent',
  'minimumQuantity',
  'netAmount',
  'netAmountIncludingTax',
  'netChange',
  'netTaxAmount',
  'onHand',
  'onPurchaseOrders',
  'onSalesOrders',
  'overdueAmount',
  'period1Amount',
  'period2Amount',
  'period3Amount',
  'projectedAvailableBalance',
  'proposedAnnualValue',
  'purchaseAmountApprovalLimit',
  'quantity',
  'quantityOnPurchaseOrder',
  'receiveQuantity',
  'receivedQuantity',
  'remainingAmount',
  'reorderPoint',
  'reorderQuantity',
  'requestApprovalAmountLimit',
  'reserved',
  'salesAmountApprovalLimit',
  'shipQuantity',
  'shippedQuantity',
  'taxPercent',
  'totalAmountExcludingTax',
  'totalAmountIncludingTax',
  'totalSalesExcludingTax',
  'totalTaxAmount',
  'unitCost',
  'unitPrice',
]);

const names = [...decimalProperties].join('|');
const numberOf = new RegExp(`"(${names})":\\s*(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)`, 'g');
const textOf = new RegExp(`"(${names})":"(-?(?:0|[1-9]\\d*)(?:\\.\\d+)?)"`, 'g');

/** Parses an ERP reply; decimals arrive as the very digits the ERP wrote. Throws SyntaxError on malformed JSON. */
export const parseErpJson = (text: string): unknown => JSON.parse(text.replace(numberOf, '"$1":"$2"'));

/** Writes a request body; decimal strings of decimal properties go out as JSON numbers, digit for digit. */
export const writeErpJson = (body: object): string => JSON.stringify(body).replace(textOf, '"$1":$2');
