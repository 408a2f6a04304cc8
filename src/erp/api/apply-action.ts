import { AppError } from '../../kernel/errors.ts';
import { applyPostedEntries } from '../business/index.ts';
import { custLedgerEntry, vendorLedgerEntry } from '../tables/index.ts';
import type { BoundAction } from './bound-action.ts';
import { customerApplication, vendorApplication } from './journal-routines.ts';

const sides = {
  Customer: { table: custLedgerEntry, routine: customerApplication },
  Vendor: { table: vendorLedgerEntry, routine: vendorApplication },
} as const;

/**
 * Applies an open payment or credit memo to another open entry of the same party: `appliesToEntryNumber`, and
 * `amount` where it shall not be as much as both have left. API v2.0 has no such action.
 */
export const applyAction = (party: keyof typeof sides): BoundAction => {
  const { table, routine } = sides[party];
  return {
    ...routine,
    parameters: {
      appliesToEntryNumber: { type: 'Edm.Int32', length: undefined, members: undefined },
      amount: { type: 'Edm.Decimal', length: undefined, members: undefined },
    },
    run: (erp, systemId, { appliesToEntryNumber, amount }) => {
      const entry = erp.records.of<typeof custLedgerEntry | typeof vendorLedgerEntry>(table).bySystemId(systemId);
      if (entry === undefined || typeof appliesToEntryNumber !== 'number')
        throw new AppError('unprocessable', 'An "appliesToEntryNumber" must be provided.');
      const given = amount === undefined ? undefined : String(amount);
      applyPostedEntries(erp, { party, applyingEntryNo: entry.entryNo, targetEntryNo: appliesToEntryNumber, amount: given });
      return undefined;
    },
  };
};
