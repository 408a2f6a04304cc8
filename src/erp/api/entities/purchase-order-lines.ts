import { purchaseHeader, purchaseLine } from '../../tables/index.ts';
import { lineAmountFields, lineObjectFields, linePlaceFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import { purchaseOrderApi } from '../purchase-document-api.ts';
import { purchaseLineWrites } from '../write-purchase-line.ts';

const at = columnsOf(purchaseLine);

const headerLink = { documentType: 'documentType', no: 'documentNo' };

/** Lines of purchase orders; a line is visible with its order. */
export const purchaseOrderLines = defineEntitySet({
  name: 'purchaseOrderLines',
  entity: 'purchaseOrderLine',
  caption: 'Purchase Order Line',
  fields: {
    id: readOnly(at('systemId')),
    documentId: related(purchaseHeader, 'systemId', headerLink),
    sequence: at('lineNo'),
    ...lineObjectFields(purchaseLine),
    quantity: at('quantity'),
    directUnitCost: at('directUnitCost'),
    ...lineAmountFields(purchaseLine),
    expectedReceiptDate: at('expectedReceiptDate'),
    receivedQuantity: readOnly(at('quantityReceived')),
    invoicedQuantity: readOnly(at('quantityInvoiced')),
    invoiceQuantity: at('qtyToInvoice'),
    receiveQuantity: at('qtyToReceive'),
    ...linePlaceFields,
  },
  order: ['documentId', 'sequence'],
  needsDocument: true,
  sources: [
    {
      table: purchaseLine,
      condition: () => `r."documentType" = 'Order'`,
      header: { table: purchaseHeader, link: headerLink },
    },
  ],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    purchaseOrder: one('purchaseOrders', 'documentId'),
    item: one('items', 'itemId'),
    account: one('accounts', 'accountId'),
  },
  writes: purchaseLineWrites(purchaseOrderApi.line),
});
