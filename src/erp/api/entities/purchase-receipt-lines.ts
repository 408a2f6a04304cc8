import { purchRcptHeader, purchRcptLine } from '../../tables/index.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';

const at = columnsOf(purchRcptLine);

/** Lines of posted purchase receipts (table 121); a line is visible with its receipt. */
export const purchaseReceiptLines = defineEntitySet({
  name: 'purchaseReceiptLines',
  entity: 'purchaseReceiptLine',
  caption: 'Purch. Rcpt. Line',
  fields: {
    id: readOnly(at('systemId')),
    documentId: related(purchRcptHeader, 'systemId', { no: 'documentNo' }),
    sequence: at('lineNo'),
    lineType: at('type'),
    lineObjectNumber: at('no'),
    description: at('description'),
    description2: at('description2'),
    unitOfMeasureCode: at('unitOfMeasureCode'),
    unitCost: at('directUnitCost'),
    quantity: at('quantity'),
    discountPercent: at('lineDiscountPercent'),
    taxPercent: at('vatPercent'),
    expectedReceiptDate: at('expectedReceiptDate'),
  },
  order: ['documentId', 'sequence'],
  sources: [{ table: purchRcptLine, header: { table: purchRcptHeader, link: { no: 'documentNo' } } }],
  navigations: { purchaseReceipt: one('purchaseReceipts', 'documentId'), dimensionSetLines: many('dimensionSetLines', 'parentId') },
});
