import { salesHeader, salesCrMemoHeader, salesCrMemoLine, salesLine } from '../../tables/index.ts';
import { lineAmountFields, lineObjectFields, linePlaceFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import type { Fields } from '../field.ts';
import { creditMemoKind } from '../sales-document-kind.ts';
import { salesLineWrites } from '../write-sales-line.ts';

const at = columnsOf(salesCrMemoLine);

const draftLink = { documentType: 'documentType', no: 'documentNo' };

const fields: Fields = {
  id: readOnly(at('systemId')),
  documentId: related(salesCrMemoHeader, 'systemId', { no: 'documentNo' }),
  sequence: at('lineNo'),
  ...lineObjectFields(salesCrMemoLine),
  unitPrice: at('unitPrice'),
  quantity: at('quantity'),
  ...lineAmountFields(salesCrMemoLine),
  shipmentDate: at('shipmentDate'),
  ...linePlaceFields,
};

/** Lines of draft and posted sales credit memos; a line is visible with its document. */
export const salesCreditMemoLines = defineEntitySet({
  name: 'salesCreditMemoLines',
  entity: 'salesCreditMemoLine',
  caption: 'Sales Credit Memo Line',
  fields,
  order: ['documentId', 'sequence'],
  needsDocument: true,
  sources: [
    { table: salesCrMemoLine, header: { table: salesCrMemoHeader, link: { no: 'documentNo' } } },
    {
      table: salesLine,
      condition: () => `r."documentType" = 'Credit Memo'`,
      header: { table: salesHeader, link: draftLink },
      fields: { documentId: related(salesHeader, 'systemId', draftLink) },
    },
  ],
  writes: salesLineWrites(creditMemoKind, fields),
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    salesCreditMemo: one('salesCreditMemos', 'documentId'),
    item: one('items', 'itemId'),
    account: one('accounts', 'accountId'),
  },
});
