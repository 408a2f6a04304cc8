import { salesHeader, salesInvoiceHeader, salesInvoiceLine, salesLine } from '../../tables/index.ts';
import { lineAmountFields, lineObjectFields, linePlaceFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import type { Fields } from '../field.ts';
import { invoiceKind } from '../sales-document-kind.ts';
import { salesLineWrites } from '../write-sales-line.ts';

const at = columnsOf(salesInvoiceLine);

const draftLink = { documentType: 'documentType', no: 'documentNo' };

const fields: Fields = {
  id: readOnly(at('systemId')),
  documentId: related(salesInvoiceHeader, 'systemId', { no: 'documentNo' }),
  sequence: at('lineNo'),
  ...lineObjectFields(salesInvoiceLine),
  quantity: at('quantity'),
  unitPrice: at('unitPrice'),
  ...lineAmountFields(salesInvoiceLine),
  shipmentDate: at('shipmentDate'),
  ...linePlaceFields,
};

/** Lines of draft and posted sales invoices; a line is visible with its document. */
export const salesInvoiceLines = defineEntitySet({
  name: 'salesInvoiceLines',
  entity: 'salesInvoiceLine',
  caption: 'Sales Invoice Line',
  fields,
  order: ['documentId', 'sequence'],
  needsDocument: true,
  sources: [
    { table: salesInvoiceLine, header: { table: salesInvoiceHeader, link: { no: 'documentNo' } } },
    {
      table: salesLine,
      condition: () => `r."documentType" = 'Invoice'`,
      header: { table: salesHeader, link: draftLink },
      fields: { documentId: related(salesHeader, 'systemId', draftLink) },
    },
  ],
  writes: salesLineWrites(invoiceKind, fields),
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    salesInvoice: one('salesInvoices', 'documentId'),
    item: one('items', 'itemId'),
    account: one('accounts', 'accountId'),
  },
});
