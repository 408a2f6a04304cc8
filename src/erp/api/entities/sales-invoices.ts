import { blankGuid, custLedgerEntry, salesHeader, salesInvoiceHeader } from '../../tables/index.ts';
import { currencyCode } from '../currency-code.ts';
import { paymentTermsId, shipmentMethodId, totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { blank, columnsOf, readOnly, withReads, withSql } from '../field.ts';
import type { Fields } from '../field.ts';
import { draftStatus, postedStatus } from '../posted-status.ts';
import { salesInvoiceActions } from '../sales-actions.ts';
import { allReadOnly, billToFields, contactFields, customerFields, sellToFields } from '../sales-document-fields.ts';
import { invoiceKind } from '../sales-document-kind.ts';
import { shipToFields, shipToPartyFields } from '../ship-to-fields.ts';
import { visibleRows } from '../sql-scope.ts';
import { salesDocumentWrites } from '../write-sales-document.ts';

const at = columnsOf(salesInvoiceHeader);

const entry = `FROM "${custLedgerEntry.sqlName}" e WHERE e."company" = r."company" AND e."entryNo" = r."custLedgerEntryNo"`;

const remaining = withReads(
  withSql(
    at('amountIncludingVat'),
    (scope) => `coalesce((SELECT e."remainingAmount" ${entry} AND ${visibleRows(scope, custLedgerEntry, { alias: 'e', reach: 'indirect' })}), 0)`,
  ),
  custLedgerEntry,
);

/** The order that was invoiced, as long as it is there. */
const orderId = withSql(
  blank('Edm.Guid'),
  `coalesce((SELECT o."systemId" FROM "${salesHeader.sqlName}" o WHERE o."company" = r."company" AND o."documentType" = 'Order' AND o."no" = r."orderNo"), '${blankGuid}')`,
);

const fields: Fields = {
  id: readOnly(at('systemId')),
  number: readOnly(at('no')),
  externalDocumentNumber: at('externalDocumentNo'),
  invoiceDate: at('documentDate'),
  postingDate: at('postingDate'),
  dueDate: at('dueDate'),
  promisedPayDate: blank('Edm.Date'),
  customerPurchaseOrderReference: at('yourReference'),
  ...customerFields(salesInvoiceHeader),
  ...shipToPartyFields(salesInvoiceHeader),
  ...sellToFields(salesInvoiceHeader),
  ...allReadOnly(billToFields(salesInvoiceHeader)),
  ...shipToFields(salesInvoiceHeader),
  currencyId: blank('Edm.Guid'),
  shortcutDimension1Code: at('shortcutDimension1Code'),
  shortcutDimension2Code: at('shortcutDimension2Code'),
  currencyCode: currencyCode(at('currencyCode')),
  orderId,
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
  ...contactFields(salesInvoiceHeader),
};

/**
 * Sales invoices: drafts (Sales Header, table 36) and posted ones (table 112) in one list. Whoever may read only
 * one of the two tables sees only those, without a word, as in Business Central.
 */
export const salesInvoices = defineEntitySet({
  name: 'salesInvoices',
  entity: 'salesInvoice',
  caption: 'Sales Invoice',
  fields,
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
  writes: salesDocumentWrites(invoiceKind, fields),
  actions: salesInvoiceActions,
});
