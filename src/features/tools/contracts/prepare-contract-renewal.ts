import { z } from 'zod';
import type { ProposalPreview } from '../../../contracts/approvals.ts';
import { decimal, money } from '../../../kernel/money.ts';
import { recordNumber } from '../argument-schemas.ts';
import { termEnd } from '../calendar.ts';
import { formatAmount } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { textOf } from '../record-fields.ts';
import { defineWriteTool, type Committed, type NotPrepared } from '../tool.ts';
import { loadRenewable, notPrepared, type RenewableContract } from './renewable-contract.ts';
import { newTermFields, type NewTerm } from './new-term.ts';

/** Lengths of the ERP's fields. */
const lengths = { reason: 250, agentLabel: 250 } as const;

const args = z.strictObject({
  contractNumber: recordNumber('Number of the contract to renew, e.g. CT-10003.'),
  proposedAnnualValue: z
    .number()
    .positive()
    .max(1_000_000_000)
    .refine((value) => decimal(value).decimalPlaces() <= 2, 'An amount has at most two decimals.')
    .describe('Annual value of the new term, in the company’s currency; the contract’s present value if left out.')
    .meta({ redact: 'keep' })
    .optional(),
  termMonths: z
    .int()
    .min(1)
    .max(120)
    .default(12)
    .describe('Length of the new term in months, 1 to 120, counted from the present ending date; default 12.')
    .meta({ redact: 'keep' }),
  reason: z
    .string()
    .trim()
    .min(1)
    .max(lengths.reason)
    .describe('Why the contract is renewed so, in the user’s words.')
    .meta({ redact: 'mask' })
    .optional(),
});
type Arguments = z.infer<typeof args>;

/** A renewal to be: everything that is sent, and what it was decided on. */
type RenewalDraft = NewTerm & { readonly reason: string };

const findDraft = async (erp: ErpReader, contractNumber: string): Promise<ErpRecord | undefined> => {
  const filter = odata.and(odata.equals('contractNumber', contractNumber), odata.isOption('status', 'Draft'))!;
  return (await erp.list('contractRenewals', { filter, select: ['id', 'number'], top: 1 })).records[0];
};

const proposed = ({ contract, vendorName, standing }: RenewableContract, { proposedAnnualValue, termMonths, reason }: Arguments): RenewalDraft => ({
  contractNumber: contract.number,
  description: contract.description,
  category: contract.category,
  vendorNumber: contract.vendorNumber,
  vendorName,
  standing,
  currencyCode: contract.currencyCode,
  currentAnnualValue: contract.annualValue,
  proposedAnnualValue: proposedAnnualValue === undefined ? contract.annualValue : money(proposedAnnualValue),
  currentEndingDate: contract.endingDate,
  proposedEndingDate: termEnd(contract.endingDate, termMonths),
  currentNoticePeriodDays: contract.noticePeriodDays,
  proposedNoticePeriodDays: contract.noticePeriodDays,
  reason: reason ?? '',
});

const previewOf = (draft: RenewalDraft): ProposalPreview => ({
  title: `Renewal of contract ${draft.contractNumber} with ${draft.vendorName} (${draft.vendorNumber})`,
  summary: `Creates a draft renewal until ${draft.proposedEndingDate} at ${formatAmount(draft.proposedAnnualValue, draft.currencyCode)} a year. The contract stays as it is until the renewal is submitted.`,
  fields: newTermFields(draft),
  table: null,
  text: draft.reason === '' ? null : draft.reason,
  attachments: [],
});

const committed = ({ contractNumber }: RenewalDraft, renewal: ErpRecord): Committed => {
  const renewalNumber = textOf(renewal, 'number');
  return {
    data: { renewalNumber, renewalId: textOf(renewal, 'id'), contractNumber, status: 'Draft' },
    line: `Renewal ${renewalNumber} of contract ${contractNumber} created as a draft`,
  };
};

const prepare = async (wanted: Arguments, erp: ErpReader): Promise<RenewalDraft | NotPrepared> => {
  const [renewable, open] = await Promise.all([loadRenewable(erp, wanted.contractNumber), findDraft(erp, wanted.contractNumber)]);
  if ('kind' in renewable) return renewable;
  if (!open) return proposed(renewable, wanted);
  const number = textOf(open, 'number');
  return notPrepared(
    `Contract ${wanted.contractNumber} has a draft renewal already: ${number}.`,
    `Submit ${number}, or have it changed or deleted in the ERP.`,
  );
};

/** Creates a draft renewal of a contract in the ERP. The contract does not change. */
export const prepareContractRenewal = defineWriteTool<Arguments, RenewalDraft>({
  kind: 'write',
  operation: 'create',
  commitment: 'draft',
  name: 'prepare_contract_renewal',
  title: 'Prepare a contract renewal',
  description:
    'Prepares a draft renewal of one purchase contract whose renewal window is open: the present annual value unless another is given, for so many months beyond the present ending date. The draft changes nothing of the contract; submit_contract_renewal does. One call per contract.',
  args,
  subject: ({ contractNumber }) => `renewal of contract ${contractNumber}`,
  prepare: async (wanted, erp) => {
    const draft = await prepare(wanted, erp);
    if ('kind' in draft) return draft;
    return { kind: 'prepared', draft, preview: previewOf(draft), amount: { value: draft.proposedAnnualValue, currency: draft.currencyCode } };
  },
  commit: async (draft, { erp }, { agentLabel, effectKey }) => {
    const body = {
      contractNumber: draft.contractNumber,
      proposedAnnualValue: draft.proposedAnnualValue,
      proposedEndingDate: draft.proposedEndingDate,
      proposedNoticePeriodDays: draft.proposedNoticePeriodDays,
      ...(draft.reason !== '' && { reason: draft.reason }),
      agentLabel: agentLabel.slice(0, lengths.agentLabel),
      externalReference: effectKey,
    };
    return committed(draft, await erp.create('contractRenewals', body, effectKey));
  },
  reconcile: async (draft, { erp }, { effectKey }) => {
    const { records, mayBePartial } = await erp.list('contractRenewals', {
      filter: odata.equals('externalReference', effectKey),
      select: ['id', 'number'],
      top: 1,
    });
    const [renewal] = records;
    if (renewal) return { kind: 'done', committed: committed(draft, renewal) };
    // Whoever may not see every renewal cannot say that this one is missing.
    return { kind: mayBePartial ? 'unknown' : 'not_done' };
  },
});
