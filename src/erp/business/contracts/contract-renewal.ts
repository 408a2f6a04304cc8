import { purchaseContract, purchaseContractRenewal, type RowOf, type ValuesOf } from '../../tables/index.ts';
import { dialogError, fieldError, fieldProblem, keyText, notInRelatedTable, requireValue } from '../business-error.ts';
import type { ErpContext } from '../context.ts';
import { nextNo } from '../no-series.ts';
import {
  changePurchaseContract,
  checkedContractChanges,
  checkRenewalWindow,
  type PurchaseContract,
  type PurchaseContractChanges,
} from './purchase-contract.ts';

/** A renewal of a contract, as it is kept. */
export type ContractRenewal = RowOf<typeof purchaseContractRenewal>;

/** What a renewal proposes of the contract. */
type Proposal = Pick<ValuesOf<typeof purchaseContractRenewal>, 'proposedAnnualValue' | 'proposedEndingDate' | 'proposedNoticePeriodDays'>;

/** A new renewal: of which contract, and to which terms. Value and notice are the contract's where they are not given. */
export interface ContractRenewalInput extends Partial<Proposal> {
  readonly contractNo: string;
  readonly reason?: string;
  /** Which agent drafted it, in words; blank where a person did. */
  readonly agentLabel?: string;
  /** The drafting program's own key, by which it finds the renewal again. */
  readonly externalReference?: string;
}

/** What can be changed of a renewal that is still a draft. */
export type ContractRenewalChanges = Partial<Proposal & Pick<ContractRenewal, 'reason' | 'status'>>;

const renewable: readonly PurchaseContract['status'][] = ['Active', 'In Renewal'];

/** What a renewal was drafted against. */
const standOf = ({ annualValue, endingDate }: PurchaseContract) => ({ currentAnnualValue: annualValue, currentEndingDate: endingDate });

const newTerm = (proposal: Proposal): PurchaseContractChanges => ({
  status: 'Active',
  annualValue: proposal.proposedAnnualValue,
  endingDate: proposal.proposedEndingDate,
  noticePeriodDays: proposal.proposedNoticePeriodDays,
});

/** Throws unless the contract could be renewed so on the work date; changes nothing. */
const checkRenewable = (ctx: ErpContext, contract: PurchaseContract, renewal: ValuesOf<typeof purchaseContractRenewal>): void => {
  if (!renewable.includes(contract.status)) {
    throw fieldProblem({ table: purchaseContract, record: contract, field: 'status' }, 'must be Active or In Renewal');
  }
  checkRenewalWindow(ctx, contract);
  requireValue({ table: purchaseContractRenewal, record: renewal, field: 'proposedEndingDate' });
  checkedContractChanges(ctx, { ...contract, status: 'In Renewal' }, newTerm(renewal));
};

const checkDraft = (renewal: ContractRenewal): void => {
  if (renewal.status !== 'Draft') throw fieldProblem({ table: purchaseContractRenewal, record: renewal, field: 'status' }, 'must be Draft');
};

const contractOf = (ctx: ErpContext, contractNo: string): PurchaseContract => {
  const contract = ctx.records.of(purchaseContract).get(contractNo);
  if (contract === undefined) throw notInRelatedTable(purchaseContractRenewal, 'contractNo', { value: contractNo, table: purchaseContract });
  return contract;
};

/**
 * Drafts a renewal under the next number of its series: the contract stays as it is. The contract must be active or
 * in renewal, its window open on the work date, and there must be no other draft for it.
 */
export const draftContractRenewal = (ctx: ErpContext, input: ContractRenewalInput): ContractRenewal => {
  const contractNo = input.contractNo.trim().toUpperCase();
  const contract = contractOf(ctx, contractNo);
  const renewals = ctx.records.of(purchaseContractRenewal);
  const open = renewals.first({ contractNo, status: 'Draft' });
  if (open !== undefined) throw dialogError(`Purchase Contract ${contractNo} has a draft renewal already: ${open.no}.`);
  const values: Omit<ValuesOf<typeof purchaseContractRenewal>, 'no'> = {
    proposedAnnualValue: contract.annualValue,
    proposedEndingDate: '',
    proposedNoticePeriodDays: contract.noticePeriodDays,
    reason: '',
    agentLabel: '',
    externalReference: '',
    ...input,
    ...standOf(contract),
    contractNo,
    vendorNo: contract.vendorNo,
    category: contract.category,
    businessUnit: contract.businessUnit,
    status: 'Draft',
    createdByUserId: ctx.userName,
    submittedByUserId: '',
    submittedAt: '',
  };
  checkRenewable(ctx, contract, { ...values, no: '' });
  return renewals.insert({ ...values, no: nextNo(ctx, ctx.setup.purchases.contractRenewalNos, ctx.workDate) });
};

/**
 * Changes a draft, or cancels it. A changed draft is checked against the contract as it stands now, and is from then
 * on a renewal of that. Submitting is an operation of its own.
 */
export const changeContractRenewal = (ctx: ErpContext, before: ContractRenewal, changes: ContractRenewalChanges): ContractRenewal => {
  checkDraft(before);
  const after = { ...before, ...changes };
  if (after.status === 'Submitted') {
    const text = `Status cannot be changed from Draft to Submitted in Purchase Contract Renewal: ${keyText(purchaseContractRenewal, before)}.`;
    throw fieldError('Status', text);
  }
  const renewals = ctx.records.of(purchaseContractRenewal);
  if (after.status === 'Cancelled') return renewals.update(before, changes);
  const contract = contractOf(ctx, before.contractNo);
  checkRenewable(ctx, contract, after);
  return renewals.update(before, { ...changes, ...standOf(contract) });
};

/** Deletes a draft; what was submitted or cancelled stays. */
export const deleteContractRenewal = (ctx: ErpContext, renewal: ContractRenewal): void => {
  checkDraft(renewal);
  ctx.records.of(purchaseContractRenewal).delete(renewal);
};

/**
 * Renews the contract as drafted: it goes through renewal and is active again with the new term and value. Everything
 * is checked again, and the contract must still have the value and term that the draft was made against.
 */
export const submitContractRenewal = (ctx: ErpContext, renewal: ContractRenewal): ContractRenewal => {
  checkDraft(renewal);
  const contract = contractOf(ctx, renewal.contractNo);
  const { currentAnnualValue, currentEndingDate } = standOf(contract);
  if (currentAnnualValue !== renewal.currentAnnualValue || currentEndingDate !== renewal.currentEndingDate) {
    throw dialogError(`Purchase Contract ${contract.no} was changed after renewal ${renewal.no} was drafted. Change the draft or make a new one.`);
  }
  checkRenewable(ctx, contract, renewal);
  const inRenewal = contract.status === 'In Renewal' ? contract : changePurchaseContract(ctx, contract, { status: 'In Renewal' });
  changePurchaseContract(ctx, inRenewal, newTerm(renewal));
  const submittedAt = ctx.records.scope.clock.now().toISOString();
  return ctx.records.of(purchaseContractRenewal).update(renewal, { status: 'Submitted', submittedByUserId: ctx.userName, submittedAt });
};
