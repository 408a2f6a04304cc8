import { purchaseContract, vendor, type RowOf } from '../../tables/index.ts';
import { dialogError, fieldError, fieldProblem, keyText } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { addDays, daysBetween } from '../dates.ts';
import { requireNotNegative } from '../prices/price-line.ts';

/** A contract with a vendor, as it is kept. */
export type PurchaseContract = RowOf<typeof purchaseContract>;

type Status = PurchaseContract['status'];

/** Where a contract can go from each status. What is terminated or expired stays so; a renewal makes it active again. */
const nextStatuses: Readonly<Record<Status, readonly Status[]>> = {
  Draft: ['Active', 'Terminated'],
  Active: ['In Renewal', 'Terminated', 'Expired'],
  'In Renewal': ['Active', 'Terminated', 'Expired'],
  Terminated: [],
  Expired: [],
};

/** What can be changed of a contract that still runs. */
export type PurchaseContractChanges = Partial<
  Pick<
    PurchaseContract,
    'description' | 'annualValue' | 'endingDate' | 'noticePeriodDays' | 'renewalWindowFrom' | 'renewalWindowTo' | 'autoRenew' | 'status'
  >
>;

const problem = (record: PurchaseContract, field: keyof PurchaseContract, rule: string) =>
  fieldProblem({ table: purchaseContract, record, field }, rule);

/** The renewal window of a new term: as long as before, and closed when notice would have to be given. */
const windowFor = (before: PurchaseContract, endingDate: string, noticePeriodDays: number) => {
  const length = daysBetween(before.renewalWindowFrom, before.renewalWindowTo);
  const renewalWindowTo = addDays(endingDate, -noticePeriodDays);
  return { renewalWindowFrom: addDays(renewalWindowTo, -length), renewalWindowTo };
};

const withWindow = (before: PurchaseContract, changes: PurchaseContractChanges): PurchaseContractChanges => {
  const { endingDate = before.endingDate, noticePeriodDays = before.noticePeriodDays } = changes;
  const isTermChanged = endingDate !== before.endingDate || noticePeriodDays !== before.noticePeriodDays;
  const isWindowGiven = changes.renewalWindowFrom !== undefined || changes.renewalWindowTo !== undefined;
  const hasWindow = before.renewalWindowFrom !== '' && before.renewalWindowTo !== '' && endingDate !== '';
  return isTermChanged && hasWindow && !isWindowGiven ? { ...changes, ...windowFor(before, endingDate, noticePeriodDays) } : changes;
};

/** Ten years, in days. */
const longestNotice = 3_652;

const checkTerm = (after: PurchaseContract): void => {
  if (after.endingDate !== '' && after.endingDate < after.startingDate) throw problem(after, 'endingDate', 'must not be before Starting Date');
  if (after.noticePeriodDays < 0 || after.noticePeriodDays > longestNotice) {
    throw problem(after, 'noticePeriodDays', `must be between 0 and ${longestNotice}`);
  }
  requireNotNegative(purchaseContract, { annualValue: after.annualValue });
};

const checkWindow = (after: PurchaseContract): void => {
  const { renewalWindowFrom: from, renewalWindowTo: to } = after;
  if ((from === '') !== (to === '')) throw fieldError('Renewal Window To', 'A renewal window needs a first and a last day.');
  if (to < from) throw problem(after, 'renewalWindowTo', 'must not be before Renewal Window From');
  if (after.endingDate !== '' && to > after.endingDate) throw problem(after, 'renewalWindowTo', 'must not be after Ending Date');
};

/** Throws unless the contract's renewal window is open on the work date. */
export const checkRenewalWindow = (ctx: ErpContext, { renewalWindowFrom: from, renewalWindowTo: to }: PurchaseContract): void => {
  if (ctx.workDate < from || ctx.workDate > to) throw dialogError(`The contract can be renewed from ${from} to ${to} only.`);
};

const checkStatus = (ctx: ErpContext, before: PurchaseContract, after: PurchaseContract): void => {
  if (after.status === before.status) return;
  if (!nextStatuses[before.status].includes(after.status)) {
    const text = `Status cannot be changed from ${before.status} to ${after.status} in Purchase Contract: ${keyText(purchaseContract, before)}.`;
    throw fieldError('Status', text);
  }
  const today = ctx.workDate;
  if (after.status === 'In Renewal') checkRenewalWindow(ctx, before);
  if (before.status === 'In Renewal' && after.status === 'Active' && after.endingDate <= before.endingDate) {
    throw problem(after, 'endingDate', 'must be later than before when a contract is renewed');
  }
  if (after.status === 'Expired' && (after.endingDate === '' || after.endingDate >= today)) throw problem(after, 'endingDate', 'is not over yet');
  if (after.status === 'Active' && ctx.records.of(vendor).require(after.vendorNo).blocked === 'All') {
    throw dialogError(`Vendor ${after.vendorNo} is blocked: its contracts cannot be made active.`);
  }
};

/** The changes with the renewal window that goes with them. Throws unless the contract may be changed so. */
export const checkedContractChanges = (ctx: ErpContext, before: PurchaseContract, changes: PurchaseContractChanges): PurchaseContractChanges => {
  if (nextStatuses[before.status].length === 0) throw problem(before, 'status', 'must not be Terminated or Expired');
  checkTerm({ ...before, ...changes });
  const complete = withWindow(before, changes);
  const after = { ...before, ...complete };
  checkWindow(after);
  checkStatus(ctx, before, after);
  return complete;
};

/**
 * Changes a contract: its value, term, notice, renewal window and status. A new term moves the renewal window with
 * it, unless a window is given too. Terminated and expired contracts are history and cannot be changed.
 */
export const changePurchaseContract = (ctx: ErpContext, before: PurchaseContract, changes: PurchaseContractChanges): PurchaseContract =>
  ctx.records.of(purchaseContract).update(before, checkedContractChanges(ctx, before, changes));
