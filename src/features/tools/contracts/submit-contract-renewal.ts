import { z } from 'zod';
import type { ProposalPreview } from '../../../contracts/approvals.ts';
import { recordNumber } from '../argument-schemas.ts';
import { formatAmount } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader } from '../ports/erp-reader.ts';
import { optionOf } from '../record-fields.ts';
import { defineWriteTool, type Committed, type NotPrepared } from '../tool.ts';
import { newTermFields, type NewTerm } from './new-term.ts';
import { loadRenewable, notPrepared, type RenewableContract } from './renewable-contract.ts';
import { renewalFields, renewalOf, type Renewal } from './renewal-record.ts';

const args = z.strictObject({ renewalNumber: recordNumber('Number of the draft renewal to submit, e.g. RN-10002.') });

/** A renewal to be submitted: what is sent, and what was decided on. */
type Submission = NewTerm & { readonly renewalId: string; readonly renewalNumber: string; readonly reason: string };

const findRenewal = async (erp: ErpReader, renewalNumber: string): Promise<Renewal | undefined> => {
  const { records } = await erp.list('contractRenewals', { filter: odata.equals('number', renewalNumber), select: renewalFields, top: 1 });
  return records[0] && renewalOf(records[0]);
};

const submissionOf = (
  renewal: Renewal & { readonly proposedEndingDate: string },
  { contract, vendorName, standing }: RenewableContract,
): Submission => ({
  renewalId: renewal.id,
  renewalNumber: renewal.number,
  contractNumber: contract.number,
  description: contract.description,
  category: contract.category,
  vendorNumber: contract.vendorNumber,
  vendorName,
  standing,
  currencyCode: contract.currencyCode,
  currentAnnualValue: contract.annualValue,
  proposedAnnualValue: renewal.proposedAnnualValue,
  currentEndingDate: contract.endingDate,
  proposedEndingDate: renewal.proposedEndingDate,
  currentNoticePeriodDays: contract.noticePeriodDays,
  proposedNoticePeriodDays: renewal.proposedNoticePeriodDays,
  reason: renewal.reason,
});

const prepare = async (renewalNumber: string, erp: ErpReader): Promise<Submission | NotPrepared> => {
  const renewal = await findRenewal(erp, renewalNumber);
  if (!renewal) {
    return notPrepared(
      `There is no renewal ${renewalNumber}, or none that you may see.`,
      'Read the contract with read_contract: it lists its renewals.',
    );
  }
  const { status, proposedEndingDate } = renewal;
  if (status !== 'Draft' || proposedEndingDate === null) {
    return notPrepared(`Renewal ${renewalNumber} is ${status}: only a draft can be submitted.`, 'Prepare a new renewal of the contract.');
  }
  const renewable = await loadRenewable(erp, renewal.contractNumber);
  if ('kind' in renewable) return renewable;
  const { contract } = renewable;
  if (contract.annualValue !== renewal.currentAnnualValue || contract.endingDate !== renewal.currentEndingDate) {
    return notPrepared(
      `Contract ${contract.number} was changed after renewal ${renewalNumber} was drafted.`,
      'Have the draft changed or deleted in the ERP, then prepare the renewal anew.',
    );
  }
  return submissionOf({ ...renewal, proposedEndingDate }, renewable);
};

const newTermText = ({ proposedEndingDate, proposedAnnualValue, currencyCode }: Submission): string =>
  `until ${proposedEndingDate} at ${formatAmount(proposedAnnualValue, currencyCode)} a year`;

const previewOf = (submission: Submission): ProposalPreview => ({
  title: `Submit renewal ${submission.renewalNumber} of contract ${submission.contractNumber} with ${submission.vendorName} (${submission.vendorNumber})`,
  summary: `Renews the contract in the ERP ${newTermText(submission)}. This binds the company.`,
  fields: newTermFields(submission),
  table: null,
  text: submission.reason === '' ? null : submission.reason,
  attachments: [],
});

const committed = (submission: Submission): Committed => ({
  data: {
    renewalNumber: submission.renewalNumber,
    contractNumber: submission.contractNumber,
    status: 'Submitted',
    annualValue: submission.proposedAnnualValue,
    endingDate: submission.proposedEndingDate,
  },
  line: `Renewal ${submission.renewalNumber} submitted: contract ${submission.contractNumber} runs ${newTermText(submission)}`,
});

/** Submits a draft renewal: the contract has its new term and value in the ERP from then on. */
export const submitContractRenewal = defineWriteTool<z.infer<typeof args>, Submission>({
  kind: 'write',
  operation: 'action',
  commitment: 'binding',
  name: 'submit_contract_renewal',
  title: 'Submit a contract renewal',
  description:
    'Submits one draft renewal: the purchase contract gets the new term and annual value, which binds the company. Only a draft whose contract is as it was when it was drafted, and whose renewal window is open.',
  args,
  subject: ({ renewalNumber }) => `renewal ${renewalNumber}`,
  prepare: async ({ renewalNumber }, erp) => {
    const draft = await prepare(renewalNumber, erp);
    if ('kind' in draft) return draft;
    return { kind: 'prepared', draft, preview: previewOf(draft), amount: { value: draft.proposedAnnualValue, currency: draft.currencyCode } };
  },
  commit: async (draft, { erp }, { effectKey }) => {
    await erp.act('contractRenewals', { id: draft.renewalId, name: 'submit', number: draft.renewalNumber }, effectKey);
    return committed(draft);
  },
  reconcile: async (draft, { erp }) => {
    const renewal = await erp.get('contractRenewals', draft.renewalId, { select: ['id', 'number', 'status'] });
    if (renewal === null) return { kind: 'unknown' };
    return optionOf(renewal, 'status') === 'Submitted' ? { kind: 'done', committed: committed(draft) } : { kind: 'not_done' };
  },
});
