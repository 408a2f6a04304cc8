import { expect } from 'chai';
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { healthRouter } from '../../src/wiring/health.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

describe('health', () => {
  let erp: ToyErp;
  let world: ChatWorld;
  let server: Server;
  let url: string;
  beforeEach(async () => {
    erp = new ToyErp();
    world = await ChatWorld.open({
      script: thenSay({ calls: [{ name: 'look', args: {} }] }, { text: 'Done.' }),
      ports: erp.ports,
      tools: erp.tools(),
    });
    const { database, core, folder } = world;
    server = createServer(express().use(healthRouter({ database, log: core.log, dataDir: folder, probeLog: () => core.gap.record() })) as never);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const status = async (path: string): Promise<number> => (await fetch(url + path)).status;

  it('is green while everything works, and metrics can be scraped', async () => {
    expect([await status('/healthz'), await status('/readyz')]).to.deep.equal([200, 200]);
    expect(await (await fetch(`${url}/metrics`)).text()).to.include('smart_agents_audit_available 1');
    await world.close();
  });

  it('turns red when the log cannot be written, says what to do, and comes back by itself', async () => {
    const session = await world.session();
    await world.sql(`CREATE TRIGGER broken BEFORE INSERT ON SmartAgentToolCallLog BEGIN SELECT RAISE(ABORT, 'no'); END`);
    await world.say(session, 'Look.');
    const red = await fetch(`${url}/readyz`);
    expect(red.status).to.equal(503);
    expect(await red.text())
      .to.include('The audit log cannot be written')
      .and.to.include('Free disk space');
    expect(await status('/healthz')).to.equal(200);
    expect(erp.reads).to.equal(0);
    await world.sql('DROP TRIGGER broken');
    expect(await status('/readyz')).to.equal(200);
    await world.close();
  });

  it('turns red when the database connection is gone, and no tool runs', async () => {
    const session = await world.session();
    world.model.script = async (request, number) => {
      if (number === 1) await world.database.close();
      return thenSay({ calls: [{ name: 'look', args: {} }] }, { text: 'Done.' })(request, number);
    };
    const { turnId } = await world.core.chat.send(world.caller, { sessionId: session, clientMessageId: crypto.randomUUID(), text: 'Look.' });
    await world.turnOver(turnId);
    expect(erp.reads).to.equal(0);
    expect(world.problems.map((problem) => problem.code)).to.include('audit_unavailable');
    expect([await status('/healthz'), await status('/readyz')]).to.deep.equal([200, 503]);
  });
});
