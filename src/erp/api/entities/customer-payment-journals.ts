import { paymentJournals } from '../payment-journals.ts';
import { customerPayments } from './customer-payments.ts';

/** Journals for payments from customers. */
export const customerPaymentJournals = paymentJournals('customer', customerPayments);
