import type { ProposalPreview } from '../../../contracts/approvals.ts';
import type { Money } from '../../../kernel/money.ts';
import { counted, formatAmount } from '../format-amount.ts';
import { standingText, type VendorStanding } from './vendor-standing.ts';

/** A contract's present term and value, and those that a renewal gives it. Types are aliases, so that a draft of them is JSON. */
export type NewTerm = {
  readonly contractNumber: string;
  readonly description: string;
  readonly category: string;
  readonly vendorNumber: string;
  readonly vendorName: string;
  /** Kept, so that a vendor who is restricted or blocked meanwhile makes another outcome. */
  readonly standing: VendorStanding;
  readonly currencyCode: string;
  readonly currentAnnualValue: Money;
  readonly proposedAnnualValue: Money;
  readonly currentEndingDate: string;
  readonly proposedEndingDate: string;
  readonly currentNoticePeriodDays: number;
  readonly proposedNoticePeriodDays: number;
};

/** The contract before and after, for whoever decides. */
export const newTermFields = (term: NewTerm): ProposalPreview['fields'] => {
  const value = (amount: Money): string => formatAmount(amount, term.currencyCode);
  const days = (count: number): string => counted(count, 'day');
  return [
    { label: 'Contract', before: null, after: `${term.contractNumber} ${term.description}` },
    { label: 'Category', before: null, after: term.category },
    { label: 'Vendor', before: null, after: `${term.vendorNumber} ${term.vendorName}` },
    { label: 'Vendor status', before: null, after: standingText(term.standing) },
    { label: 'Annual value', before: value(term.currentAnnualValue), after: value(term.proposedAnnualValue) },
    { label: 'Ending date', before: term.currentEndingDate, after: term.proposedEndingDate },
    { label: 'Notice period', before: days(term.currentNoticePeriodDays), after: days(term.proposedNoticePeriodDays) },
  ];
};
