import { expect } from 'chai';
import type { EffectPorts } from '../../src/features/tools/ports/effects.ts';
import type { ErpRecord, Reconciled, WriteTool } from '../../src/features/tools/index.ts';
import { preparedWith, prepareWith, someContext, toolNamed } from './call-tool.ts';
import { memoryErp, type MemoryCompany } from './memory-erp.ts';

const id = '5e0c9b64-8f1d-4c3a-a7e2-91d3b5c6f0aa';
const order = (change: ErpRecord = {}): ErpRecord => ({
  ...{ id, documentType: 'Order', number: 'PO-1', status: 'Open', vendorNumber: 'V-1', vendorName: 'Ergo Nova', currencyCode: 'EUR' },
  ...{ amount: '6000', approvalRequired: true },
  ...change,
});
const line = { id: 'l', lineType: 'Item', lineObjectNumber: '1007', description: 'Chair', quantity: '3', directUnitCost: '2000' };
const company = (change: ErpRecord = {}, requests: readonly ErpRecord[] = []): MemoryCompany => ({
  purchaseDocuments: [order(change)],
  purchaseOrders: [{ id, number: 'PO-1', purchaseOrderLines: [line, { ...line, lineType: 'Comment' }] }],
  approvalRequests: requests,
});
const prepare = (with_: MemoryCompany) => prepareWith('release_purchase_order', { orderNumber: 'PO-1' }, memoryErp(with_));
const tool = toolNamed('release_purchase_order') as WriteTool<unknown>;
const ask: ErpRecord = {
  ...{ id: 'r', entryNumber: 7, documentType: 'Purchase_x0020_Order', documentNumber: 'PO-1', status: 'Open', approverName: 'Marta Lindqvist' },
  comment: `Prepared by an agent [${someContext.effectKey}]`,
};

describe('release_purchase_order', () => {
  it('shows what the order is and what becomes of its status, and puts its amount at stake', async () => {
    const sends = await preparedWith('release_purchase_order', { orderNumber: 'PO-1' }, memoryErp(company()));
    expect(sends.amount).to.deep.equal({ value: '6000.00', currency: 'EUR' });
    expect(sends.preview.title).to.equal('Send purchase order PO-1 with Ergo Nova (V-1) for approval');
    expect(sends.preview.fields[0]).to.deep.equal({ label: 'Status', before: 'Open', after: 'Pending Approval' });
    expect(sends.preview.table?.rows).to.deep.equal([['1007', 'Chair', '3', '2000.00', '6,000.00']]);
    const releases = await preparedWith('release_purchase_order', { orderNumber: 'PO-1' }, memoryErp(company({ approvalRequired: false })));
    expect(releases.preview.fields[0]?.after).to.equal('Released');
  });

  const refusals: readonly [string, MemoryCompany, string][] = [
    ['an order that is not there', {}, 'There is no purchase order PO-1'],
    ['one that waits in the ERP already', company({ status: 'Pending_x0020_Approval' }), 'waits for an approval in the ERP already'],
    ['one that is released', company({ status: 'Released' }), 'is Released already'],
    ['one without lines', { ...company(), purchaseOrders: [{ id, number: 'PO-1', purchaseOrderLines: [] }] }, 'has no lines'],
  ];
  for (const [title, erp, message] of refusals) {
    it(`does not prepare ${title}`, async () => {
      const result = await prepare(erp);
      expect(result.kind === 'not_prepared' && result.message).to.contain(message);
    });
  }

  const commit = async (needsApproval: boolean, answer: ErpRecord) => {
    const sent: unknown[] = [];
    const erp = {
      create: async (...request: unknown[]) => (sent.push(request), answer),
      act: async (...request: unknown[]) => (sent.push(request), { createdId: null }),
    };
    const { draft } = await preparedWith('release_purchase_order', { orderNumber: 'PO-1' }, memoryErp(company({ approvalRequired: needsApproval })));
    return { sent, made: await tool.commit(draft, { erp } as unknown as EffectPorts, someContext) };
  };

  it('releases it within the limit, and hands it to the ERP’s approval above it, with the agent’s label', async () => {
    const released = await commit(false, {});
    expect(released.sent).to.deep.equal([['purchaseDocuments', { id, name: 'release', number: 'PO-1' }, someContext.effectKey]]);
    expect(released.made).to.deep.include({ line: 'Purchase order PO-1 released' }).and.not.to.have.property('handedOver');
    const { sent, made } = await commit(true, ask);
    expect(sent).to.deep.equal([
      [
        'approvalRequests',
        { documentId: id, comment: 'Prepared by the AI agent "Purchase planner" (EX-2026-000007) [EX-2026-000007/1]' },
        someContext.effectKey,
      ],
    ]);
    expect(made.handedOver).to.deep.include({
      documentSet: 'purchaseDocuments',
      documentNumber: 'PO-1',
      requestId: 'r',
      approverName: 'Marta Lindqvist',
    });
    expect(made.line, 'names nobody: it goes into the log').to.equal('Purchase order PO-1 sent for approval in the ERP');
  });

  it('is through where the request released the order at once', async () => {
    expect((await commit(true, { ...ask, status: 'Approved' })).made).to.not.have.property('handedOver');
  });

  const reconcile = async (needsApproval: boolean, now: MemoryCompany): Promise<Reconciled> => {
    const { draft } = await preparedWith('release_purchase_order', { orderNumber: 'PO-1' }, memoryErp(company({ approvalRequired: needsApproval })));
    return tool.reconcile!(draft, { erp: memoryErp(now), outbox: { findDraft: async () => null } }, someContext);
  };

  it('is found out after a crash by the order’s status and the request’s comment', async () => {
    expect((await reconcile(false, company({ status: 'Released' }))).kind).to.equal('done');
    expect((await reconcile(false, company())).kind).to.equal('not_done');
    expect((await reconcile(false, {})).kind).to.equal('unknown');
    const found = await reconcile(true, company({ status: 'Pending_x0020_Approval' }, [ask]));
    expect(found.kind === 'done' && found.committed.handedOver?.requestId).to.equal('r');
    expect((await reconcile(true, company())).kind).to.equal('not_done');
    const another = { ...ask, comment: 'by hand' };
    expect((await reconcile(true, company({ status: 'Pending_x0020_Approval' }, [another]))).kind).to.equal('unknown');
  });
});
