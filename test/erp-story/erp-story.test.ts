import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openEmbeddedErp, type CheckedEmbeddedErp } from '../../src/erp-check/embedded-erp.ts';
import { goodsWorth } from '../../src/erp-story/order-to-cash.ts';
import { demoCast } from '../../src/erp-story/demo-cast.ts';
import { storyText } from '../../src/erp-story/print.ts';
import { tell, type Told } from '../../src/erp-story/tell.ts';
import { copySeededErp } from '../support/seeded-erp.ts';

describe('order to cash and purchase to pay, told over HTTP', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'smart-agents-story-'));
  let erp: CheckedEmbeddedErp;
  let told: Told;
  before(async function () {
    this.timeout(300_000);
    await copySeededErp(dataDir);
    erp = await openEmbeddedErp(dataDir, '2026-11-20');
    told = await tell(erp.base, demoCast(erp.users));
  });
  after(async () => {
    await erp.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('goes from the quote to the settled invoice, and nobody posts before the approver agreed', () => {
    expect(told.sale.steps.map(({ status }) => status)).to.deep.equal([201, 204, 400, 201, 400, 204, 204, 201, 204]);
    expect(told.sale.end.invoice['status']).to.equal('Paid');
    const [invoice, payment] = told.sale.end.statement.slice(-2);
    expect([invoice?.['documentNumber'], invoice?.['open'], payment?.['open']]).to.deep.equal([told.sale.end.invoice['number'], false, false]);
    expect(payment?.['amount']).to.equal(-Number(told.sale.end.invoice['totalAmountIncludingTax']));
  });

  it('goes from the order over two deliveries to the paid invoice', () => {
    expect(told.purchase.steps.map(({ status }) => status)).to.deep.equal([201, 201, 400, 204, 200, 204, 204, 201, 204]);
    expect(told.purchase.end.invoice['status']).to.equal('Paid');
  });

  it('leaves the trial balance at zero, and every change of it is explained by documents', () => {
    expect(told.totals).to.deep.equal({ before: '0.00', after: '0.00' });
    const touched = new Set([...told.sale.changes, ...told.purchase.changes].map(({ number }) => number));
    for (const account of told.after.accounts) {
      const before = told.before.accounts.find(({ number }) => number === account.number);
      expect(account.balance === before?.balance, account.name).to.equal(!touched.has(account.number));
    }
  });

  it('prints the steps, the statement and the balances', () => {
    const text = storyText(told);
    expect(text).to.contain('Order to cash').and.to.contain('Trial balance before and after');
    for (const { told: sentence } of [...told.sale.steps, ...told.purchase.steps]) expect(text).to.contain(sentence);
  });
});

describe('goods worth an amount', () => {
  it('are the dearest stock first, and no more than is needed', () => {
    const item = (number: string, unitPrice: number, inventory: number) => ({ number, unitPrice, inventory });
    expect(goodsWorth([item('A', 10, 5), item('B', 100, 3), item('C', 1, 0)], '320')).to.deep.equal([
      { number: 'B', quantity: 3 },
      { number: 'A', quantity: 5 },
    ]);
    expect(goodsWorth([item('B', 100, 3)], '0')).to.deep.equal([]);
  });
});
