import { expect } from 'chai';
import fc from 'fast-check';
import { suggestQuantity } from '../../src/features/tools/inventory/suggest-quantity.ts';
import { decimal } from '../../src/kernel/money.ts';
import { readWith } from './call-tool.ts';
import { memoryErp } from './memory-erp.ts';
import { sampleCompany } from './sample-company.ts';

const erp = memoryErp(sampleCompany());

describe('read_items', () => {
  it('shows stock and prices with no digit lost', async () => {
    const { data } = await readWith<{ items: unknown[] }>('read_items', { itemNumber: 'I-1' }, erp);
    expect(data.items).to.deep.equal([
      {
        number: 'I-1',
        displayName: 'Bracket, cast',
        inventory: '4',
        unitPrice: '19.90',
        unitCost: '12.345',
        baseUnitOfMeasureCode: 'PCS',
        blocked: false,
      },
    ]);
  });
});

describe('find_items_below_reorder_point', () => {
  interface Below {
    readonly items: readonly Record<string, unknown>[];
    readonly summary: unknown;
  }

  it('lists items with stock below the point, those to buy first, suggests nothing where enough is on order, and prices what it suggests', async () => {
    const { data } = await readWith<Below>('find_items_below_reorder_point', {}, erp);
    expect(data.items.map((item) => [item['number'], item['suggestedQuantity'], item['directUnitCost']])).to.deep.equal([
      ['I-1', '25', '9.90'],
      ['I-4', '9', null],
      ['I-2', '0', '12.345'],
    ]);
    expect(data.summary).to.deep.equal({ count: 3, vendorCount: 1 });
  });

  it('prices in the currency of each item’s vendor, and says that no price is known where there is none in it', async () => {
    const company = sampleCompany();
    const from = (vendorNumber: string) =>
      memoryErp({ ...company, itemReplenishments: company.itemReplenishments!.map((record) => ({ ...record, vendorNumber })) });
    const costs = async (vendorNumber: string) =>
      (await readWith<Below>('find_items_below_reorder_point', {}, from(vendorNumber))).data.items.map(
        (item) => `${item['number'] as string} ${item['directUnitCost'] as string} ${item['currencyCode'] as string}`,
      );
    expect(await costs('V-4')).to.deep.equal(['I-1 13.00 USD', 'I-4 null ', 'I-2 null ']);
    expect(await costs('V-1042')).to.deep.equal(['I-1 9.90 GBP', 'I-4 null ', 'I-2 12.345 GBP']);
    expect(await costs('V-99'), 'a vendor the user may not see').to.deep.equal(['I-1 null ', 'I-4 null ', 'I-2 null ']);
  });

  it('narrows by vendor and by words, and finds nothing without failing', async () => {
    const count = async (args: object) => (await readWith<Below>('find_items_below_reorder_point', args, erp)).data.items.length;
    expect(await count({ vendorNumber: 'V-1042' })).to.equal(2);
    expect(await count({ search: 'i-4' })).to.equal(1);
    expect(await count({ search: 'nothing' })).to.equal(0);
  });
});

describe('the suggested quantity', () => {
  it('lifts stock and orders to the reorder point, in whole lots, and never by a lot too many', () => {
    const amount = fc.integer({ min: 0, max: 100_000 }).map((value) => decimal(value).div(100));
    fc.assert(
      fc.property(amount, amount, amount, amount, (inventory, onOrder, reorderPoint, reorderQuantity) => {
        const suggested = suggestQuantity({ inventory, onOrder, reorderPoint, reorderQuantity });
        const after = inventory.plus(onOrder).plus(suggested);
        expect(after.gte(reorderPoint)).to.equal(true);
        if (suggested.isZero()) return;
        const lot = reorderQuantity.gt(0) ? reorderQuantity : suggested;
        expect(suggested.mod(lot).isZero()).to.equal(true);
        expect(after.minus(lot).lt(reorderPoint)).to.equal(true);
      }),
    );
  });
});
