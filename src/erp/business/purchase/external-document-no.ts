import { purchaseHeader, vendorLedgerEntry } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';
import type { ErpContext } from '../context.ts';

/** The vendor's own number of a document that is about to be posted. */
export interface VendorDocumentNo {
  readonly vendorNo: string;
  readonly documentType: 'Invoice' | 'Credit Memo';
  readonly no: string;
}

/** Throws if the vendor's number is missing where setup demands it, or was used before for that vendor. */
export const checkVendorDocumentNo = (ctx: ErpContext, { vendorNo, documentType, no }: VendorDocumentNo): void => {
  if (no === '') {
    if (!ctx.setup.purchases.extDocNoMandatory) return;
    const { caption } = purchaseHeader.columns[documentType === 'Invoice' ? 'vendorInvoiceNo' : 'vendorCrMemoNo'];
    throw dialogError(
      `You need to enter the document number of the document from the vendor in the ${caption} field, so that this document stays linked to the original.`,
    );
  }
  const used = ctx.records.of(vendorLedgerEntry).find({ vendorNo, documentType, externalDocumentNo: no });
  if (used.length > 0) throw dialogError(`Purchase ${documentType} ${no} already exists for this vendor.`);
};
