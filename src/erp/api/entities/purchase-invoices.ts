import { AppError } from '../../../kernel/errors.ts';
import { cancelPurchaseInvoice, postDraftPurchaseInvoice } from '../../business/index.ts';
import { purchInvHeader, purchaseHeader, vendor } from '../../tables/index.ts';
import { totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, readOnly, related } from '../field.ts';
import { purchaseInvoiceCancelling, purchaseInvoicePosting } from '../purchase-routines.ts';
import { buyFromFields, draftPurchaseStatus, payToFields, postedPurchaseStatus } from '../purchase-document-fields.ts';
import { purchaseInvoiceApi } from '../purchase-document-api.ts';
import { purchaseDocumentWrites } from '../write-purchase-document.ts';
import { shipToFields, shipToPartyFields } from '../ship-to-fields.ts';

const at = columnsOf(purchInvHeader);

/**
 * Purchase invoices: drafts (Purchase Header, table 38), which can be written and posted, and posted ones (table 122)
 * in one list. Cancelling a posted one is an action of ours: v2.0 has it for sales invoices and for the credit memos
 * that come of it, Business Central itself for purchases too.
 */
export const purchaseInvoices = defineEntitySet({
  name: 'purchaseInvoices',
  entity: 'purchaseInvoice',
  caption: 'Purchase Invoice',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    postingDate: at('postingDate'),
    invoiceDate: at('documentDate'),
    dueDate: at('dueDate'),
    vendorInvoiceNumber: at('vendorInvoiceNo'),
    vendorId: related(vendor, 'systemId', { no: 'buyFromVendorNo' }),
    vendorNumber: at('buyFromVendorNo'),
    vendorName: readOnly(at('buyFromVendorName')),
    payToName: readOnly(at('payToName')),
    payToContact: readOnly(at('payToContact')),
    payToVendorId: related(vendor, 'systemId', { no: 'payToVendorNo' }),
    payToVendorNumber: at('payToVendorNo'),
    ...shipToPartyFields(purchInvHeader),
    ...buyFromFields(purchInvHeader),
    ...shipToFields(purchInvHeader),
    ...payToFields(purchInvHeader),
    shortcutDimension1Code: at('shortcutDimension1Code'),
    shortcutDimension2Code: at('shortcutDimension2Code'),
    currencyId: blank('Edm.Guid'),
    currencyCode: currencyCode(at('currencyCode')),
    orderId: blank('Edm.Guid'),
    orderNumber: readOnly(at('orderNo')),
    purchaser: at('purchaserCode'),
    pricesIncludeTax: at('pricesIncludingVat'),
    discountAmount: at('invoiceDiscountAmount'),
    discountAppliedBeforeTax: blank('Edm.Boolean'),
    ...totalFields(purchInvHeader),
    status: postedPurchaseStatus,
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number', 'id'],
  sources: [
    { table: purchInvHeader },
    {
      table: purchaseHeader,
      condition: () => `r."documentType" = 'Invoice'`,
      fields: { status: draftPurchaseStatus },
    },
  ],
  writes: purchaseDocumentWrites(purchaseInvoiceApi),
  actions: {
    post: {
      ...purchaseInvoicePosting,
      run: (erp, systemId) => {
        const draft = erp.records.of(purchaseHeader).bySystemId(systemId);
        if (draft === undefined) throw new AppError('unprocessable', 'The action can be applied to a draft invoice only.');
        return { set: 'purchaseInvoices', systemId: postDraftPurchaseInvoice(erp, draft).systemId };
      },
    },
    cancel: {
      ...purchaseInvoiceCancelling,
      run: (erp, systemId) => {
        const posted = erp.records.of(purchInvHeader).bySystemId(systemId);
        if (posted === undefined) throw new AppError('unprocessable', 'The action can be applied to a posted invoice only.');
        return { set: 'purchaseCreditMemos', systemId: cancelPurchaseInvoice(erp, posted).systemId };
      },
    },
  },
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    purchaseInvoiceLines: many('purchaseInvoiceLines', 'documentId'),
    vendor: one('vendors', 'vendorId'),
  },
});
