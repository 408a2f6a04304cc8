import { AppError } from '../../../kernel/errors.ts';
import { postSalesInvoice } from '../../business/index.ts';
import { custLedgerEntry, customer, salesHeader, salesInvoiceHeader } from '../../tables/index.ts';
import { paymentTermsId, shipmentMethodId, totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, enumeration, readOnly, related, withReads, withSql } from '../field.ts';
import { salesInvoicePosting } from '../posting-routines.ts';
import { visibleRows } from '../sql-scope.ts';

const at = columnsOf(salesInvoiceHeader);

const statuses = [' ', 'Draft', 'In Review', 'Open', 'Paid', 'Canceled', 'Corrective'];

const entry = `FROM "${custLedgerEntry.sqlName}" e WHERE e."company" = r."company" AND e."entryNo" = r."custLedgerEntryNo"`;

const remaining = withReads(
  withSql(
    at('amountIncludingVat'),
    (scope) => `coalesce((SELECT e."remainingAmount" ${entry} AND ${visibleRows(scope, custLedgerEntry, { alias: 'e', reach: 'indirect' })}), 0)`,
  ),
  custLedgerEntry,
);

const postedStatus = enumeration(
  statuses,
  `CASE WHEN r."cancelled" = 1 THEN 'Canceled' WHEN r."corrective" = 1 THEN 'Corrective' WHEN coalesce((SELECT e."open" ${entry}), 0) = 0 THEN 'Paid' ELSE 'Open' END`,
);

const draftStatus = enumeration(statuses, `CASE r."status" WHEN 'Pending Approval' THEN 'In Review' ELSE 'Draft' END`);

/**
 * Sales invoices: drafts (Sales Header, table 36) and posted ones (table 112) in one list. Whoever may read only
 * one of the two tables sees only those, without a word, as in Business Central.
 */
export const salesInvoices = defineEntitySet({
  name: 'salesInvoices',
  entity: 'salesInvoice',
  caption: 'Sales Invoice',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    externalDocumentNumber: at('externalDocumentNo'),
    invoiceDate: at('documentDate'),
    postingDate: at('postingDate'),
    dueDate: at('dueDate'),
    promisedPayDate: blank('Edm.Date'),
    customerPurchaseOrderReference: at('yourReference'),
    customerId: related(customer, 'systemId', { no: 'sellToCustomerNo' }),
    customerNumber: at('sellToCustomerNo'),
    customerName: readOnly(at('sellToCustomerName')),
    billToName: readOnly(at('billToName')),
    billToCustomerId: related(customer, 'systemId', { no: 'billToCustomerNo' }),
    billToCustomerNumber: at('billToCustomerNo'),
    shipToName: at('shipToName'),
    shipToContact: at('shipToContact'),
    sellToAddressLine1: at('sellToAddress'),
    sellToAddressLine2: at('sellToAddress2'),
    sellToCity: at('sellToCity'),
    sellToCountry: at('sellToCountryRegionCode'),
    sellToState: at('sellToCounty'),
    sellToPostCode: at('sellToPostCode'),
    billToAddressLine1: readOnly(at('billToAddress')),
    billToAddressLine2: readOnly(at('billToAddress2')),
    billToCity: readOnly(at('billToCity')),
    billToCountry: readOnly(at('billToCountryRegionCode')),
    billToState: readOnly(at('billToCounty')),
    billToPostCode: readOnly(at('billToPostCode')),
    shipToAddressLine1: at('shipToAddress'),
    shipToAddressLine2: at('shipToAddress2'),
    shipToCity: at('shipToCity'),
    shipToCountry: at('shipToCountryRegionCode'),
    shipToState: at('shipToCounty'),
    shipToPostCode: at('shipToPostCode'),
    currencyId: blank('Edm.Guid'),
    shortcutDimension1Code: at('shortcutDimension1Code'),
    shortcutDimension2Code: at('shortcutDimension2Code'),
    currencyCode: currencyCode(at('currencyCode')),
    orderId: blank('Edm.Guid'),
    orderNumber: readOnly(at('orderNo')),
    paymentTermsId,
    shipmentMethodId,
    salesperson: at('salespersonCode'),
    disputeStatusId: blank('Edm.Guid'),
    disputeStatus: blank('Edm.String'),
    pricesIncludeTax: readOnly(at('pricesIncludingVat')),
    remainingAmount: remaining,
    discountAmount: at('invoiceDiscountAmount'),
    discountAppliedBeforeTax: blank('Edm.Boolean'),
    ...totalFields(salesInvoiceHeader),
    status: postedStatus,
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
    phoneNumber: at('sellToPhoneNo'),
    email: at('sellToEmail'),
  },
  order: ['number', 'id'],
  sources: [
    { table: salesInvoiceHeader },
    {
      table: salesHeader,
      condition: () => `r."documentType" = 'Invoice'`,
      fields: { remainingAmount: readOnly(at('amountIncludingVat')), status: draftStatus },
    },
  ],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    salesInvoiceLines: many('salesInvoiceLines', 'documentId'),
    customer: one('customers', 'customerId'),
    paymentTerm: one('paymentTerms', 'paymentTermsId'),
  },
  actions: {
    post: {
      ...salesInvoicePosting,
      run: (erp, systemId) => {
        const draft = erp.records.of(salesHeader).bySystemId(systemId);
        if (draft === undefined) throw new AppError('unprocessable', 'The document is already posted.');
        return { set: 'salesInvoices', systemId: postSalesInvoice(erp, draft).systemId };
      },
    },
  },
});
