import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import type { Database as Connection } from 'better-sqlite3';
import { expect } from 'chai';
import { seedDemoCompany } from '../../../src/erp/demo/index.ts';
import { createErpSchema, tables } from '../../../src/erp/tables/index.ts';
import { brokenRules } from './books.ts';
import { anchorDate, demoDatabase, demoUsers } from './demo-database.ts';

const digest = (db: Connection): string => {
  const hash = createHash('sha256');
  for (const table of tables)
    for (const row of db.prepare(`SELECT * FROM "${table.sqlName}" ORDER BY "systemId"`).raw().iterate()) hash.update(JSON.stringify(row));
  return hash.digest('hex');
};

const one = <T>(db: Connection, sql: string, ...values: (string | number)[]): T => db.prepare(sql).get(...values) as T;
const count = (db: Connection, sql: string): number => db.prepare(sql).pluck().get() as number;

describe('the demo seed', function () {
  this.timeout(300_000);
  let full: Connection;
  before(() => (full = demoDatabase('full')));
  after(() => full.close());

  it('keeps every ledger of every company in balance', () => {
    expect(brokenRules(full, 1)).to.deep.equal([]);
    expect(brokenRules(full, 2)).to.deep.equal([]);
    const small = demoDatabase('small');
    expect(brokenRules(small, 1)).to.deep.equal([]);
    small.close();
  });

  it('finds a cent that is missing, so the rules above can fail', () => {
    const tampered = demoDatabase('small');
    tampered.exec('UPDATE DetailedCustLedgEntry SET amount = amount + 1, amountLcy = amountLcy + 1 WHERE entryNo = 5');
    expect(brokenRules(tampered, 1).map((text) => text.split(':')[0])).to.include('receivables equal the customers');
    tampered.exec('UPDATE ValueEntry SET costAmountActual = costAmountActual - 1 WHERE entryNo = 5');
    expect(brokenRules(tampered, 1).map((text) => text.split(':')[0])).to.include('inventory account equals the value entries');
    tampered.close();
  });

  it('is large enough to look like a business', () => {
    expect(count(full, 'SELECT count(*) FROM Customer WHERE company = 1')).to.be.at.least(120);
    expect(count(full, 'SELECT count(*) FROM Vendor WHERE company = 1')).to.be.at.least(40);
    expect(count(full, 'SELECT count(*) FROM Item WHERE company = 1')).to.be.at.least(150);
    expect(count(full, 'SELECT count(*) FROM Customer WHERE company = 2')).to.equal(20);
    const { first, last } = one<{ first: string; last: string }>(
      full,
      'SELECT min(postingDate) AS first, max(postingDate) AS last FROM GLEntry WHERE company = 1',
    );
    expect(first <= '2025-05-20' && last <= anchorDate && last >= '2026-11-18').to.equal(true);
    for (const table of ['SalesInvoiceHeader', 'PurchRcptHeader', 'PurchInvHeader'])
      expect(count(full, `SELECT count(*) FROM ${table} WHERE company = 1`)).to.be.above(500);
    expect(count(full, 'SELECT count(DISTINCT territoryCode) FROM Customer')).to.equal(4);
  });

  it('gives the same rows for the same anchor date and others for another', () => {
    const again = new Database(':memory:');
    seedDemoCompany(again, { demo: 'small', anchorDate, users: demoUsers });
    const first = demoDatabase('small');
    expect(digest(again)).to.equal(digest(first));
    expect(digest(demoDatabase('small', '2026-10-01'))).to.not.equal(digest(first));
  });

  it('seeds an empty database once and leaves a seeded one alone', () => {
    const db = demoDatabase('small');
    const before = digest(db);
    expect(seedDemoCompany(db, { demo: 'small', anchorDate, users: demoUsers })).to.equal(false);
    expect(digest(db)).to.equal(before);
  });

  it('adds what a database from before has not: a column, blank in the records that are there', () => {
    const db = demoDatabase('small');
    db.exec('ALTER TABLE PurchasesPayablesSetup DROP COLUMN contractRenewalNos');
    createErpSchema(db);
    expect(one(db, 'SELECT orderNos, contractRenewalNos FROM PurchasesPayablesSetup')).to.deep.equal({ orderNos: 'P-ORD', contractRenewalNos: '' });
  });

  it('has in each company a contract for each way that a renewal can go, on whatever day the demo is set up', () => {
    for (const anchor of [anchorDate, '2026-12-31', '2028-02-29']) {
      const db = anchor === anchorDate ? full : demoDatabase('small', anchor);
      const open = db
        .prepare(
          `SELECT no, category, annualValue / 100 AS value, status, EXISTS (SELECT 1 FROM VendorRestriction x WHERE x.company = c.company AND x.vendorNo = c.vendorNo
             AND x.startingDate <= @on AND (x.endingDate = '' OR x.endingDate >= @on)) AS restricted FROM PurchaseContract c
           WHERE company IN (SELECT companyNo FROM Company) AND no > 'CT-10010' AND @on BETWEEN renewalWindowFrom AND renewalWindowTo ORDER BY company, no`,
        )
        .raw()
        .all({ on: anchor });
      const ofOne = [
        ['CT-10011', 'GOODS', 12000, 'Active', 0],
        ['CT-10012', 'GOODS', 9000, 'Active', 1],
        ['CT-10013', 'GOODS', 32000, 'Active', 0],
        ['CT-10014', 'FACILITIES', 8000, 'Active', 0],
        ['CT-10015', 'SERVICES', 6000, 'Active', 0],
      ];
      expect(open, anchor).to.deep.equal(anchor === anchorDate ? [...ofOne, ...ofOne] : ofOne);
    }
  });

  it('leaves overdue customers in every region, and in the north at least eight of very different ages', () => {
    const overdue = full
      .prepare(
        `SELECT globalDimension1Code AS region, customerNo, min(dueDate) AS oldest FROM CustLedgerEntry
         WHERE company = 1 AND open = 1 AND amount > 0 AND dueDate < ? GROUP BY customerNo`,
      )
      .all(anchorDate) as { region: string; customerNo: string; oldest: string }[];
    expect(new Set(overdue.map((row) => row.region))).to.have.all.keys('NORTH', 'SOUTH', 'EAST', 'WEST');
    const north = overdue.filter((row) => row.region === 'NORTH').map((row) => (Date.parse(anchorDate) - Date.parse(row.oldest)) / 86_400_000);
    expect(north.length).to.be.at.least(8);
    expect(Math.min(...north)).to.be.below(15);
    expect(Math.max(...north)).to.be.above(150);
  });

  it('knows an address for mail for all customers but one, and that one is overdue', () => {
    const without = full.prepare("SELECT no FROM Customer WHERE company = 1 AND email = ''").pluck().all() as string[];
    expect(without).to.have.length(1);
    expect(
      count(
        full,
        `SELECT count(*) FROM CustLedgerEntry WHERE company = 1 AND open = 1 AND dueDate < '${anchorDate}' AND customerNo = '${without[0]}'`,
      ),
    ).to.be.above(0);
  });

  it('lets customers carry the area of their territory into every document and entry', () => {
    for (const [table, column] of [
      ['CustLedgerEntry', 'globalDimension1Code'],
      ['SalesInvoiceHeader', 'shortcutDimension1Code'],
      ['DetailedCustLedgEntry', 'initialEntryGlobalDim1'],
    ] as const) {
      const link = table === 'SalesInvoiceHeader' ? 'sellToCustomerNo' : 'customerNo';
      const wrong = `SELECT count(*) FROM ${table} e JOIN Customer c ON c.company = e.company AND c.no = e.${link} WHERE e.${column} <> c.territoryCode`;
      expect(count(full, wrong), table).to.equal(0);
    }
  });

  it('has items below their reorder point from several vendors, each with a price', () => {
    const below = full
      .prepare(
        `SELECT i.no, i.vendorNo, (SELECT count(*) FROM PurchasePrice p WHERE p.company = i.company AND p.itemNo = i.no AND p.vendorNo = i.vendorNo) AS prices FROM Item i
         WHERE i.company = 1 AND i.reorderPoint > coalesce((SELECT sum(quantity) FROM ItemLedgerEntry e WHERE e.company = i.company AND e.itemNo = i.no), 0)
           + coalesce((SELECT sum(outstandingQuantity) FROM PurchaseLine l WHERE l.company = i.company AND l.no = i.no AND l.documentType = 'Order'), 0)`,
      )
      .all() as { no: string; vendorNo: string; prices: number }[];
    expect(below.length).to.be.within(5, 60);
    expect(new Set(below.map((row) => row.vendorNo)).size).to.be.at.least(3);
    expect(below.every((row) => row.prices > 0)).to.equal(true);
  });

  it('has drafts and released orders that are still to come, in the small tenant too', () => {
    const small = demoDatabase('small');
    const orders = (status: string): number =>
      count(small, `SELECT count(*) FROM PurchaseHeader WHERE documentType = 'Order' AND completelyReceived = 0 AND status = '${status}'`);
    expect(orders('Open')).to.be.at.least(1);
    expect(orders('Released')).to.be.at.least(1);
    expect(count(small, "SELECT count(*) FROM SalesHeader WHERE documentType = 'Invoice'")).to.be.at.least(1);
    small.close();
  });

  it('asks for approvals, and has an order above the buyer’s limit that waits for the finance manager, in each company', () => {
    const enabled = full.prepare('SELECT code FROM Workflow WHERE company = 1 AND enabled = 1 ORDER BY code').pluck().all();
    expect(enabled).to.deep.equal(['MS-PIAPW', 'MS-POAPW', 'MS-SOAPW']);
    const waiting = full
      .prepare(
        `SELECT a.senderId, a.approverId, a.amount / 100 AS amount, h.status FROM ApprovalEntry a
         JOIN PurchaseHeader h ON h.company = a.company AND h.systemId = a.recordIdToApprove WHERE a.status = 'Open' ORDER BY a.company`,
      )
      .all();
    const one = { senderId: 'BUYER', approverId: 'FINANCE-MANAGER', amount: 8400, status: 'Pending Approval' };
    expect(waiting).to.deep.equal([one, one]);
  });

  it('gives each role its permission sets, the clerk of receivables only within her region', () => {
    const filters = full.prepare("SELECT DISTINCT securityFilter FROM Permission WHERE roleId = 'AF-RECEIVABLES-N'").pluck().all() as string[];
    expect(filters.every((filter) => filter.includes('NORTH'))).to.equal(true);
    const companies = full.prepare('SELECT companyName FROM AccessControl WHERE userSecurityId = ?').pluck().all(demoUsers[0]!.oid) as string[];
    expect(new Set(companies)).to.deep.equal(new Set(['Alder & Finch Ltd.']));
  });
});
