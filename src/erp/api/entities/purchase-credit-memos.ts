import { AppError } from '../../../kernel/errors.ts';
import { cancelPurchaseCreditMemo, postPurchaseCreditMemo } from '../../business/index.ts';
import { purchCrMemoHdr, purchaseHeader, purchInvHeader, vendor } from '../../tables/index.ts';
import { paymentTermsId, shipmentMethodId, totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, readOnly, related } from '../field.ts';
import { purchaseCreditMemoCancelling, purchaseCreditMemoPosting } from '../purchase-routines.ts';
import { buyFromFields, draftPurchaseStatus, payToFields, postedPurchaseStatus } from '../purchase-document-fields.ts';
import { purchaseCreditMemoApi } from '../purchase-document-api.ts';
import { purchaseDocumentWrites } from '../write-purchase-document.ts';

const at = columnsOf(purchCrMemoHdr);

/** Purchase credit memos: drafts (Purchase Header, table 38), which can be written and posted, and posted ones (table 124) in one list. */
export const purchaseCreditMemos = defineEntitySet({
  name: 'purchaseCreditMemos',
  entity: 'purchaseCreditMemo',
  caption: 'Purchase Credit Memo',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    creditMemoDate: at('documentDate'),
    postingDate: at('postingDate'),
    dueDate: at('dueDate'),
    vendorId: related(vendor, 'systemId', { no: 'buyFromVendorNo' }),
    vendorNumber: at('buyFromVendorNo'),
    vendorName: readOnly(at('buyFromVendorName')),
    vendorCreditMemoNumber: at('vendorCrMemoNo'),
    payToVendorId: related(vendor, 'systemId', { no: 'payToVendorNo' }),
    payToVendorNumber: at('payToVendorNo'),
    payToName: readOnly(at('payToName')),
    ...buyFromFields(purchCrMemoHdr),
    ...payToFields(purchCrMemoHdr),
    shortcutDimension1Code: at('shortcutDimension1Code'),
    shortcutDimension2Code: at('shortcutDimension2Code'),
    currencyId: blank('Edm.Guid'),
    currencyCode: currencyCode(at('currencyCode')),
    paymentTermsId,
    shipmentMethodId,
    purchaser: at('purchaserCode'),
    pricesIncludeTax: readOnly(at('pricesIncludingVat')),
    discountAmount: at('invoiceDiscountAmount'),
    discountAppliedBeforeTax: blank('Edm.Boolean'),
    ...totalFields(purchCrMemoHdr),
    status: postedPurchaseStatus,
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
    invoiceId: related(purchInvHeader, 'systemId', { no: 'appliesToDocNo' }),
    invoiceNumber: at('appliesToDocNo'),
    vendorReturnReasonId: blank('Edm.Guid'),
  },
  order: ['number', 'id'],
  sources: [
    { table: purchCrMemoHdr },
    { table: purchaseHeader, condition: () => `r."documentType" = 'Credit Memo'`, fields: { status: draftPurchaseStatus } },
  ],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    purchaseCreditMemoLines: many('purchaseCreditMemoLines', 'documentId'),
    vendor: one('vendors', 'vendorId'),
    paymentTerm: one('paymentTerms', 'paymentTermsId'),
  },
  writes: purchaseDocumentWrites(purchaseCreditMemoApi),
  actions: {
    post: {
      ...purchaseCreditMemoPosting,
      run: (erp, systemId) => {
        const draft = erp.records.of(purchaseHeader).bySystemId(systemId);
        if (draft === undefined) throw new AppError('unprocessable', 'The action can be applied to a draft credit memo only.');
        return { set: 'purchaseCreditMemos', systemId: postPurchaseCreditMemo(erp, draft).systemId };
      },
    },
    cancel: {
      ...purchaseCreditMemoCancelling,
      run: (erp, systemId) => {
        const posted = erp.records.of(purchCrMemoHdr).bySystemId(systemId);
        if (posted === undefined) throw new AppError('unprocessable', 'The action can be applied to a posted credit memo only.');
        return { set: 'purchaseInvoices', systemId: cancelPurchaseCreditMemo(erp, posted).systemId };
      },
    },
  },
});
