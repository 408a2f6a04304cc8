import { detailedVendorLedgEntry, vendorLedgerEntry } from '../../tables/index.ts';
import { defineEntitySet } from '../entity-set.ts';
import { columnsOf, readOnly, visibleRelated } from '../field.ts';

const at = columnsOf(detailedVendorLedgEntry);
const invoice = { entryNo: 'vendorLedgerEntryNo' };
const payment = { entryNo: 'appliedVendorLedgerEntryNo' };

/**
 * Which payment paid which vendor invoice, when, and how much of it. A payment application is visible with the
 * invoice's ledger entry.
 */
export const vendorPaymentApplications = defineEntitySet({
  route: 'smartAgents/erp/v1.0',
  name: 'vendorPaymentApplications',
  entity: 'vendorPaymentApplication',
  caption: 'Detailed Vendor Ledg. Entry',
  fields: {
    id: readOnly(at('systemId')),
    vendorNumber: readOnly(at('vendorNo')),
    paymentEntryNumber: readOnly(at('appliedVendorLedgerEntryNo')),
    paymentDocumentNumber: visibleRelated(vendorLedgerEntry, 'documentNo', payment),
    paymentDate: readOnly(at('postingDate')),
    invoiceEntryNumber: readOnly(at('vendorLedgerEntryNo')),
    invoiceDocumentNumber: visibleRelated(vendorLedgerEntry, 'documentNo', invoice),
    invoicePostingDate: visibleRelated(vendorLedgerEntry, 'postingDate', invoice),
    invoiceDueDate: readOnly(at('initialEntryDueDate')),
    amount: readOnly(at('amount')),
  },
  order: ['paymentDate', 'id'],
  sources: [
    {
      table: detailedVendorLedgEntry,
      reach: 'indirect',
      condition: () => `r."entryType" = 'Application' AND r."documentType" = 'Payment' AND r."initialDocumentType" = 'Invoice'`,
      header: { table: vendorLedgerEntry, link: { entryNo: 'vendorLedgerEntryNo' } },
    },
  ],
});
