import { payments } from '../payment-journals.ts';

/** Unposted payments from customers; a posted one is a customer ledger entry. */
export const customerPayments = payments('customer');
