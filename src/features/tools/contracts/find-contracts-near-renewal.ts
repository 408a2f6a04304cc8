import { z } from 'zod';
import { isoDate } from '../../../kernel/clock.ts';
import { money, sum } from '../../../kernel/money.ts';
import { listLimit, recordNumber } from '../argument-schemas.ts';
import { daysAfter, daysBetween } from '../calendar.ts';
import { counted } from '../format-amount.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader } from '../ports/erp-reader.ts';
import { textOf } from '../record-fields.ts';
import { defineReadTool } from '../tool.ts';
import { contractFields, contractOf, runningStatuses, type Contract } from './contract-record.ts';
import { loadStandings, restrictionText, type VendorStanding } from './vendor-standing.ts';

const args = z.strictObject({
  daysAhead: z
    .int()
    .min(0)
    .max(730)
    .default(60)
    .describe('Also contracts whose renewal window opens within so many days, 0 to 730; default 60. 0: only those open now.')
    .meta({ redact: 'keep' }),
  category: recordNumber('Only contracts of this category, e.g. GOODS, SERVICES or FACILITIES.').optional(),
  vendorNumber: recordNumber('Only contracts with this vendor, by number.').optional(),
  limit: listLimit,
});
type Arguments = z.infer<typeof args>;

const loadContracts = async (erp: ErpReader, { daysAhead, category, vendorNumber }: Arguments, today: string): Promise<readonly Contract[]> => {
  const filter = odata.and(
    odata.oneOf('status', runningStatuses),
    odata.upTo('renewalWindowFrom', daysAfter(today, daysAhead)),
    category === undefined ? undefined : odata.equals('category', category),
    vendorNumber === undefined ? undefined : odata.equals('vendorNumber', vendorNumber),
  )!;
  const { records } = await erp.list('purchaseContracts', { filter, select: contractFields, orderBy: 'renewalWindowTo,number' });
  return records.map(contractOf).filter(({ isRenewalDue, renewalWindowTo }) => isRenewalDue || (renewalWindowTo ?? '') >= today);
};

const loadDrafts = async (erp: ErpReader): Promise<ReadonlyMap<string, string>> => {
  const { records } = await erp.list('contractRenewals', { filter: odata.isOption('status', 'Draft'), select: ['id', 'number', 'contractNumber'] });
  return new Map(records.map((draft) => [textOf(draft, 'contractNumber'), textOf(draft, 'number')]));
};

const present = (contract: Contract, facts: { standing: VendorStanding | undefined; draft: string | undefined; today: string }) => ({
  ...contract,
  /** Days until notice would have to be given. */
  daysToDecide: contract.renewalWindowTo === null ? null : daysBetween(facts.today, contract.renewalWindowTo),
  vendorBlocked: facts.standing?.blocked ?? null,
  vendorRestricted: facts.standing === undefined ? null : facts.standing.restriction !== null,
  vendorRestriction: facts.standing?.restriction ? restrictionText(facts.standing.restriction) : '',
  draftRenewal: facts.draft ?? '',
});

/** Contracts whose renewal is to be decided now or soon, the most urgent first. */
export const findContractsNearRenewal = defineReadTool<Arguments>({
  kind: 'read',
  operation: 'read',
  name: 'find_contracts_near_renewal',
  title: 'Find contracts near renewal',
  description:
    'Purchase contracts whose renewal window is open or opens soon, the most urgent first: vendor, category, annual value, ending date, window, days left to decide, whether the vendor is blocked or restricted and why, and the number of a renewal that is drafted already. isRenewalDue: the window is open now. The summary counts those open now and adds up annual values.',
  args,
  subject: ({ vendorNumber, category }) => {
    if (vendorNumber !== undefined) return `contracts near renewal with vendor ${vendorNumber}`;
    return category === undefined ? 'contracts near renewal' : `contracts near renewal in ${category}`;
  },
  read: async (wanted, erp, context) => {
    const today = isoDate(context.now);
    const found = await loadContracts(erp, wanted, today);
    const shown = found.slice(0, wanted.limit);
    const vendorNumbers = [...new Set(shown.map(({ vendorNumber }) => vendorNumber))];
    const [standings, drafts] = await Promise.all([loadStandings(erp, vendorNumbers), loadDrafts(erp)]);
    const contracts = shown.map((one) => present(one, { standing: standings.get(one.vendorNumber), draft: drafts.get(one.number), today }));
    const dueCount = found.filter(({ isRenewalDue }) => isRenewalDue).length;
    const data = { contracts, summary: { count: found.length, dueCount, totalAnnualValue: money(sum(found.map(({ annualValue }) => annualValue))) } };
    return { data, line: `${counted(found.length, 'contract')}, ${dueCount} open for renewal now` };
  },
});
