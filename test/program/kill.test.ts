import { expect } from 'chai';
import type { Conversation, SignedInClient } from '../../src/demo/signed-in-client.ts';
import { lastProposal, ProgramWorld } from '../support/program-world.ts';
import { purchaseOrderScript } from '../support/purchase-order-script.ts';
import { ordersOf } from '../support/erp-reads.ts';

describe('a draft order that waits for Confirm', function () {
  this.timeout(300_000);
  let world: ProgramWorld;
  let ben: SignedInClient;
  let noor: SignedInClient;
  let conversation: Conversation;
  before(async () => {
    world = await ProgramWorld.start();
    [ben, noor] = await Promise.all([world.signIn('ben'), world.signIn('noor')]);
  });
  beforeEach(async () => {
    conversation = await ben.open('Purchase planner');
    world.endpoint.script(...purchaseOrderScript);
    await conversation.say('Prepare an order for what is running short.');
  });
  afterEach(() => conversation.close());
  after(() => world.close());

  it('survives kill -9: confirmed after the restart, it is written once', async () => {
    const before = await ordersOf(ben);
    const approval = lastProposal(conversation);
    const shown = conversation.events.length;
    await world.killAndRestart();
    const decided = await conversation.decide(approval, 'confirm');
    expect(decided.result, decided.message).to.equal('committed');
    await conversation.settled(approval.turnId, shown);
    expect(conversation.events.at(-1)?.data.type).to.equal('turn.completed');
    expect(conversation.events.map(({ sequence }) => sequence)).to.deep.equal(conversation.events.map((_, index) => index + 1));

    expect((await conversation.decide(approval, 'confirm')).result).to.equal('already_decided');
    const made = (await ordersOf(ben)).filter(({ number }) => !before.some((order) => order.number === number));
    expect(made).to.have.length(1);
    expect(decided.message).to.include(made[0]?.number);
    expect(made[0]?.purchaseOrderLines.some(({ description }) => description.endsWith(`[${approval.executionReference}/2]`))).to.equal(true);
    const rows = await world.log(noor, `sessionId eq '${conversation.session.id}'`);
    expect(rows.map(({ tool, phase, decision, outcome }) => [tool, phase, decision, outcome])).to.deep.equal([
      ['find_items_below_reorder_point', 'read', 'run', 'ok'],
      ['create_purchase_order_draft', 'prepare', 'ask', 'prepared'],
      ['create_purchase_order_draft', 'commit', 'run', 'committed'],
      ['create_purchase_order_draft', 'commit', 'replay', 'replayed'],
    ]);
    expect(rows.at(-1)).to.include({ approverName: 'Ben Okafor', approvalId: approval.id });
  });

  it('is not written after the vendor changed the price: the new version shows the difference, and is written once', async () => {
    const before = await ordersOf(ben);
    const first = lastProposal(conversation);
    const vendor = first.preview.fields.find(({ label }) => label === 'Vendor')?.after.split(' ')[0];
    const [item, , , , cost = ''] = first.preview.table?.rows[0] ?? [];
    // Prices are kept in hundred-thousandths.
    const changed = world.inErp(
      (db) =>
        db
          .prepare('UPDATE PurchasePrice SET directUnitCost = directUnitCost + 150000 WHERE company = 1 AND vendorNo = ? AND itemNo = ?')
          .run(vendor, item).changes,
    );
    expect(changed).to.be.greaterThan(0);

    const moved = await conversation.decide(first, 'confirm');
    expect(moved.result, moved.message).to.equal('moved');
    expect(await ordersOf(ben)).to.deep.equal(before);
    const second = lastProposal(conversation);
    expect(second).to.include({ version: 2, status: 'pending' });
    expect(moved.approval).to.deep.equal(second);
    const newCost = (Number(cost) + 1.5).toFixed(2);
    expect(second.preview.table?.rows[0]?.[4]).to.equal(newCost);
    expect(
      second.changedSince.some(({ was, now }) => was.includes(cost) && now.includes(newCost)),
      JSON.stringify(second.changedSince),
    ).to.equal(true);

    const shown = conversation.events.length;
    const done = await conversation.decide(second, 'confirm');
    expect(done.result, done.message).to.equal('committed');
    await conversation.settled(first.turnId, shown);
    const made = (await ordersOf(ben)).filter(({ number }) => !before.some((order) => order.number === number));
    expect(made).to.have.length(1);
    expect(made[0]?.purchaseOrderLines[0]?.directUnitCost).to.equal(Number(newCost));
    const rows = await world.log(noor, `sessionId eq '${conversation.session.id}' and tool eq 'create_purchase_order_draft'`);
    expect(rows.filter(({ outcome }) => outcome === 'committed')).to.have.length(1);
    expect(rows.filter(({ outcome }) => outcome === 'moved')).to.have.length(1);
    expect(rows.filter(({ outcome }) => outcome === 'open')).to.deep.equal([]);
  });
});
