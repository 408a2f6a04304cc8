import { copyFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Database } from 'better-sqlite3';
import { createErpContext, createSalesDocument, postItemAdjustment, postSalesInvoice } from '../../src/erp/business/index.ts';
import type { ErpContext, SalesHeader } from '../../src/erp/business/index.ts';
import { company, CompanyRecords, customer, item, tables } from '../../src/erp/tables/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { openDatabase } from './large-company.ts';

/** Sales invoices of three lines, posted one to a commit, against their rows inserted by hand, as many commits. */
export interface PostingResult {
  readonly invoices: number;
  /** New rows per invoice, in all tables together. */
  readonly rowsEach: number;
  readonly postedPerSecond: number;
  readonly rawPerSecond: number;
}

const linesEach = 3;

/** The records of the one company, kept from posting to posting as the ERP keeps them. */
const recordsOn = (db: Database): CompanyRecords => {
  const shared = new CompanyRecords(db, { company: 0, clock: systemClock, ids: randomIds });
  const companyNo = shared.of(company).find({})[0]?.companyNo ?? 1;
  return new CompanyRecords(db, { company: companyNo, clock: systemClock, ids: randomIds });
};

const contextOn = (records: CompanyRecords): ErpContext => createErpContext({ records, userName: 'FINANCE-MANAGER', workDate: '2026-11-20' });

/** Drafts of the first customers that may be invoiced, and stock enough to post them all. */
const prepare = (db: Database, invoices: number): readonly SalesHeader[] =>
  db.transaction(() => {
    const records = recordsOn(db);
    const ctx = contextOn(records);
    const items = ctx.records
      .of(item)
      .find({ type: 'Inventory', blocked: false })
      .filter((one) => !one.salesBlocked)
      .slice(0, linesEach);
    for (const one of items) {
      const adjustment = { itemNo: one.no, postingDate: ctx.workDate, documentNo: 'BENCH', quantity: String(invoices), unitCost: '1' };
      postItemAdjustment(contextOn(records), { ...adjustment, locationCode: '', description: 'Stock for the bench' });
    }
    const customers = ctx.records.of(customer).find({ blocked: ' ' });
    return Array.from({ length: invoices }, (_, at) =>
      createSalesDocument(ctx, 'Invoice', {
        customerNo: customers[at % customers.length]?.no ?? '',
        lines: items.map(({ no }) => ({ no, quantity: '1' })),
      }),
    );
  })();

const rate = (count: number, work: () => void): number => {
  const start = performance.now();
  work();
  return count / ((performance.now() - start) / 1_000);
};

interface NewRows {
  readonly insert: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** The rows that are in the database and were not in its copy, with the statement that inserts one. */
const newRows = (db: Database, before: string): readonly NewRows[] => {
  db.prepare('ATTACH ? AS before').run(before);
  const found = tables.map(({ sqlName }) => {
    const rows = db.prepare(`SELECT * FROM main."${sqlName}" WHERE systemId NOT IN (SELECT systemId FROM before."${sqlName}")`).raw().all();
    const width = (rows[0] as readonly unknown[] | undefined)?.length ?? 0;
    return { insert: `INSERT INTO "${sqlName}" VALUES (${Array.from({ length: width }, () => '?').join(', ')})`, rows: rows as unknown[][] };
  });
  db.exec('DETACH before');
  return found.filter(({ rows }) => rows.length > 0);
};

/** The same rows in as many transactions, each with its share of every table. */
const insertByHand = (db: Database, added: readonly NewRows[], commits: number): void => {
  const statements = added.map(({ insert, rows }) => ({ statement: db.prepare(insert), rows }));
  const share = db.transaction((at: number) => {
    for (const { statement, rows } of statements) {
      const [from, to] = [at, at + 1].map((edge) => Math.floor((rows.length * edge) / commits));
      for (const row of rows.slice(from, to)) statement.run(...row);
    }
  });
  for (let at = 0; at < commits; at++) share(at);
};

/** Measures in copies of the database file, which stays as it is. */
export const measurePosting = (file: string, invoices: number): PostingResult => {
  const [posting, raw] = [`${file}.posting`, `${file}.raw`];
  copyFileSync(file, posting);
  const prepared = openDatabase(posting);
  const drafts = prepare(prepared, invoices);
  prepared.pragma('wal_checkpoint(TRUNCATE)');
  prepared.close();
  copyFileSync(posting, raw);
  const db = openDatabase(posting);
  const records = recordsOn(db);
  const post = db.transaction((draft: SalesHeader) => void postSalesInvoice(contextOn(records), draft));
  const postedPerSecond = rate(invoices, () => drafts.forEach((draft) => post(draft)));
  const added = newRows(db, raw);
  db.close();
  const byHand = openDatabase(raw);
  const rawPerSecond = rate(invoices, () => insertByHand(byHand, added, invoices));
  byHand.close();
  const rowsEach = added.reduce((count, { rows }) => count + rows.length, 0) / invoices;
  return { invoices, rowsEach, postedPerSecond, rawPerSecond };
};
