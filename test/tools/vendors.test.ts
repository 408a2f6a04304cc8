import { expect } from 'chai';
import { readWith } from './call-tool.ts';
import { memoryErp } from './memory-erp.ts';
import { sampleCompany } from './sample-company.ts';

const erp = memoryErp(sampleCompany());
type Data = Record<string, readonly Record<string, unknown>[]> & { summary: Record<string, unknown> };
const read = async (name: string, args: object) => (await readWith<Data>(name, args, erp)).data;

describe('read_vendor', () => {
  it('shows the card with the payment terms by their code', async () => {
    const data = await read('read_vendor', { vendorNumber: 'V-1042' });
    expect(data['vendors']![0]).to.include({ number: 'V-1042', balance: '150.25', blocked: '', paymentTermsCode: '30D', currencyCode: 'GBP' });
    expect(data.summary).to.deep.equal({ count: 1, totalBalance: '150.25' });
  });
});

describe('read_purchase_orders', () => {
  it('counts days overdue from the earliest promise still out, else from the date asked for, and not once all is received', async () => {
    const data = await read('read_purchase_orders', { vendorNumber: 'V-1042' });
    expect(data['orders']!.map((order) => [order['number'], order['daysOverdue']])).to.deep.equal([
      ['PO-3', 0],
      ['PO-2', 2],
      ['PO-1', 10],
      ['PO-4', 0],
    ]);
    expect(data.summary).to.deep.equal({ count: 4, openCount: 3, openAmount: '250.50', overdueCount: 2 });
  });

  it('finds orders by an item on their lines, and open ones alone', async () => {
    expect((await read('read_purchase_orders', { itemNumber: 'i-1' }))['orders']!.map((order) => order['number'])).to.deep.equal([
      'PO-2',
      'PO-1',
      'PO-4',
    ]);
    expect((await read('read_purchase_orders', { itemNumber: 'I-1', openOnly: true })).summary).to.include({ count: 2 });
  });
});

describe('read_purchase_receipts', () => {
  it('measures each delivery against the earliest date among what it brought; early is on time, and no date counts in no average', async () => {
    const data = await read('read_purchase_receipts', { vendorNumber: 'V-1042', from: '2026-08-01', to: '2026-09-30' });
    expect(data['receipts']!.map((receipt) => [receipt['number'], receipt['expectedReceiptDate'], receipt['daysLate']])).to.deep.equal([
      ['R-4', null, null],
      ['R-3', '2026-09-25', 0],
      ['R-2', '2026-09-04', 6],
      ['R-1', '2026-08-07', 3],
    ]);
    expect(data.summary).to.deep.equal({
      count: 4,
      lateCount: 2,
      averageDaysLate: '3.0',
      byMonth: [
        { month: '2026-08', count: 1, averageDaysLate: '3.0' },
        { month: '2026-09', count: 3, averageDaysLate: '3.0' },
      ],
    });
  });

  it('has no average where nothing was delivered', async () => {
    expect((await read('read_purchase_receipts', { vendorNumber: 'V-2' })).summary).to.deep.equal({
      count: 0,
      lateCount: 0,
      averageDaysLate: null,
      byMonth: [],
    });
  });
});

describe('read_vendor_ledger_entries', () => {
  it('signs entries as the ledger does and says what is owed as a positive figure', async () => {
    const data = await read('read_vendor_ledger_entries', { vendorNumber: 'V-1042', from: '2026-08-01' });
    expect(data['entries']![0]).to.include({ documentType: 'Credit Memo', amount: '10.00', remainingAmount: '10.00' });
    expect(data.summary).to.deep.equal({ count: 6, openCount: 4, balance: '120.25', overdue: '90.25' });
  });

  it('narrows by document type, also one with a space in its name', async () => {
    expect((await read('read_vendor_ledger_entries', { vendorNumber: 'V-1042', documentType: 'Credit Memo' })).summary).to.include({ count: 1 });
  });
});

describe('read_vendor_payments', () => {
  it('is as late as for the invoice that waited longest, and looks at the last five that settled something', async () => {
    const data = await read('read_vendor_payments', { vendorNumber: 'V-1042' });
    expect(data['payments']!.map((payment) => [payment['documentNumber'], payment['daysLate']])).to.deep.equal([
      ['P-107', null],
      ['P-106', 2],
      ['P-105', 9],
      ['P-104', 0],
      ['P-103', 5],
      ['P-102', 0],
      ['P-101', 40],
    ]);
    expect(data['payments']![2]!['invoices']).to.have.length(2);
    expect(data.summary).to.deep.equal({ count: 7, lateCount: 4, averageDaysLate: '9.3', lastFive: { count: 5, late: 3 } });
  });
});
