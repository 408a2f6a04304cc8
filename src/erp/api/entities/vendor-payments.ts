import { payments } from '../payment-journals.ts';

/** Unposted payments to vendors; a posted one is a vendor ledger entry. */
export const vendorPayments = payments('vendor');
