import { custLedgerEntry } from '../tables/index.ts';
import { enumeration } from './field.ts';

const statuses = [' ', 'Draft', 'In Review', 'Open', 'Paid', 'Canceled', 'Corrective'];

/** The status of a posted sales document, over `r`: from its marks and its customer ledger entry. */
export const postedStatus = enumeration(
  statuses,
  `CASE WHEN r."cancelled" = 1 THEN 'Canceled' WHEN r."corrective" = 1 THEN 'Corrective' WHEN coalesce((SELECT e."open" FROM "${custLedgerEntry.sqlName}" e WHERE e."company" = r."company" AND e."entryNo" = r."custLedgerEntryNo"), 0) = 0 THEN 'Paid' ELSE 'Open' END`,
);

/** The status of a draft, over `r`. */
export const draftStatus = enumeration(statuses, `CASE r."status" WHEN 'Pending Approval' THEN 'In Review' ELSE 'Draft' END`);
