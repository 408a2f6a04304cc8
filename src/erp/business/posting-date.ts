import { userSetup } from '../tables/index.ts';
import { dialogError } from './business-error.ts';
import type { ErpContext } from './context.ts';

/** A range of dates; a blank end is open. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Business Central's rule: the user's range replaces the company's unless both of the user's dates are blank.
 */
export const isPostingDateAllowed = (date: string, ranges: { readonly user: DateRange; readonly company: DateRange }): boolean => {
  const { from, to } = ranges.user.from !== '' || ranges.user.to !== '' ? ranges.user : ranges.company;
  return date >= from && (to === '' || date <= to);
};

/** True if the context's user may post on that date. */
export const mayPostOn = (ctx: ErpContext, date: string): boolean => {
  const user = ctx.setup.find(userSetup, ctx.userName);
  const company = ctx.setup.generalLedger;
  return isPostingDateAllowed(date, {
    user: { from: user?.allowPostingFrom ?? '', to: user?.allowPostingTo ?? '' },
    company: { from: company.allowPostingFrom, to: company.allowPostingTo },
  });
};

/** Throws unless the context's user may post on that date. */
export const checkPostingDate = (ctx: ErpContext, date: string): void => {
  if (!mayPostOn(ctx, date)) throw dialogError('The Posting Date is not within your range of allowed posting dates.');
};
