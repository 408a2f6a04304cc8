import { salesHeader } from '../../tables/index.ts';
import { currencyCode } from '../currency-code.ts';
import { paymentTermsId, shipmentMethodId, totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { blank, columnsOf, enumeration, readOnly, withSql } from '../field.ts';
import type { Fields } from '../field.ts';
import { salesQuoteActions } from '../sales-actions.ts';
import { billToFields, contactFields, customerFields, sellToFields } from '../sales-document-fields.ts';
import { quoteKind } from '../sales-document-kind.ts';
import { shipToFields, shipToPartyFields } from '../ship-to-fields.ts';
import { salesDocumentWrites } from '../write-sales-document.ts';

const at = columnsOf(salesHeader);

/** Business Central's members, the last with its blank at the end. */
const status = withSql(
  enumeration(['Draft', 'Sent', 'Accepted', 'Expired '], `''`),
  ({ workDate }) =>
    `CASE WHEN r."quoteAcceptedDate" <> '' THEN 'Accepted' WHEN r."quoteValidUntilDate" <> '' AND r."quoteValidUntilDate" < '${workDate}' THEN 'Expired ' WHEN r."quoteSentToCustomer" <> '' THEN 'Sent' ELSE 'Draft' END`,
);

const fields: Fields = {
  id: readOnly(at('systemId')),
  number: readOnly(at('no')),
  externalDocumentNumber: at('externalDocumentNo'),
  documentDate: at('documentDate'),
  postingDate: at('postingDate'),
  dueDate: at('dueDate'),
  ...customerFields(salesHeader),
  ...shipToPartyFields(salesHeader),
  ...sellToFields(salesHeader),
  ...billToFields(salesHeader),
  ...shipToFields(salesHeader),
  shortcutDimension1Code: at('shortcutDimension1Code'),
  shortcutDimension2Code: at('shortcutDimension2Code'),
  currencyId: blank('Edm.Guid'),
  currencyCode: currencyCode(at('currencyCode')),
  paymentTermsId,
  shipmentMethodId,
  salesperson: at('salespersonCode'),
  discountAmount: at('invoiceDiscountAmount'),
  ...totalFields(salesHeader),
  status,
  sentDate: readOnly(at('quoteSentToCustomer')),
  validUntilDate: at('quoteValidUntilDate'),
  acceptedDate: at('quoteAcceptedDate'),
  lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  ...contactFields(salesHeader),
};

/**
 * Sales quotes (Sales Header, table 36): sent to the customer, and made an order or an invoice when she accepts. When
 * it was sent is what the action `send` says, as the field is not editable in Business Central's table.
 */
export const salesQuotes = defineEntitySet({
  name: 'salesQuotes',
  entity: 'salesQuote',
  caption: 'Sales Quote',
  fields,
  order: ['number'],
  sources: [{ table: salesHeader, condition: () => `r."documentType" = 'Quote'` }],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    salesQuoteLines: many('salesQuoteLines', 'documentId'),
    customer: one('customers', 'customerId'),
    paymentTerm: one('paymentTerms', 'paymentTermsId'),
  },
  writes: salesDocumentWrites(quoteKind, fields),
  actions: salesQuoteActions,
});
