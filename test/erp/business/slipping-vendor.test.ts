import { expect } from 'chai';
import { demoDatabase, anchorDate } from './demo-database.ts';

interface Receipt {
  readonly postingDate: string;
  readonly daysLate: number;
}

const average = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;

describe('vendor V-1042 in the demo data', function () {
  this.timeout(300_000);
  const db = (): ReturnType<typeof demoDatabase> => demoDatabase('full');
  const receipts = (vendor: string, condition: string): readonly Receipt[] =>
    db()
      .prepare(
        `SELECT postingDate, julianday(postingDate) - julianday(expectedReceiptDate) AS daysLate FROM PurchRcptHeader
         WHERE company = 1 AND buyFromVendorNo ${vendor} AND postingDate ${condition}`,
      )
      .all() as Receipt[];

  it('delivered about four to five days late in the last six months, and later and later', () => {
    const recent = receipts("= 'V-1042'", ">= '2026-05-20'");
    expect(recent.length).to.be.at.least(40);
    expect(average(recent.map((one) => one.daysLate))).to.be.within(4, 5.5);
    const until = (from: string, to: string): number =>
      average(recent.filter((one) => one.postingDate >= from && one.postingDate < to).map((one) => one.daysLate));
    expect(until('2026-06-01', '2026-08-01')).to.be.below(until('2026-08-01', '2026-10-01'));
    expect(until('2026-08-01', '2026-10-01')).to.be.below(until('2026-10-01', '2026-12-01'));
  });

  it('was on time before, as the others always are', () => {
    expect(average(receipts("= 'V-1042'", "< '2026-05-01'").map((one) => one.daysLate))).to.be.within(-1, 0.8);
    expect(average(receipts("<> 'V-1042'", ">= '2026-05-20'").map((one) => one.daysLate))).to.be.within(-1, 1.2);
  });

  it('has about a dozen open purchase orders', () => {
    const open = db()
      .prepare(
        "SELECT count(*) FROM PurchaseHeader WHERE company = 1 AND documentType = 'Order' AND buyFromVendorNo = 'V-1042' AND completelyReceived = 0",
      )
      .pluck()
      .get();
    expect(open).to.be.within(9, 16);
  });

  it('was paid after the due date in several of the last payment runs, unlike before', () => {
    const days = (from: string, to: string): readonly number[] =>
      db()
        .prepare(
          `SELECT max(julianday(postingDate) - julianday(initialEntryDueDate)) FROM DetailedVendorLedgEntry
           WHERE company = 1 AND vendorNo = 'V-1042' AND entryType = 'Application' AND initialDocumentType = 'Invoice' AND postingDate >= ? AND postingDate < ? GROUP BY documentNo`,
        )
        .pluck()
        .all(from, to) as number[];
    const recent = days('2026-10-10', '2026-12-01');
    expect(recent.length).to.be.at.least(5);
    expect(recent.filter((late) => late > 0).length).to.be.at.least(3);
    const earlier = days('2026-01-01', '2026-08-01');
    expect(earlier.filter((late) => late > 0).length / earlier.length).to.be.below(0.25);
  });

  it('is written down nowhere: no text in the database says that anything is late', () => {
    const connection = db();
    const texts = connection.prepare("SELECT name || ' ' || contact FROM Vendor WHERE company = 1 AND no = 'V-1042'").pluck().all() as string[];
    const comments = connection.prepare('SELECT comment FROM CommentLine').pluck().all() as string[];
    expect([...texts, ...comments].join(' ')).to.not.match(/late|delay|slip|overdue/i);
    expect(anchorDate).to.equal('2026-11-20');
  });
});
