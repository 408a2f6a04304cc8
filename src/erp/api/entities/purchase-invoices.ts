import { purchInvHeader, purchaseHeader, vendor, vendorLedgerEntry } from '../../tables/index.ts';
import { totalFields } from '../document-fields.ts';
import { defineEntitySet, many, one } from '../entity-set.ts';
import { currencyCode } from '../currency-code.ts';
import { blank, columnsOf, enumeration, readOnly, related } from '../field.ts';
import { buyFromFields, payToFields } from '../purchase-document-fields.ts';
import { shipToFields, shipToPartyFields } from '../ship-to-fields.ts';

const at = columnsOf(purchInvHeader);

const statuses = [' ', 'Draft', 'In Review', 'Open', 'Paid', 'Canceled', 'Corrective'];

const isOpen = `coalesce((SELECT e."open" FROM "${vendorLedgerEntry.sqlName}" e WHERE e."company" = r."company" AND e."entryNo" = r."vendorLedgerEntryNo"), 0)`;

/** Purchase invoices: drafts (Purchase Header, table 38) and posted ones (table 122) in one list. */
export const purchaseInvoices = defineEntitySet({
  name: 'purchaseInvoices',
  entity: 'purchaseInvoice',
  caption: 'Purchase Invoice',
  fields: {
    id: readOnly(at('systemId')),
    number: readOnly(at('no')),
    postingDate: at('postingDate'),
    invoiceDate: at('documentDate'),
    dueDate: at('dueDate'),
    vendorInvoiceNumber: at('vendorInvoiceNo'),
    vendorId: related(vendor, 'systemId', { no: 'buyFromVendorNo' }),
    vendorNumber: at('buyFromVendorNo'),
    vendorName: readOnly(at('buyFromVendorName')),
    payToName: readOnly(at('payToName')),
    payToContact: readOnly(at('payToContact')),
    payToVendorId: related(vendor, 'systemId', { no: 'payToVendorNo' }),
    payToVendorNumber: at('payToVendorNo'),
    ...shipToPartyFields(purchInvHeader),
    ...buyFromFields(purchInvHeader),
    ...shipToFields(purchInvHeader),
    ...payToFields(purchInvHeader),
    shortcutDimension1Code: at('shortcutDimension1Code'),
    shortcutDimension2Code: at('shortcutDimension2Code'),
    currencyId: blank('Edm.Guid'),
    currencyCode: currencyCode(at('currencyCode')),
    orderId: blank('Edm.Guid'),
    orderNumber: readOnly(at('orderNo')),
    purchaser: at('purchaserCode'),
    pricesIncludeTax: at('pricesIncludingVat'),
    discountAmount: at('invoiceDiscountAmount'),
    discountAppliedBeforeTax: blank('Edm.Boolean'),
    ...totalFields(purchInvHeader),
    status: enumeration(
      statuses,
      `CASE WHEN r."cancelled" = 1 THEN 'Canceled' WHEN r."corrective" = 1 THEN 'Corrective' WHEN ${isOpen} = 0 THEN 'Paid' ELSE 'Open' END`,
    ),
    lastModifiedDateTime: readOnly(at('systemModifiedAt')),
  },
  order: ['number', 'id'],
  sources: [
    { table: purchInvHeader },
    {
      table: purchaseHeader,
      condition: () => `r."documentType" = 'Invoice'`,
      fields: { status: enumeration(statuses, `CASE r."status" WHEN 'Pending Approval' THEN 'In Review' ELSE 'Draft' END`) },
    },
  ],
  navigations: {
    purchaseInvoiceLines: many('purchaseInvoiceLines', 'documentId'),
    vendor: one('vendors', 'vendorId'),
  },
});
