import { salesHeader, salesLine } from '../../tables/index.ts';
import { lineAmountFields, lineObjectFields, linePlaceFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import type { Fields } from '../field.ts';
import { quoteKind } from '../sales-document-kind.ts';
import { salesLineWrites } from '../write-sales-line.ts';

const at = columnsOf(salesLine);

const headerLink = { documentType: 'documentType', no: 'documentNo' };

/** On quotes Business Central shows no allocation of the invoice discount. */
const { invoiceDiscountAllocation: _, ...amounts } = lineAmountFields(salesLine);

const fields: Fields = {
  id: readOnly(at('systemId')),
  documentId: related(salesHeader, 'systemId', headerLink),
  sequence: at('lineNo'),
  ...lineObjectFields(salesLine),
  unitPrice: at('unitPrice'),
  quantity: at('quantity'),
  ...amounts,
  ...linePlaceFields,
};

/** Lines of sales quotes; a line is visible with its quote. */
export const salesQuoteLines = defineEntitySet({
  name: 'salesQuoteLines',
  entity: 'salesQuoteLine',
  caption: 'Sales Quote Line',
  fields,
  order: ['documentId', 'sequence'],
  needsDocument: true,
  sources: [{ table: salesLine, condition: () => `r."documentType" = 'Quote'`, header: { table: salesHeader, link: headerLink } }],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    salesQuote: one('salesQuotes', 'documentId'),
    item: one('items', 'itemId'),
    account: one('accounts', 'accountId'),
  },
  writes: salesLineWrites(quoteKind, fields),
});
