import { money } from '../../../kernel/money.ts';
import { odata } from '../odata-filter.ts';
import type { ErpReader, ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, flagOf, integerOf, optionOf, textOf } from '../record-fields.ts';

/** What is read of a contract. */
export const contractFields = [
  'id',
  'number',
  'vendorNumber',
  'vendorName',
  'description',
  'category',
  'businessUnit',
  'annualValue',
  'currencyCode',
  'startingDate',
  'endingDate',
  'noticePeriodDays',
  'renewalWindowFrom',
  'renewalWindowTo',
  'isRenewalDue',
  'autoRenew',
  'status',
] as const;

/** Statuses of a contract that runs, and so can be renewed, as the ERP writes them. */
export const runningStatuses = ['Active', 'In_x0020_Renewal'] as const;

/** A contract with a vendor, as the ERP has it. Amounts are in the company's own currency. */
export const contractOf = (record: ErpRecord) => ({
  number: textOf(record, 'number'),
  vendorNumber: textOf(record, 'vendorNumber'),
  vendorName: textOf(record, 'vendorName'),
  description: textOf(record, 'description'),
  category: textOf(record, 'category'),
  businessUnit: textOf(record, 'businessUnit'),
  status: optionOf(record, 'status'),
  annualValue: money(decimalOf(record, 'annualValue')),
  currencyCode: textOf(record, 'currencyCode'),
  startingDate: dateOf(record, 'startingDate'),
  endingDate: dateOf(record, 'endingDate'),
  noticePeriodDays: integerOf(record, 'noticePeriodDays'),
  renewalWindowFrom: dateOf(record, 'renewalWindowFrom'),
  renewalWindowTo: dateOf(record, 'renewalWindowTo'),
  /** The renewal window is open on the ERP's work date. */
  isRenewalDue: flagOf(record, 'isRenewalDue'),
  autoRenew: flagOf(record, 'autoRenew'),
});
/** A contract with a vendor. */
export type Contract = ReturnType<typeof contractOf>;

/** A contract by its number; undefined where there is none, or none that the user may see. */
export const findContract = async (erp: ErpReader, contractNumber: string): Promise<Contract | undefined> => {
  const { records } = await erp.list('purchaseContracts', { filter: odata.equals('number', contractNumber), select: contractFields, top: 1 });
  return records[0] && contractOf(records[0]);
};
