import {
  custLedgerEntry,
  detailedCustLedgEntry,
  detailedVendorLedgEntry,
  glEntry,
  glRegister,
  itemLedgerEntry,
  valueEntry,
  vatEntry,
  vendorLedgerEntry,
  type Table,
} from '../tables/index.ts';
import type { Right } from '../permissions/index.ts';
import type { Touched } from './routine.ts';

/** The same rights on several tables. */
export const each = (tables: readonly Table[], ...rights: readonly Right[]): readonly Touched[] => tables.map((table) => ({ table, rights }));

/** What every posting writes. */
export const ledgers = each([glEntry, glRegister, vatEntry, itemLedgerEntry, valueEntry], 'insert');
/** What posting to a customer writes. */
export const customerLedger = each([custLedgerEntry, detailedCustLedgEntry], 'insert');
/** What posting to a vendor writes. */
export const vendorLedger = each([vendorLedgerEntry, detailedVendorLedgEntry], 'insert');
/** What applying to a customer's entries changes. */
export const customerSettlement = each([custLedgerEntry], 'modify');
/** What applying to a vendor's entries changes. */
export const vendorSettlement = each([vendorLedgerEntry], 'modify');
