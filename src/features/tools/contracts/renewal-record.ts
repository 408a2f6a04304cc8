import { money } from '../../../kernel/money.ts';
import type { ErpRecord } from '../ports/erp-reader.ts';
import { dateOf, decimalOf, integerOf, optionOf, textOf } from '../record-fields.ts';

/** What is read of a renewal. */
export const renewalFields = [
  'id',
  'number',
  'contractNumber',
  'vendorNumber',
  'currentAnnualValue',
  'currentEndingDate',
  'proposedAnnualValue',
  'currencyCode',
  'proposedEndingDate',
  'proposedNoticePeriodDays',
  'reason',
  'status',
] as const;

/** A renewal of a contract, as the ERP has it: what it was drafted against, and what it proposes. */
export const renewalOf = (record: ErpRecord) => ({
  id: textOf(record, 'id'),
  number: textOf(record, 'number'),
  contractNumber: textOf(record, 'contractNumber'),
  vendorNumber: textOf(record, 'vendorNumber'),
  currentAnnualValue: money(decimalOf(record, 'currentAnnualValue')),
  currentEndingDate: dateOf(record, 'currentEndingDate'),
  proposedAnnualValue: money(decimalOf(record, 'proposedAnnualValue')),
  currencyCode: textOf(record, 'currencyCode'),
  proposedEndingDate: dateOf(record, 'proposedEndingDate'),
  proposedNoticePeriodDays: integerOf(record, 'proposedNoticePeriodDays'),
  reason: textOf(record, 'reason'),
  status: optionOf(record, 'status'),
});
/** A renewal of a contract. */
export type Renewal = ReturnType<typeof renewalOf>;
