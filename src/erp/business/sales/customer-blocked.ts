import type { customer, RowOf } from '../../tables/index.ts';
import { dialogError } from '../business-error.ts';

/** What a customer is used for; a payment is never refused. */
export type CustomerDocument = 'Quote' | 'Order' | 'Invoice' | 'Credit Memo' | 'Payment';

/** How far it goes: the document is made, it is posted and goods leave, or it is posted without. */
export type CustomerStep = 'create' | 'ship' | 'post';

type Blocked = RowOf<typeof customer>['blocked'];

/**
 * Business Central's rule for blocked customers (table 18, CheckBlockedCustOnDocs): All stops every document,
 * Invoice stops quotes, orders and invoices, Ship stops new quotes and orders and whatever lets goods leave.
 */
export const isCustomerBlockedFor = (blocked: Blocked, document: CustomerDocument, step: CustomerStep): boolean => {
  const isSale = document === 'Quote' || document === 'Order' || document === 'Invoice';
  switch (blocked) {
    case ' ':
      return false;
    case 'All':
      return document !== 'Payment';
    case 'Invoice':
      return isSale;
    case 'Ship':
      return isSale && (step === 'ship' || (step === 'create' && document !== 'Invoice'));
  }
};

/** Throws in Business Central's words if the customer is blocked for that. */
export const checkCustomerBlocked = (record: RowOf<typeof customer>, document: CustomerDocument, step: CustomerStep): void => {
  if (!isCustomerBlockedFor(record.blocked, document, step)) return;
  const verb = step === 'create' ? 'create' : 'post';
  throw dialogError(`You cannot ${verb} this type of document when Customer ${record.no} is blocked with type ${record.blocked}`);
};
