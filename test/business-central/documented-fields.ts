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
  dimensions: ['dimension', 'id code displayName consolidationCode lastModifiedDateTime'],
  dimensionValues: ['dimensionValue', 'id code dimensionId displayName consolidationCode lastModifiedDateTime'],
  defaultDimensions: [
    'defaultDimension',
    'id parentType parentId dimensionId dimensionCode dimensionValueId dimensionValueCode postingValidation lastModifiedDateTime',
  ],
  dimensionSetLines: [
    'dimensionSetLine',
    'id code consolidationCode parentId parentType displayName valueId valueCode valueConsolidationCode valueDisplayName',
  ],
  paymentTerms: [
    'paymentTerm',
    'id code displayName dueDateCalculation discountDateCalculation discountPercent calculateDiscountOnCreditMemos lastModifiedDateTime',
  ],
  salesQuotes: [
    'salesQuote',
    'id number externalDocumentNumber documentDate postingDate dueDate customerId customerNumber customerName billToName',
    'billToCustomerId billToCustomerNumber shipToName shipToContact sellToAddressLine1 sellToAddressLine2 sellToCity sellToCountry',
    'sellToState sellToPostCode billToAddressLine1 billToAddressLine2 billToCity billToCountry billToState billToPostCode',
    'shipToAddressLine1 shipToAddressLine2 shipToCity shipToCountry shipToState shipToPostCode shortcutDimension1Code',
    'shortcutDimension2Code currencyId currencyCode paymentTermsId shipmentMethodId salesperson discountAmount totalAmountExcludingTax',
    'totalTaxAmount totalAmountIncludingTax status sentDate validUntilDate acceptedDate lastModifiedDateTime phoneNumber email',
  ],
  salesOrders: [
    'salesOrder',
    'id number externalDocumentNumber orderDate postingDate customerId customerNumber customerName billToName billToCustomerId',
    'billToCustomerNumber shipToName shipToContact sellToAddressLine1 sellToAddressLine2 sellToCity sellToCountry sellToState',
    'sellToPostCode billToAddressLine1 billToAddressLine2 billToCity billToCountry billToState billToPostCode shipToAddressLine1',
    'shipToAddressLine2 shipToCity shipToCountry shipToState shipToPostCode shortcutDimension1Code shortcutDimension2Code currencyId',
    'currencyCode pricesIncludeTax paymentTermsId shipmentMethodId salesperson partialShipping requestedDeliveryDate discountAmount',
    'discountAppliedBeforeTax totalAmountExcludingTax totalTaxAmount totalAmountIncludingTax fullyShipped status lastModifiedDateTime',
    'phoneNumber email',
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
  salesCreditMemos: [
    'salesCreditMemo',
    'id number externalDocumentNumber creditMemoDate postingDate dueDate customerId customerNumber customerName billToName',
    'billToCustomerId billToCustomerNumber sellToAddressLine1 sellToAddressLine2 sellToCity sellToCountry sellToState sellToPostCode',
    'billToAddressLine1 billToAddressLine2 billToCity billToCountry billToState billToPostCode shortcutDimension1Code',
    'shortcutDimension2Code currencyId currencyCode paymentTermsId shipmentMethodId salesperson pricesIncludeTax discountAmount',
    'discountAppliedBeforeTax totalAmountExcludingTax totalTaxAmount totalAmountIncludingTax status lastModifiedDateTime invoiceId',
    'invoiceNumber phoneNumber email customerReturnReasonId',
  ],
  salesShipments: [
    'salesShipment',
    'id number externalDocumentNumber invoiceDate postingDate dueDate customerPurchaseOrderReference customerId customerNumber',
    'customerName billToCustomerId billToName billToCustomerNumber shipToName shipToContact sellToAddressLine1 sellToAddressLine2',
    'sellToCity sellToCountry sellToState sellToPostCode billToAddressLine1 billToAddressLine2 billToCity billToCountry billToState',
    'billToPostCode shipToAddressLine1 shipToAddressLine2 shipToCity shipToCountry shipToState shipToPostCode currencyCode orderNumber',
    'paymentTermsCode shipmentMethodCode salesperson pricesIncludeTax lastModifiedDateTime phoneNumber email',
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
  journals: ['journal', 'id code displayName templateDisplayName lastModifiedDateTime balancingAccountId balancingAccountNumber'],
  journalLines: [
    'journalLine',
    'id journalId journalDisplayName lineNumber accountType accountId accountNumber postingDate documentNumber externalDocumentNumber',
    'amount description comment taxCode balanceAccountType balancingAccountId balancingAccountNumber lastModifiedDateTime',
  ],
  customerPayments: [
    'customerPayment',
    'id journalId journalDisplayName lineNumber customerId customerNumber postingDate documentNumber externalDocumentNumber amount',
    'appliesToInvoiceId appliesToInvoiceNumber description comment lastModifiedDateTime',
  ],
  vendorPayments: [
    'vendorPayment',
    'id journalId journalDisplayName lineNumber vendorId vendorNumber postingDate documentNumber externalDocumentNumber amount',
    'appliesToInvoiceId appliesToInvoiceNumber description comment lastModifiedDateTime',
  ],
  agedAccountsReceivables: [
    'agedAccountsReceivable',
    'customerId customerNumber name currencyCode balanceDue currentAmount period1Label period1Amount period2Label period2Amount',
    'period3Label period3Amount agedAsOfDate periodLengthFilter',
  ],
  agedAccountsPayables: [
    'agedAccountsPayable',
    'vendorId vendorNumber name currencyCode balanceDue currentAmount period1Amount period2Amount period3Amount agedAsOfDate',
    'periodLengthFilter',
  ],
  trialBalances: ['trialBalance', 'number accountId accountType display totalDebit totalCredit balanceAtDateDebit balanceAtDateCredit dateFilter'],
  approvalEntries: [
    'approvalEntry',
    'id entryNumber tableId documentType documentNumber sequenceNumber senderId senderName approvalCode salespersonPurchaserCode',
    'salespersonPurchaserName approverId approverName status dateTimeSentForApproval lastDateTimeModified comment dueDate amount',
    'amountLCY currencyCode approvalType limitType availableCreditLimitLCY pendingApprovals recordIdToApprove delegationDateFormula',
    'numberOfApprovedRequests numberOfRejectedRequests relatedToChange workflowStepInstanceId lastModifiedDateTime',
  ],
  approvalUserSetups: [
    'approvalUserSetup',
    'id userId userFullName salesPersonPurchaser approverId salesAmountApprovalLimit unlimitedSalesApproval purchaseAmountApprovalLimit',
    'unlimitedPurchaseApproval requestApprovalAmountLimit unlimitedRequestApprovalAmount substitute email phoneNumber approvalAdmin',
    'lastModifiedDateTime',
  ],
  customerFinancialDetails: ['customerFinancialDetail', 'id number balance totalSalesExcludingTax overdueAmount lastModifiedDateTime'],
};
