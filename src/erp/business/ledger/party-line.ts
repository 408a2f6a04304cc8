import type { customer, RowOf, vendor } from '../../tables/index.ts';
import type { PartyLine } from './voucher.ts';

/** What differs from posting to posting on a party's entry. */
export type PartyAmount = Pick<PartyLine, 'amount' | 'dueDate' | 'dimensions' | 'description' | 'mark'>;

/** The subledger line of a customer's card: what is posted to her outside of documents. */
export const customerLine = (record: RowOf<typeof customer>, own: PartyAmount): PartyLine => ({
  party: 'Customer',
  no: record.no,
  name: record.name,
  postingGroup: record.customerPostingGroup,
  personCode: record.salespersonCode,
  paymentMethodCode: record.paymentMethodCode,
  ...own,
});

/** The subledger line of a vendor's card. */
export const vendorLine = (record: RowOf<typeof vendor>, own: PartyAmount): PartyLine => ({
  party: 'Vendor',
  no: record.no,
  name: record.name,
  postingGroup: record.vendorPostingGroup,
  personCode: record.purchaserCode,
  paymentMethodCode: record.paymentMethodCode,
  ...own,
});
