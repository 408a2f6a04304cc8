import { expect } from 'chai';
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { healthRouter } from '../../src/wiring/health.ts';
import { ChatWorld } from '../support/chat-world.ts';
import { thenSay } from '../support/scripted-model.ts';
import { ToyErp } from '../support/toy-tools.ts';

interface Logged {
  readonly level: number;
  readonly msg: string;
  readonly err?: unknown;
}

describe('health', () => {
  let erp: ToyErp;
  let world: ChatWorld;
  let server: Server;
  let url: string;
  let logged: Logged[];
  beforeEach(async () => {
    erp = new ToyErp();
    world = await ChatWorld.open({
      script: thenSay({ calls: [{ name: 'look', args: {} }] }, { text: 'Done.' }),
      ports: erp.ports,
      tools: erp.tools(),
    });
    const { database, core, folder } = world;
    logged = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line) as Logged) });
    server = createServer(
      express().use(healthRouter({ database, log: core.log, dataDir: folder, probeLog: () => core.gap.record(), logger })) as never,
    );
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
    expect(await (await fetch(`${url}/metrics`)).text())
      .to.include('smart_agents_audit_available 1')
      .and.to.include('smart_agents_unsettled_effects 0');
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

  it('tells everyone what is wrong in plain words, and the log what the database said, once', async () => {
    const session = await world.session();
    await world.sql(
      `CREATE TRIGGER broken BEFORE INSERT ON SmartAgentToolCallLog BEGIN SELECT RAISE(ABORT, 'disk is full: /srv/secret.sqlite'); END`,
    );
    await world.say(session, 'Look.');
    for (const path of ['/readyz', '/readyz', '/metrics']) {
      const text = await (await fetch(url + path)).text();
      expect(text).not.to.match(/secret|SQLITE|INSERT|SmartAgentToolCallLog/);
      if (path === '/readyz') expect(text).to.include('(the disk is full)');
    }
    await world.sql('DROP TRIGGER broken');
    expect([await status('/readyz'), await status('/readyz')]).to.deep.equal([200, 200]);
    expect(logged.map(({ level, msg }) => [level, msg])).to.deep.equal([
      [50, 'the audit log: out of order'],
      [30, 'the audit log: in order again'],
    ]);
    expect(JSON.stringify(logged[0]?.err)).to.include('/srv/secret.sqlite');
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
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).to.include('smart_agents_audit_available 0').and.to.include('smart_agents_sequencer_waiting_records Nan');
  });
});
