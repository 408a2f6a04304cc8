import { paymentJournals } from '../payment-journals.ts';
import { vendorPayments } from './vendor-payments.ts';

/** Journals for payments to vendors. */
export const vendorPaymentJournals = paymentJournals('vendor', vendorPayments);
