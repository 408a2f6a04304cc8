import { expect } from 'chai';
import type { EffectPorts } from '../../src/features/tools/ports/effects.ts';
import type { ErpRecord, WriteTool } from '../../src/features/tools/index.ts';
import { effectComment } from '../../src/features/tools/purchasing/effect-comment.ts';
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts';
import { refusingWriter } from '../support/refusing-writer.ts';
import { preparedWith, prepareWith, someContext, toolNamed } from './call-tool.ts';
import { memoryErp, type MemoryCompany } from './memory-erp.ts';
import { sampleCompany } from './sample-company.ts';

const company = sampleCompany();
const erp = memoryErp(company);
const noOutbox = { createDraft: () => Promise.reject(new Error('No mail.')), findDraft: () => Promise.reject(new Error('No mail.')) };

type OrderTool = WriteTool<unknown, Json> & Required<Pick<WriteTool<unknown, Json>, 'reconcile'>>;
const orderTool = (): OrderTool => toolNamed('create_purchase_order_draft') as OrderTool;

const order = (lines: readonly (readonly [string, number])[], change: object = {}) => ({
  vendorNumber: 'V-1042',
  lines: lines.map(([itemNumber, quantity]) => ({ itemNumber, quantity })),
  ...change,
});

/** Effect ports that keep what was created. */
const recording = (): { ports: EffectPorts; created: { set: string; body: ErpRecord; key: string }[] } => {
  const created: { set: string; body: ErpRecord; key: string }[] = [];
  const create = (set: string, body: ErpRecord, key: string): Promise<ErpRecord> => {
    created.push({ set, body, key });
    return Promise.resolve({ id: 'the-id', number: 'PO-9', totalAmountExcludingTax: '247.5' });
  };
  return { created, ports: { erp: { ...refusingWriter, create }, outbox: noOutbox } };
};

describe('create_purchase_order_draft', () => {
  it('prices each line by the lowest price that applies on the day for the quantity, else by the item’s cost', async () => {
    const costs = async (quantity: number) => {
      const { draft } = await preparedWith(
        'create_purchase_order_draft',
        order([
          ['I-1', quantity],
          ['I-2', 3],
        ]),
        erp,
      );
      return (draft as { lines: { directUnitCost: string }[] }).lines.map((line) => line.directUnitCost);
    };
    expect(await costs(19)).to.deep.equal(['11.00', '12.345']);
    expect(await costs(20)).to.deep.equal(['9.90', '12.345']);
    expect(await costs(100)).to.deep.equal(['8.00', '12.345']);
  });

  it('prices in the vendor’s own currency: a lower figure in another one is not a lower price', async () => {
    const { draft, amount } = await preparedWith('create_purchase_order_draft', order([['I-1', 2]], { vendorNumber: 'V-4' }), erp);
    expect(draft).to.have.nested.property('lines[0].directUnitCost', '13.00');
    expect(draft).to.have.property('currencyCode', 'USD');
    expect(amount).to.deep.equal({ value: '26.00', currency: 'USD' });
  });

  it('prices the same whatever order the ERP lists prices in', async () => {
    const text = async (prices: readonly ErpRecord[]) =>
      canonicalJson(
        (await preparedWith('create_purchase_order_draft', order([['I-1', 25]]), memoryErp({ ...company, purchasePrices: prices }))).draft,
      );
    expect(await text([...company.purchasePrices!].reverse())).to.equal(await text(company.purchasePrices!));
  });

  it('previews the order line by line with exact amounts, and states the amount at stake', async () => {
    const { preview, amount } = await preparedWith(
      'create_purchase_order_draft',
      order(
        [
          ['I-1', 25],
          ['I-2', 3],
        ],
        { requestedReceiptDate: '2026-11-20' },
      ),
      erp,
    );
    expect(preview.table!.rows).to.deep.equal([
      ['I-1', 'Bracket, cast', '25', 'PCS', '9.90', '247.50'],
      ['I-2', 'Flange 40 mm', '3', 'PCS', '12.345', '37.04'],
    ]);
    expect(preview.fields).to.deep.include({ label: 'Total without tax', before: null, after: '284.54 GBP' });
    expect(preview.fields).to.deep.include({ label: 'Requested receipt', before: null, after: '2026-11-20' });
    expect(preview.fields.map((field) => field.after)).to.include(effectComment(someContext));
    expect(amount).to.deep.equal({ value: '284.54', currency: 'GBP' });
  });

  it('prepares the same draft from the same ERP, and another one when the price moved', async () => {
    const text = async (source: MemoryCompany) =>
      canonicalJson((await preparedWith('create_purchase_order_draft', order([['I-1', 25]]), memoryErp(source))).draft);
    expect(await text(company)).to.equal(await text(company));
    const dearer = company.purchasePrices!.map((price) => (price['directUnitCost'] === '9.9' ? { ...price, directUnitCost: '9.91' } : price));
    expect(await text({ ...company, purchasePrices: dearer })).not.to.equal(await text(company));
  });

  const refusals: readonly (readonly [string, object, RegExp])[] = [
    ['an unknown vendor', order([['I-1', 1]], { vendorNumber: 'V-99' }), /no vendor V-99/],
    ['a blocked vendor', order([['I-1', 1]], { vendorNumber: 'V-2' }), /V-2 is blocked/],
    ['an unknown item', order([['I-99', 1]]), /no item I-99/],
    ['a blocked item', order([['I-3', 1]]), /I-3 is blocked/],
    ['an item without any cost, which would slip under every limit', order([['I-4', 1]]), /I-4/],
    ['an item of which only the cost is known, in another currency than the vendor’s', order([['I-2', 1]], { vendorNumber: 'V-4' }), /in USD .* I-2/],
    ['a date that has passed', order([['I-1', 1]], { requestedReceiptDate: '2026-10-31' }), /2026-10-31 has passed/],
  ];
  for (const [what, args, message] of refusals) {
    it(`is not prepared for ${what}, with a remedy`, async () => {
      const result = await prepareWith('create_purchase_order_draft', args, erp);
      expect(result.kind).to.equal('not_prepared');
      if (result.kind !== 'not_prepared') return;
      expect(result.message).to.match(message);
      expect(result.remedy).to.match(/\.$/);
    });
  }

  it('orders from a vendor who is blocked for payment only', async () => {
    expect((await prepareWith('create_purchase_order_draft', order([['I-1', 1]], { vendorNumber: 'V-3' }), erp)).kind).to.equal('prepared');
  });

  it('refuses an item listed twice, no lines, more than fifty, and quantities the ERP cannot keep', () => {
    const { args } = orderTool();
    const many = Array.from({ length: 51 }, (_, index) => [`I-${index}`, 1] as const);
    for (const wrong of [
      order([
        ['I-1', 1],
        ['i-1 ', 2],
      ]),
      order([]),
      order(many),
      order([['I-1', 0]]),
      order([['I-1', -1]]),
      order([['I-1', 0.000001]]),
      order([['I-1', Infinity]]),
    ]) {
      expect(args.safeParse(wrong).success, JSON.stringify(wrong).slice(0, 80)).to.equal(false);
    }
  });

  it('creates the order in one request whose last line carries the label and the effect’s key', async () => {
    const { created, ports } = recording();
    const { draft } = await preparedWith('create_purchase_order_draft', order([['I-1', 25]], { requestedReceiptDate: '2026-11-20' }), erp);
    const { data, line } = await orderTool().commit(draft, ports, someContext);
    expect(created).to.deep.equal([
      {
        set: 'purchaseOrders',
        key: 'EX-2026-000007/1',
        body: {
          vendorNumber: 'V-1042',
          orderDate: '2026-11-01',
          requestedReceiptDate: '2026-11-20',
          purchaseOrderLines: [
            { lineType: 'Item', lineObjectNumber: 'I-1', quantity: '25', directUnitCost: '9.90' },
            { lineType: 'Comment', description: 'Prepared by the AI agent "Purchase planner" (EX-2026-000007) [EX-2026-000007/1]' },
          ],
        },
      },
    ]);
    expect(data).to.deep.equal({ orderNumber: 'PO-9', orderId: 'the-id', vendorNumber: 'V-1042', totalAmountExcludingTax: '247.50' });
    expect(line).to.equal('Purchase order PO-9 created as a draft');
  });

  it('finds its order again by the key, not by another order’s, and says unknown where it could not look at all of them', async () => {
    const { draft } = await preparedWith('create_purchase_order_draft', order([['I-1', 25]]), erp);
    const template = company.purchaseOrders![0]!;
    const existing = (number: string, key: string): ErpRecord => ({
      ...template,
      number,
      orderDate: '2026-11-01',
      purchaseOrderLines: [{ id: `line of ${number}`, description: effectComment({ ...someContext, effectKey: key }) }],
    });
    const reconcile = (orders: readonly ErpRecord[], rowLimit = 100) =>
      orderTool().reconcile(draft, { erp: memoryErp({ purchaseOrders: orders }, { rowLimit }), outbox: noOutbox }, someContext);
    expect(await reconcile([existing('PO-8', 'EX-2026-000007/11')])).to.deep.equal({ kind: 'not_done' });
    const found = await reconcile([existing('PO-8', 'EX-2026-000007/11'), existing('PO-9', 'EX-2026-000007/1')]);
    expect(found).to.deep.include({ kind: 'done' });
    expect(found.kind === 'done' && found.committed.line).to.include('PO-9');
    expect(await reconcile([existing('PO-8', 'X'), existing('PO-7', 'Y')], 1)).to.deep.equal({ kind: 'unknown' });
  });

  it('never cuts the key out of a comment, however long the agent’s name is', () => {
    const comment = effectComment({ agentLabel: 'x'.repeat(300), effectKey: 'EX-2026-000007/1' });
    expect(comment)
      .to.have.length(100)
      .and.to.match(/… \[EX-2026-000007\/1\]$/);
  });
});
