import { purchCrMemoHdr, purchCrMemoLine, purchaseHeader, purchaseLine } from '../../tables/index.ts';
import { lineAmountFields, lineObjectFields, linePlaceFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import { purchaseCreditMemoApi } from '../purchase-document-api.ts';
import { purchaseLineWrites } from '../write-purchase-line.ts';

const at = columnsOf(purchCrMemoLine);

const draftLink = { documentType: 'documentType', no: 'documentNo' };

/** What the page shows of the line's object: everything but a second description. */
const objectFields = Object.fromEntries(Object.entries(lineObjectFields(purchCrMemoLine)).filter(([name]) => name !== 'description2'));

/** Lines of draft and posted purchase credit memos; a line is visible with its document. */
export const purchaseCreditMemoLines = defineEntitySet({
  name: 'purchaseCreditMemoLines',
  entity: 'purchaseCreditMemoLine',
  caption: 'Purchase Credit Memo Line',
  fields: {
    id: readOnly(at('systemId')),
    documentId: related(purchCrMemoHdr, 'systemId', { no: 'documentNo' }),
    sequence: at('lineNo'),
    ...objectFields,
    unitCost: at('directUnitCost'),
    quantity: at('quantity'),
    ...lineAmountFields(purchCrMemoLine),
    ...linePlaceFields,
  },
  order: ['documentId', 'sequence'],
  needsDocument: true,
  sources: [
    { table: purchCrMemoLine, header: { table: purchCrMemoHdr, link: { no: 'documentNo' } } },
    {
      table: purchaseLine,
      condition: () => `r."documentType" = 'Credit Memo'`,
      header: { table: purchaseHeader, link: draftLink },
      fields: { documentId: related(purchaseHeader, 'systemId', draftLink) },
    },
  ],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    purchaseCreditMemo: one('purchaseCreditMemos', 'documentId'),
    item: one('items', 'itemId'),
    account: one('accounts', 'accountId'),
  },
  writes: purchaseLineWrites(purchaseCreditMemoApi.line),
});
