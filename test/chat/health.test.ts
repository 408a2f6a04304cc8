import { expect } from 'chai';
import express from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { prometheusMeters } from '../../src/adapters/telemetry/index.ts';
import { measures } from '../../src/features/telemetry/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { healthRouter, observeGauges, type HealthParts } from '../../src/wiring/health.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { healthSchema } from '../../src/contracts/health.ts';
import type { Health } from '../../src/domain/health.ts';
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
  let outside: { -readonly [Key in 'erp' | 'model' | 'minFreeBytes']: HealthParts[Key] };
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
    const prometheus = prometheusMeters(Object.values(measures));
    observeGauges(prometheus, { database, log: core.log, clock: systemClock, openSockets: () => 0 });
    outside = { erp: { state: 'reachable' }, model: { state: 'unknown' }, minFreeBytes: 1 };
    const parts = Object.assign(outside, {
      database,
      log: core.log,
      dataDir: folder,
      probeLog: () => core.gap.record(),
      logger,
      clock: systemClock,
      prometheus,
    });
    server = createServer(express().use(healthRouter(parts)) as never);
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

  it('stays ready, and says what to do, where something outside is missing or the disk is nearly full', async () => {
    Object.assign(outside, { erp: { state: 'unreachable' }, model: { state: 'unreachable' }, minFreeBytes: Number.MAX_SAFE_INTEGER });
    const answer = await fetch(`${url}/readyz`);
    const { status: told, complaints } = healthSchema.parse(await answer.json());
    expect([answer.status, told, complaints.map(({ part }) => part)]).to.deep.equal([200, 'degraded', ['disk', 'erp', 'model']]);
    await world.close();
  });

  it('says for how long the oldest record has waited, where the sequencer is behind', async () => {
    const waiting = [randomIds.next(), world.seeded.tenantId, 'attempt', 'hash', new Date(Date.now() - 120_000).toISOString()];
    await world.sql(
      `INSERT INTO SmartAgentLogLease VALUES ('sequencer', 'another process', '2999-01-01T00:00:00.000Z') ON CONFLICT DO UPDATE SET holder = excluded.holder, expiresAt = excluded.expiresAt`,
    );
    await world.sql('INSERT INTO SmartAgentLogOutbox (recordId, tenantId, recordType, recordHash, committedAt) VALUES (?, ?, ?, ?, ?)', waiting);
    const { status: told, complaints } = (await (await fetch(`${url}/readyz`)).json()) as Health;
    expect([told, complaints[0]?.part, complaints[0]?.what]).to.deep.equal([
      ...['degraded', 'sequencer', '1 log record(s) wait for a position, the oldest for 120 seconds.'],
    ]);
    expect(await (await fetch(`${url}/metrics`)).text()).to.match(/smart_agents_sequencer_oldest_waiting_seconds 1[12]\d/);
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
