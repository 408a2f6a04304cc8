import { salesHeader, salesLine } from '../../tables/index.ts';
import { lineAmountFields, lineObjectFields, linePlaceFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { columnsOf, readOnly, related } from '../field.ts';
import type { Fields } from '../field.ts';
import { orderKind } from '../sales-document-kind.ts';
import { salesLineWrites } from '../write-sales-line.ts';

const at = columnsOf(salesLine);

const headerLink = { documentType: 'documentType', no: 'documentNo' };

const fields: Fields = {
  id: readOnly(at('systemId')),
  documentId: related(salesHeader, 'systemId', headerLink),
  sequence: at('lineNo'),
  ...lineObjectFields(salesLine),
  quantity: at('quantity'),
  unitPrice: at('unitPrice'),
  ...lineAmountFields(salesLine),
  shipmentDate: at('shipmentDate'),
  shippedQuantity: readOnly(at('quantityShipped')),
  invoicedQuantity: readOnly(at('quantityInvoiced')),
  invoiceQuantity: at('qtyToInvoice'),
  shipQuantity: at('qtyToShip'),
  ...linePlaceFields,
};

/**
 * Lines of sales orders, with what the next posting ships and invoices of each; what was shipped and invoiced follows
 * from the postings. A line is visible with its order.
 */
export const salesOrderLines = defineEntitySet({
  name: 'salesOrderLines',
  entity: 'salesOrderLine',
  caption: 'Sales Order Line',
  fields,
  order: ['documentId', 'sequence'],
  needsDocument: true,
  sources: [{ table: salesLine, condition: () => `r."documentType" = 'Order'`, header: { table: salesHeader, link: headerLink } }],
  navigations: {
    dimensionSetLines: many('dimensionSetLines', 'parentId'),
    salesOrder: one('salesOrders', 'documentId'),
    item: one('items', 'itemId'),
    account: one('accounts', 'accountId'),
  },
  writes: salesLineWrites(orderKind, fields),
});
