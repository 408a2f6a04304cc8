import { purchaseHeader, vendor } from '../../tables/index.ts';
import { paymentTermsId, shipmentMethodId, totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, enumeration, readOnly, related } from '../field.ts';
import { buyFromFields, payToFields } from '../purchase-document-fields.ts';
import { shipToFields, shipToPartyFields } from '../ship-to-fields.ts';
import { purchaseOrderWrites } from '../write-purchase-order.ts';

const at = columnsOf(purchaseHeader);

/** Purchase orders (Purchase Header, table 38). Draft ones can be created with their lines, changed and deleted. */
export const purchaseOrders = defineEntitySet({
  name: 'purchaseOrders',
  entity: 'purchaseOrder',
  caption: 'Purchase Order',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    orderDate: at('orderDate'),
    postingDate: at('postingDate'),
    vendorId: related(vendor, 'systemId', { no: 'buyFromVendorNo' }),
    vendorNumber: at('buyFromVendorNo'),
    vendorName: readOnly(at('buyFromVendorName')),
    payToName: readOnly(at('payToName')),
    payToVendorId: related(vendor, 'systemId', { no: 'payToVendorNo' }),
    payToVendorNumber: at('payToVendorNo'),
    ...shipToPartyFields(purchaseHeader),
    ...buyFromFields(purchaseHeader),
    ...payToFields(purchaseHeader),
    ...shipToFields(purchaseHeader),
    shortcutDimension1Code: at('shortcutDimension1Code'),
    shortcutDimension2Code: at('shortcutDimension2Code'),
    currencyId: blank('Edm.Guid'),
    currencyCode: currencyCode(at('currencyCode')),
    pricesIncludeTax: at('pricesIncludingVat'),
    paymentTermsId,
    shipmentMethodId,
    purchaser: at('purchaserCode'),
    requestedReceiptDate: at('requestedReceiptDate'),
    discountAmount: at('invoiceDiscountAmount'),
    discountAppliedBeforeTax: blank('Edm.Boolean'),
    ...totalFields(purchaseHeader),
    fullyReceived: at('completelyReceived'),
    status: enumeration(
      [' ', 'Draft', 'In Review', 'Open'],
      `CASE r."status" WHEN 'Open' THEN 'Draft' WHEN 'Pending Approval' THEN 'In Review' ELSE 'Open' END`,
    ),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: purchaseHeader, condition: () => `r."documentType" = 'Order'` }],
  navigations: {
    purchaseOrderLines: many('purchaseOrderLines', 'documentId'),
    vendor: one('vendors', 'vendorId'),
    paymentTerm: one('paymentTerms', 'paymentTermsId'),
  },
  writes: purchaseOrderWrites,
});
