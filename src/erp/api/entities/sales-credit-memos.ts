import { salesCrMemoHeader, salesHeader, salesInvoiceHeader } from '../../tables/index.ts';
import { currencyCode } from '../currency-code.ts';
import { paymentTermsId, shipmentMethodId, totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { blank, columnsOf, readOnly, related } from '../field.ts';
import type { Fields } from '../field.ts';
import { draftStatus, postedStatus } from '../posted-status.ts';
import { salesCreditMemoActions } from '../sales-actions.ts';
import { billToFields, contactFields, customerFields, sellToFields } from '../sales-document-fields.ts';
import { creditMemoKind } from '../sales-document-kind.ts';
import { salesDocumentWrites } from '../write-sales-document.ts';

const at = columnsOf(salesCrMemoHeader);

const fields: Fields = {
  id: readOnly(at('systemId')),
  number: readOnly(at('no')),
  externalDocumentNumber: at('externalDocumentNo'),
  creditMemoDate: at('documentDate'),
  postingDate: at('postingDate'),
  dueDate: at('dueDate'),
  ...customerFields(salesCrMemoHeader),
  ...sellToFields(salesCrMemoHeader),
  ...billToFields(salesCrMemoHeader),
  shortcutDimension1Code: at('shortcutDimension1Code'),
  shortcutDimension2Code: at('shortcutDimension2Code'),
  currencyId: blank('Edm.Guid'),
  currencyCode: currencyCode(at('currencyCode')),
  paymentTermsId,
  shipmentMethodId,
  salesperson: at('salespersonCode'),
  pricesIncludeTax: readOnly(at('pricesIncludingVat')),
  discountAmount: at('invoiceDiscountAmount'),
  discountAppliedBeforeTax: blank('Edm.Boolean'),
  ...totalFields(salesCrMemoHeader),
  status: postedStatus,
  lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  invoiceId: related(salesInvoiceHeader, 'systemId', { no: 'appliesToDocNo' }),
  invoiceNumber: at('appliesToDocNo'),
  ...contactFields(salesCrMemoHeader),
  customerReturnReasonId: blank('Edm.Guid'),
};

/**
 * Sales credit memos: drafts (Sales Header, table 36) and posted ones (table 114) in one list, narrowed without a word
 * like salesInvoices. `invoiceNumber` names the posted invoice that posting settles.
 */
export const salesCreditMemos = defineEntitySet({
  name: 'salesCreditMemos',
  entity: 'salesCreditMemo',
  caption: 'Sales Credit Memo',
  fields,
  order: ['number', 'id'],
  sources: [
    { table: salesCrMemoHeader },
    { table: salesHeader, condition: () => `r."documentType" = 'Credit Memo'`, fields: { status: draftStatus } },
  ],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    salesCreditMemoLines: many('salesCreditMemoLines', 'documentId'),
    customer: one('customers', 'customerId'),
    paymentTerm: one('paymentTerms', 'paymentTermsId'),
  },
  writes: salesDocumentWrites(creditMemoKind, fields),
  actions: salesCreditMemoActions,
});
