import { expect } from 'chai';
import { ErpError } from '../../src/features/tools/index.ts';
import { readWith } from './call-tool.ts';
import { memoryErp } from './memory-erp.ts';
import { sampleCompany } from './sample-company.ts';

interface Customers {
  readonly asOf: string;
  readonly customers: readonly Record<string, unknown>[];
  readonly summary: unknown;
}

describe('read_customer', () => {
  const erp = memoryErp(sampleCompany());

  it('shows what is overdue, net of credits that are past due, and the oldest due date of what is owed', async () => {
    const { data, line } = await readWith<Customers>('read_customer', { customerNumber: 'c-1' }, erp);
    expect(data).to.deep.equal({
      asOf: '2026-11-01',
      customers: [
        {
          number: 'C-1',
          displayName: 'Öresund Trading',
          city: 'Leeds',
          email: 'c-1@example.com',
          balanceDue: '350.05',
          overdueAmount: '350.05',
          oldestDueDate: '2026-09-01',
          creditLimit: '5000.00',
          blocked: '',
          currencyCode: 'GBP',
        },
      ],
      summary: { count: 1, totalBalanceDue: '350.05', totalOverdue: '350.05' },
    });
    expect(line).to.equal('1 customer, 1 with overdue amounts');
  });

  it('lists only customers who owe something overdue, the largest first; a credit is nothing owed', async () => {
    const { data } = await readWith<Customers>('read_customer', { overdueOnly: true }, erp);
    expect(data.customers.map((one) => one['number'])).to.deep.equal(['C-1', 'C-2']);
    expect(data.summary).to.deep.equal({ count: 2, totalBalanceDue: '370.05', totalOverdue: '370.05' });
  });

  it('sums up all that were found and lists no more than asked', async () => {
    const { data } = await readWith<Customers>('read_customer', { limit: 1 }, erp);
    expect(data.customers).to.have.length(1);
    expect(data.summary).to.include({ count: 4 });
  });

  for (const [search, numbers] of [
    ["o'hara", ['C-2']],
    ['ÖRESUND', ['C-1']],
    ['c-3', ['C-3']],
    ["') or 1 eq 1 or contains(number,'", []],
    ['nobody', []],
  ] as const) {
    it(`finds ${numbers.join() || 'nobody'} for ${search}`, async () => {
      const { data } = await readWith<Customers>('read_customer', { search }, erp);
      expect(data.customers.map((one) => one['number'])).to.deep.equal(numbers);
    });
  }
});

describe('read_sales_invoices', () => {
  const erp = memoryErp(sampleCompany());
  interface Invoices {
    readonly invoices: readonly { number: string; daysOverdue: number }[];
    readonly summary: unknown;
  }

  it('counts days overdue for posted unpaid invoices only, from the day after the due date', async () => {
    const { data } = await readWith<Invoices>('read_sales_invoices', {}, erp);
    expect(data.invoices.map(({ number, daysOverdue }) => [number, daysOverdue])).to.deep.equal([
      ['SI-2', 0],
      ['SI-1', 31],
      ['SI-3', 0],
      ['SI-4', 0],
    ]);
    expect(data.summary).to.deep.equal({ count: 4, totalAmount: '260.10', totalRemaining: '150.10', overdueCount: 1, totalOverdue: '20.10' });
  });

  it('narrows by period, customer, number and overdue', async () => {
    const numbers = async (args: object) => (await readWith<Invoices>('read_sales_invoices', args, erp)).data.invoices.map((one) => one.number);
    expect(await numbers({ from: '2026-08-01', to: '2026-09-01' })).to.deep.equal(['SI-1', 'SI-3']);
    expect(await numbers({ overdueOnly: true })).to.deep.equal(['SI-1']);
    expect(await numbers({ invoiceNumber: 'si-4' })).to.deep.equal(['SI-4']);
    expect(await numbers({ customerNumber: 'C-9' })).to.deep.equal([]);
    expect(await numbers({ search: 'öresund' })).to.have.length(4);
  });
});

describe('format_statement', () => {
  const erp = memoryErp(sampleCompany());
  interface Statement {
    readonly lines: readonly { documentNumber: string; documentType: string; daysOverdue: number }[];
    readonly totals: unknown;
  }

  it('lists open items by due date, and ages them so that the columns add up to the balance', async () => {
    const { data, line } = await readWith<Statement>('format_statement', { customerNumber: 'C-1' }, erp);
    expect(data.lines.map((one) => [one.documentNumber, one.documentType, one.daysOverdue])).to.deep.equal([
      ['D-3', 'Credit Memo', 73],
      ['D-2', 'Invoice', 61],
      ['D-1', 'Invoice', 1],
      ['D-4', 'Invoice', 0],
      ['D-6', 'Invoice', 0],
    ]);
    expect(data.totals).to.deep.equal({
      balance: '1420.05',
      overdue: '350.05',
      current: '1070.00',
      days1to30: '100.05',
      days31to60: '0.00',
      days61to90: '250.00',
      over90: '0.00',
    });
    expect(line).to.equal('5 open items, balance 1,420.05 GBP, 350.05 GBP overdue');
  });

  it('leaves out what was posted after the day it is made up to, and ages on that day', async () => {
    const { data } = await readWith<Statement>('format_statement', { customerNumber: 'C-1', asOfDate: '2026-09-02' }, erp);
    expect(data.lines.map((one) => [one.documentNumber, one.daysOverdue])).to.deep.equal([
      ['D-3', 13],
      ['D-2', 1],
      ['D-1', 0],
      ['D-4', 0],
    ]);
  });

  it('says that there is no such customer, or none that may be seen', async () => {
    const error: unknown = await readWith('format_statement', { customerNumber: 'C-99' }, erp).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ErpError).and.to.include({ kind: 'not_found', message: 'There is no customer C-99, or none that you may see.' });
  });
});
