import {
  custLedgerEntry,
  detailedCustLedgEntry,
  glEntry,
  glRegister,
  itemLedgerEntry,
  salesHeader,
  salesInvoiceHeader,
  salesInvoiceLine,
  salesLine,
  valueEntry,
  vatEntry,
} from '../tables/index.ts';
import type { Table } from '../tables/index.ts';
import type { Right } from '../permissions/index.ts';
import type { BoundAction, Touched } from './bound-action.ts';

/** What a posting action needs beside what it does: the routine and the tables it works on. */
export type Routine = Pick<BoundAction, 'codeunit' | 'touches'>;

const each = (tables: readonly Table[], ...rights: readonly Right[]): readonly Touched[] => tables.map((table) => ({ table, rights }));

const ledgers = each([glEntry, glRegister, vatEntry, itemLedgerEntry, valueEntry], 'insert');
const customerLedger = each([custLedgerEntry, detailedCustLedgEntry], 'insert');

/** Sales-Post on a draft invoice. */
export const salesInvoicePosting: Routine = {
  codeunit: { id: 80, name: 'Sales-Post' },
  touches: [...each([salesHeader, salesLine], 'delete'), ...each([salesInvoiceHeader, salesInvoiceLine], 'insert'), ...customerLedger, ...ledgers],
};
