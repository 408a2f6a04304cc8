import Database from 'better-sqlite3';
import { createIdempotencyTable, ErpTenant } from '../../src/erp/api/index.ts';
import { seedDemoCompany } from '../../src/erp/demo/index.ts';
import { company, CompanyRecords, custLedgerEntry, customer, detailedCustLedgEntry, glEntry } from '../../src/erp/tables/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';

/** How much the large company has beside the small demo company it grows from. */
export interface LargeSize {
  readonly customers: number;
  /** Customer ledger entries; as many detailed entries, and twice as many G/L entries. */
  readonly entries: number;
}

/** The people of the measurement: one sees everything, one the region North alone. */
export const people = ['finance-manager', 'ar-clerk'].map((erpRole, at) => ({
  oid: `00000000-0000-4000-8000-00000000000${at + 1}`,
  userName: erpRole.toUpperCase(),
  displayName: erpRole,
  email: `${erpRole}@example.test`,
  erpRole,
}));

/** A database opened as the ERP opens it; `log` is told each statement with its values. */
export const openDatabase = (file: string, log?: (sql: string) => void): Database.Database => {
  const db = new Database(file, log === undefined ? {} : { verbose: (sql) => log(String(sql)) });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('cache_size = -32000');
  return db;
};

/** A tenant over an open database. */
export const tenantOver = (db: Database.Database): ErpTenant => new ErpTenant({ db, clock: systemClock, ids: randomIds });

const regions = ['NORTH', 'SOUTH', 'EAST', 'WEST'];
const dayOf = (at: number): string => new Date(Date.UTC(2025, 0, 1 + (at % 680))).toISOString().slice(0, 10);

/** Customers in all four regions, each a copy of the first with its own number and name. */
const addCustomers = (records: CompanyRecords, count: number): readonly string[] => {
  const [pattern] = records.of(customer).find({});
  return Array.from({ length: count }, (_, at) => {
    const no = `L${String(at).padStart(6, '0')}`;
    const territoryCode = regions[at % 4] ?? '';
    records.of(customer).add({ ...pattern, no, name: `Customer ${(at * 7919) % count} Trading`, territoryCode, globalDimension1Code: territoryCode });
    return no;
  });
};

/** One invoice entry each, half of them open, with its detailed entry and its two G/L entries. */
const addEntries = (records: CompanyRecords, numbers: readonly string[], count: number): void => {
  const [ledger, details, general] = [records.of(custLedgerEntry), records.of(detailedCustLedgEntry), records.of(glEntry)];
  const first = { ledger: ledger.max('entryNo'), details: details.max('entryNo'), general: general.max('entryNo') };
  for (let at = 0; at < count; at++) {
    const of = (at * 31) % numbers.length;
    const customerNo = numbers[of] ?? '';
    const globalDimension1Code = regions[of % 4] ?? '';
    const postingDate = dayOf(at);
    const dueDate = dayOf(at + 30);
    const amount = `${100 + (at % 9_000)}.${String(at % 100).padStart(2, '0')}`;
    const open = at % 2 === 0;
    const document = { postingDate, documentType: 'Invoice', documentNo: `LI-${String(at).padStart(7, '0')}` } as const;
    const remainingAmount = open ? amount : '0';
    const own = { customerNo, dueDate, amount, amountLcy: amount, remainingAmount, remainingAmtLcy: remainingAmount, open, globalDimension1Code };
    ledger.add({ ...document, ...own, entryNo: first.ledger + at + 1, documentDate: postingDate });
    details.add({
      ...document,
      entryNo: first.details + at + 1,
      custLedgerEntryNo: first.ledger + at + 1,
      entryType: 'Initial Entry',
      customerNo,
      amount: remainingAmount,
      amountLcy: remainingAmount,
      initialEntryDueDate: dueDate,
      initialEntryGlobalDim1: globalDimension1Code,
    });
    const entryNo = first.general + 2 * at + 1;
    general.add({ ...document, entryNo, glAccountNo: '2310', amount, debitAmount: amount, globalDimension1Code });
    general.add({ ...document, entryNo: entryNo + 1, glAccountNo: '6110', amount: `-${amount}`, creditAmount: amount, globalDimension1Code });
  }
};

/** Makes the database file: the small demo company, grown. */
export const makeLargeCompany = (file: string, size: LargeSize): void => {
  const db = openDatabase(file);
  seedDemoCompany(db, { demo: 'small', anchorDate: '2026-11-20', users: people });
  createIdempotencyTable(db);
  const [first] = new CompanyRecords(db, { company: 0, clock: systemClock, ids: randomIds }).of(company).find({});
  const records = new CompanyRecords(db, { company: first?.companyNo ?? 1, clock: systemClock, ids: randomIds });
  db.transaction(() => addEntries(records, addCustomers(records, size.customers), size.entries))();
  db.close();
};
