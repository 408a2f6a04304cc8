import { salesHeader } from '../../tables/index.ts';
import { currencyCode } from '../currency-code.ts';
import { paymentTermsId, shipmentMethodId, totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { blank, columnsOf, enumeration, readOnly } from '../field.ts';
import type { Fields } from '../field.ts';
import { salesOrderActions } from '../sales-actions.ts';
import { allReadOnly, billToFields, contactFields, customerFields, sellToFields } from '../sales-document-fields.ts';
import { orderKind } from '../sales-document-kind.ts';
import { shipToFields, shipToPartyFields } from '../ship-to-fields.ts';
import { salesDocumentWrites } from '../write-sales-document.ts';

const at = columnsOf(salesHeader);

const status = enumeration(
  [' ', 'Draft', 'In Review', 'Open'],
  `CASE r."status" WHEN 'Open' THEN 'Draft' WHEN 'Pending Approval' THEN 'In Review' ELSE 'Open' END`,
);

const fields: Fields = {
  id: readOnly(at('systemId')),
  number: readOnly(at('no')),
  externalDocumentNumber: at('externalDocumentNo'),
  orderDate: at('documentDate'),
  postingDate: at('postingDate'),
  ...customerFields(salesHeader),
  ...shipToPartyFields(salesHeader),
  ...sellToFields(salesHeader),
  ...allReadOnly(billToFields(salesHeader)),
  ...shipToFields(salesHeader),
  shortcutDimension1Code: at('shortcutDimension1Code'),
  shortcutDimension2Code: at('shortcutDimension2Code'),
  currencyId: blank('Edm.Guid'),
  currencyCode: currencyCode(at('currencyCode')),
  pricesIncludeTax: readOnly(at('pricesIncludingVat')),
  paymentTermsId,
  shipmentMethodId,
  salesperson: at('salespersonCode'),
  partialShipping: blank('Edm.Boolean', `(r."shippingAdvice" = 'Partial')`),
  requestedDeliveryDate: at('requestedDeliveryDate'),
  discountAmount: at('invoiceDiscountAmount'),
  discountAppliedBeforeTax: blank('Edm.Boolean'),
  ...totalFields(salesHeader),
  fullyShipped: readOnly(at('completelyShipped')),
  status,
  lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  ...contactFields(salesHeader),
};

/**
 * Sales orders (Sales Header, table 36), shipped and invoiced in one go or in parts, until all of it is invoiced.
 * Prices are in local currency without VAT, so currency and pricesIncludeTax are not chosen; fullyShipped follows
 * from the shipments.
 */
export const salesOrders = defineEntitySet({
  name: 'salesOrders',
  entity: 'salesOrder',
  caption: 'Sales Order',
  fields,
  order: ['number'],
  sources: [{ table: salesHeader, condition: () => `r."documentType" = 'Order'` }],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    salesOrderLines: many('salesOrderLines', 'documentId'),
    customer: one('customers', 'customerId'),
    paymentTerm: one('paymentTerms', 'paymentTermsId'),
  },
  writes: salesDocumentWrites(orderKind, fields),
  actions: salesOrderActions,
});
