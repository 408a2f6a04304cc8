import { code, date } from './column.ts';
import { defineTable } from './table.ts';

/** Company-wide posting rules, one record. */
export const generalLedgerSetup = defineTable({
  id: 98,
  name: 'General Ledger Setup',
  key: ['primaryKey'],
  columns: {
    primaryKey: code('Primary Key', 10),
    allowPostingFrom: date('Allow Posting From'),
    allowPostingTo: date('Allow Posting To'),
    lcyCode: code('LCY Code', 10),
    globalDimension1Code: code('Global Dimension 1 Code', 20),
    globalDimension2Code: code('Global Dimension 2 Code', 20),
    /** G/L account that payments go through when the payment method names none. */
    bankAccountNo: code('Bank Account No.', 20),
  },
});
