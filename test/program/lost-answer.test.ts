import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startEmbeddedErp, type EmbeddedErp } from '../../src/erp/index.ts';
import { demoErpTenants } from '../../src/wiring/demo-organisation.ts';
import { embeddedErpAudience } from '../../src/wiring/embedded-services.ts';
import { ErpGate } from '../support/erp-gate.ts';
import { ordersOf } from '../support/erp-reads.ts';
import { dataOf, lastProposal, ProgramWorld } from '../support/program-world.ts';
import { purchaseOrderScript } from '../support/purchase-order-script.ts';
import { copySeededErp } from '../support/seeded-erp.ts';

describe('a draft order that the ERP wrote while the program was killed', function () {
  this.timeout(300_000);
  const erpFolder = mkdtempSync(join(tmpdir(), 'smart-agents-erp-'));
  let gate: ErpGate;
  let erp: EmbeddedErp;
  let world: ProgramWorld;
  before(async () => {
    await copySeededErp(erpFolder);
    gate = await ErpGate.open();
    world = await ProgramWorld.start(`${gate.url}/erp`);
    const anchorDate = new Date().toISOString().slice(0, 10);
    erp = await startEmbeddedErp({
      dataDir: erpFolder,
      issuer: `${world.program.url}/idp`,
      audience: embeddedErpAudience,
      tenants: demoErpTenants,
      anchorDate,
    });
    gate.target = erp.url;
  });
  after(async () => {
    await world.close();
    await gate.close();
    await erp.close();
    rmSync(erpFolder, { recursive: true, force: true });
  });

  it('is found by its key after the restart, and not written a second time', async () => {
    const [ben, noor] = await Promise.all([world.signIn('ben'), world.signIn('noor')]);
    const conversation = await ben.open('Purchase planner');
    world.endpoint.script(...purchaseOrderScript);
    await conversation.say('Prepare an order for what is running short.');
    const before = await ordersOf(ben);
    const approval = lastProposal(conversation);
    const shown = conversation.events.length;
    const commits = `sessionId eq '${conversation.session.id}' and phase eq 'commit'`;

    const written = gate.holdBack(({ method, path, status }) => method === 'POST' && /\/purchaseOrders\b/.test(path) && status === 201);
    void conversation.decide(approval, 'confirm').catch(() => undefined);
    await written;
    expect((await world.log(noor, commits)).map(({ decision, outcome }) => [decision, outcome])).to.deep.equal([['run', 'open']]);
    await world.killAndRestart();

    await conversation.settled(approval.turnId, shown);
    expect(conversation.events.at(-1)?.data.type).to.equal('turn.completed');
    const changed = dataOf(conversation.events, 'approval.changed').map((event) => event.approval);
    expect(changed.map(({ id, status }) => [id, status])).to.deep.equal([[approval.id, 'committed']]);
    const made = (await ordersOf(ben)).filter(({ number }) => !before.some((order) => order.number === number));
    expect(made).to.have.length(1);
    expect(changed[0]?.resultLine).to.include(made[0]?.number);
    expect((await world.log(noor, commits)).map(({ decision, outcome }) => [decision, outcome])).to.deep.equal([['run', 'committed']]);
    expect((await conversation.decide(approval, 'confirm')).result).to.equal('already_decided');
    expect(await ordersOf(ben)).to.have.length(before.length + 1);
    expect(world.endpoint.told).to.include(made[0]?.number);
    conversation.close();
  });
});
