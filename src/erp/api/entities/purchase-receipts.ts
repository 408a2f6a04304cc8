import { purchRcptHeader } from '../../tables/index.ts';
import { defineEntitySet, many } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { columnsOf, readOnly } from '../field.ts';
import { buyFromFields, payToFields } from '../purchase-document-fields.ts';
import { shipToFields, shipToPartyFields } from '../ship-to-fields.ts';

const at = columnsOf(purchRcptHeader);

/** Posted purchase receipts (table 120). When each line had been expected is on the line. */
export const purchaseReceipts = defineEntitySet({
  name: 'purchaseReceipts',
  entity: 'purchaseReceipt',
  caption: 'Purch. Rcpt. Header',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    invoiceDate: at('documentDate'),
    postingDate: at('postingDate'),
    dueDate: at('dueDate'),
    vendorNumber: at('buyFromVendorNo'),
    vendorName: readOnly(at('buyFromVendorName')),
    payToName: readOnly(at('payToName')),
    payToContact: readOnly(at('payToContact')),
    payToVendorNumber: at('payToVendorNo'),
    ...shipToPartyFields(purchRcptHeader),
    ...buyFromFields(purchRcptHeader),
    ...shipToFields(purchRcptHeader),
    ...payToFields(purchRcptHeader),
    currencyCode: currencyCode(at('currencyCode')),
    orderNumber: readOnly(at('orderNo')),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number'],
  sources: [{ table: purchRcptHeader }],
  navigations: { purchaseReceiptLines: many('purchaseReceiptLines', 'documentId'), dimensionSetLines: many('dimensionSetLines', 'parentId') },
});
