/** Where Microsoft describes the resource of an entity set. */
export const resourcePage = (resource: string): string =>
  `https://learn.microsoft.com/dynamics365/business-central/dev-itpro/api-reference/v2.0/resources/dynamics_${resource.toLowerCase()}`;

/**
 * What Microsoft's page of each resource lists: the resource's name, then its properties in the page's order. A line
 * here holds the ERP to the whole of it.
 */
export const documentedFields: Readonly<Record<string, readonly [resource: string, ...properties: string[]]>> = {
  customers: [
    'customer',
    'id number displayName type addressLine1 addressLine2 city state country postalCode phoneNumber email website salespersonCode',
    'balanceDue creditLimit taxLiable taxAreaId taxAreaDisplayName taxRegistrationNumber currencyId currencyCode paymentTermsId',
    'shipmentMethodId paymentMethodId blocked lastModifiedDateTime',
  ],
  vendors: [
    'vendor',
    'id number displayName addressLine1 addressLine2 city state country postalCode phoneNumber email website taxRegistrationNumber',
    'currencyId currencyCode irs1099Code paymentTermsId paymentMethodId taxLiable blocked balance lastModifiedDateTime',
  ],
  items: [
    'item',
    'id number displayName displayName2 type itemCategoryId itemCategoryCode blocked gtin inventory unitPrice priceIncludesTax unitCost',
    'taxGroupId taxGroupCode baseUnitOfMeasureId baseUnitOfMeasureCode generalProductPostingGroupId generalProductPostingGroupCode',
    'inventoryPostingGroupId inventoryPostingGroupCode lastModifiedDateTime',
  ],
  accounts: [
    'account',
    'id number displayName category subCategory blocked accountType directPosting netChange consolidationTranslationMethod',
    'consolidationDebitAccount consolidationCreditAccount excludeFromConsolidation lastModifiedDateTime',
  ],
  generalLedgerEntries: [
    'generalLedgerEntry',
    'id entryNumber postingDate documentNumber documentType accountId accountNumber description debitAmount creditAmount',
    'additionalCurrencyDebitAmount additionalCurrencyCreditAmount lastModifiedDateTime',
  ],
  paymentTerms: [
    'paymentTerm',
    'id code displayName dueDateCalculation discountDateCalculation discountPercent calculateDiscountOnCreditMemos lastModifiedDateTime',
  ],
  salesInvoices: [
    'salesInvoice',
    'id number externalDocumentNumber invoiceDate postingDate dueDate promisedPayDate customerPurchaseOrderReference customerId',
    'customerNumber customerName billToName billToCustomerId billToCustomerNumber shipToName shipToContact sellToAddressLine1',
    'sellToAddressLine2 sellToCity sellToCountry sellToState sellToPostCode billToAddressLine1 billToAddressLine2 billToCity',
    'billToCountry billToState billToPostCode shipToAddressLine1 shipToAddressLine2 shipToCity shipToCountry shipToState shipToPostCode',
    'currencyId shortcutDimension1Code shortcutDimension2Code currencyCode orderId orderNumber paymentTermsId shipmentMethodId',
    'salesperson disputeStatusId disputeStatus pricesIncludeTax remainingAmount discountAmount discountAppliedBeforeTax',
    'totalAmountExcludingTax totalTaxAmount totalAmountIncludingTax status lastModifiedDateTime phoneNumber email',
  ],
  purchaseOrders: [
    'purchaseOrder',
    'id number orderDate postingDate vendorId vendorNumber vendorName payToName payToVendorId payToVendorNumber shipToName',
    'shipToContact buyFromAddressLine1 buyFromAddressLine2 buyFromCity buyFromCountry buyFromState buyFromPostCode payToAddressLine1',
    'payToAddressLine2 payToCity payToCountry payToState payToPostCode shipToAddressLine1 shipToAddressLine2 shipToCity shipToCountry',
    'shipToState shipToPostCode shortcutDimension1Code shortcutDimension2Code currencyId currencyCode pricesIncludeTax paymentTermsId',
    'shipmentMethodId purchaser requestedReceiptDate discountAmount discountAppliedBeforeTax totalAmountExcludingTax totalTaxAmount',
    'totalAmountIncludingTax fullyReceived status lastModifiedDateTime',
  ],
  purchaseInvoices: [
    'purchaseInvoice',
    'id number postingDate invoiceDate dueDate vendorInvoiceNumber vendorId vendorNumber vendorName payToName payToContact',
    'payToVendorId payToVendorNumber shipToName shipToContact buyFromAddressLine1 buyFromAddressLine2 buyFromCity buyFromCountry',
    'buyFromState buyFromPostCode shipToAddressLine1 shipToAddressLine2 shipToCity shipToCountry shipToState shipToPostCode',
    'payToAddressLine1 payToAddressLine2 payToCity payToCountry payToState payToPostCode shortcutDimension1Code shortcutDimension2Code',
    'currencyId currencyCode orderId orderNumber purchaser pricesIncludeTax discountAmount discountAppliedBeforeTax',
    'totalAmountExcludingTax totalTaxAmount totalAmountIncludingTax status lastModifiedDateTime',
  ],
  purchaseReceipts: [
    'purchaseReceipt',
    'id number invoiceDate postingDate dueDate vendorNumber vendorName payToName payToContact payToVendorNumber shipToName',
    'shipToContact buyFromAddressLine1 buyFromAddressLine2 buyFromCity buyFromCountry buyFromState buyFromPostCode shipToAddressLine1',
    'shipToAddressLine2 shipToCity shipToCountry shipToState shipToPostCode payToAddressLine1 payToAddressLine2 payToCity payToCountry',
    'payToState payToPostCode currencyCode orderNumber lastModifiedDateTime',
  ],
  agedAccountsReceivables: [
    'agedAccountsReceivable',
    'customerId customerNumber name currencyCode balanceDue currentAmount period1Label period1Amount period2Label period2Amount',
    'period3Label period3Amount agedAsOfDate periodLengthFilter',
  ],
};
