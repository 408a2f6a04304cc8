import {
  custLedgerEntry,
  detailedCustLedgEntry,
  detailedVendorLedgEntry,
  genJournalBatch,
  genJournalLine,
  glEntry,
  glRegister,
  vendorLedgerEntry,
  type Table,
} from '../tables/index.ts';
import { journalLinesOf } from '../business/index.ts';
import { customerLedger, customerSettlement, each, vendorLedger, vendorSettlement } from './touched-tables.ts';
import type { Routine, Touched } from './routine.ts';

const ledgersOf = {
  'G/L Account': [],
  'Bank Account': [],
  Customer: [...customerLedger, ...customerSettlement],
  Vendor: [...vendorLedger, ...vendorSettlement],
} as const;

/** Gen. Jnl.-Post Batch: beside the general ledger it touches those of the parties that the batch's lines name. */
export const journalPosting: Routine = {
  codeunit: { id: 13, name: 'Gen. Jnl.-Post Batch' },
  touches: [...each([genJournalLine], 'delete'), ...each([glEntry, glRegister], 'insert')],
  touchesMore: (erp, systemId) => {
    const journal = erp.records.of(genJournalBatch).bySystemId(systemId);
    const lines = journal === undefined ? [] : journalLinesOf(erp, journal);
    const types = new Set(
      lines.flatMap(({ accountType, balAccountType, balAccountNo }) => (balAccountNo === '' ? [accountType] : [accountType, balAccountType])),
    );
    return [...types].flatMap((type) => ledgersOf[type]);
  },
};

const settling = (ledger: Table, details: Table): readonly Touched[] => [...each([ledger], 'modify'), ...each([details], 'insert')];

/** CustEntry-Apply Posted Entries. */
export const customerApplication: Routine = {
  codeunit: { id: 226, name: 'CustEntry-Apply Posted Entries' },
  touches: settling(custLedgerEntry, detailedCustLedgEntry),
};

/** VendEntry-Apply Posted Entries. */
export const vendorApplication: Routine = {
  codeunit: { id: 227, name: 'VendEntry-Apply Posted Entries' },
  touches: settling(vendorLedgerEntry, detailedVendorLedgEntry),
};
