import { purchInvHeader, purchInvLine, purchaseHeader, purchaseLine } from '../../tables/index.ts';
import { lineAmountFields, lineObjectFields, linePlaceFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import { purchaseInvoiceApi } from '../purchase-document-api.ts';
import { purchaseLineWrites } from '../write-purchase-line.ts';

const at = columnsOf(purchInvLine);

const draftLink = { documentType: 'documentType', no: 'documentNo' };

/** Lines of draft and posted purchase invoices; a line is visible with its document. */
export const purchaseInvoiceLines = defineEntitySet({
  name: 'purchaseInvoiceLines',
  entity: 'purchaseInvoiceLine',
  caption: 'Purchase Invoice Line',
  fields: {
    id: readOnly(at('systemId')),
    documentId: related(purchInvHeader, 'systemId', { no: 'documentNo' }),
    sequence: at('lineNo'),
    ...lineObjectFields(purchInvLine),
    unitCost: at('directUnitCost'),
    quantity: at('quantity'),
    ...lineAmountFields(purchInvLine),
    expectedReceiptDate: at('expectedReceiptDate'),
    ...linePlaceFields,
  },
  order: ['documentId', 'sequence'],
  needsDocument: true,
  sources: [
    { table: purchInvLine, header: { table: purchInvHeader, link: { no: 'documentNo' } } },
    {
      table: purchaseLine,
      condition: () => `r."documentType" = 'Invoice'`,
      header: { table: purchaseHeader, link: draftLink },
      fields: { documentId: related(purchaseHeader, 'systemId', draftLink) },
    },
  ],
  writes: purchaseLineWrites(purchaseInvoiceApi.line),
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    purchaseInvoice: one('purchaseInvoices', 'documentId'),
    item: one('items', 'itemId'),
    account: one('accounts', 'accountId'),
  },
});
