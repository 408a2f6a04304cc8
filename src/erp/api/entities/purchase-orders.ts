import { AppError } from '../../../kernel/errors.ts';
import { receiveAndInvoice } from '../../business/index.ts';
import { purchaseHeader, vendor } from '../../tables/index.ts';
import { textParameter } from '../bound-action.ts';
import { paymentTermsId, shipmentMethodId, totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, enumeration, readOnly, related } from '../field.ts';
import { purchaseOrderPosting } from '../purchase-routines.ts';
import { buyFromFields, payToFields } from '../purchase-document-fields.ts';
import { purchaseOrderApi } from '../purchase-document-api.ts';
import { purchaseDocumentWrites } from '../write-purchase-document.ts';
import { shipToFields, shipToPartyFields } from '../ship-to-fields.ts';

const at = columnsOf(purchaseHeader);

/**
 * Purchase orders (Purchase Header, table 38). Draft ones can be created with their lines, changed and deleted.
 * Microsoft's page has no field for the vendor's invoice number, so with Ext. Doc. No. Mandatory its receiveAndInvoice
 * cannot post what was made over the API alone; the parameter of that name is ours, and optional.
 */
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
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    purchaseOrderLines: many('purchaseOrderLines', 'documentId'),
    vendor: one('vendors', 'vendorId'),
    paymentTerm: one('paymentTerms', 'paymentTermsId'),
  },
  writes: purchaseDocumentWrites(purchaseOrderApi),
  actions: {
    receiveAndInvoice: {
      ...purchaseOrderPosting,
      parameters: { vendorInvoiceNumber: textParameter(35) },
      run: (erp, systemId, { vendorInvoiceNumber = '' }) => {
        const order = erp.records.of(purchaseHeader).bySystemId(systemId);
        if (order === undefined) throw new AppError('unprocessable', 'The order cannot be found.');
        const number = String(vendorInvoiceNumber) || order.vendorInvoiceNo;
        return { set: 'purchaseInvoices', systemId: receiveAndInvoice(erp, order, number).systemId };
      },
    },
  },
});
