import {
  custLedgerEntry,
  detailedCustLedgEntry,
  detailedVendorLedgEntry,
  genJournalBatch,
  genJournalLine,
  glEntry,
  glRegister,
  itemLedgerEntry,
  salesHeader,
  salesInvoiceHeader,
  salesInvoiceLine,
  salesLine,
  valueEntry,
  vatEntry,
  vendorLedgerEntry,
} from '../tables/index.ts';
import { journalLinesOf } from '../business/index.ts';
import type { Table } from '../tables/index.ts';
import type { Right } from '../permissions/index.ts';
import type { BoundAction, Touched } from './bound-action.ts';

/** What a posting action needs beside what it does: the routine and the tables it works on. */
export type Routine = Pick<BoundAction, 'codeunit' | 'touches' | 'touchesMore'>;

const each = (tables: readonly Table[], ...rights: readonly Right[]): readonly Touched[] => tables.map((table) => ({ table, rights }));

const ledgers = each([glEntry, glRegister, vatEntry, itemLedgerEntry, valueEntry], 'insert');
const customerLedger = each([custLedgerEntry, detailedCustLedgEntry], 'insert');
const vendorLedger = each([vendorLedgerEntry, detailedVendorLedgEntry], 'insert');

/** Sales-Post on a draft invoice. */
export const salesInvoicePosting: Routine = {
  codeunit: { id: 80, name: 'Sales-Post' },
  touches: [...each([salesHeader, salesLine], 'delete'), ...each([salesInvoiceHeader, salesInvoiceLine], 'insert'), ...customerLedger, ...ledgers],
};

const ledgersOf = { 'G/L Account': [], 'Bank Account': [], Customer: customerLedger, Vendor: vendorLedger } as const;

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
