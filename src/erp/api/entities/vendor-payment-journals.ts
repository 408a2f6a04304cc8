import { paymentJournals } from '../payment-journals.ts';

/** Journals for payments to vendors. */
export const vendorPaymentJournals = paymentJournals('vendor');
