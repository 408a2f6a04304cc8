import { paymentJournals } from '../payment-journals.ts';

/** Journals for payments from customers. */
export const customerPaymentJournals = paymentJournals('customer');
