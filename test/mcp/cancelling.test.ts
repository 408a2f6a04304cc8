import { EventEmitter, once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { expect } from 'chai';
import { pino } from 'pino';
import type { ActionAnswer } from '../../src/contracts/agent-actions.ts';
import { mcpRouter, OpenCalls, ToolCalls } from '../../src/features/mcp/index.ts';
import { createApp } from '../../src/http/index.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { call, clientWith, message, post } from './mcp-clients.ts';

const done: ActionAnswer = {
  ...{ result: 'done', execution: 'EX-1', toolCallId: 'x', action: 'look', line: 'Seen.', data: null },
  ...{ mayBePartial: false, truncated: false },
};
const agent = { tenantId: 't', agentId: 'a', clientId: 'c', credentialId: null, delegationId: 'd', scopes: ['agent.read', 'agent.act'] };

describe('a call over MCP, while it runs', () => {
  const events = new EventEmitter();
  let act: (signal: AbortSignal) => Promise<ActionAnswer> = async () => done;
  let server: Server;
  let url: string;
  before(async () => {
    const letIn: RequestHandler = (req, res, next) => {
      req.externalAgent = agent;
      res.on('close', () => events.emit('closed'));
      next();
    };
    const router = mcpRouter({
      calls: new ToolCalls({
        offers: { offer: async () => ({ tools: [], companies: [] }) },
        actions: { act: async (_agent, _wanted, { signal }) => ({ answer: await act(signal!), isReplayed: false }) },
        runs: { view: () => Promise.reject(new Error('the database, and where it is')) },
        withdrawals: { withdraw: () => Promise.reject(new Error('nothing is withdrawn here')) },
      }),
      open: new OpenCalls(),
      noteMissing: () => Promise.resolve(),
      guard: () => letIn,
      scopeGuard: () => (_req, _res, next) => next(),
      ...{ ids: randomIds, version: 'test', publicUrl: 'http://program.test' },
    });
    server = createApp({ logger: pino({ level: 'silent' }), ids: randomIds, handlers: [router] }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => void server.close());

  it('is stopped when its client cancels it', async () => {
    const client = await clientWith(url, 't');
    act = async (signal) => {
      events.emit('begun');
      await once(signal, 'abort');
      events.emit('stopped');
      throw signal.reason;
    };
    const [begun, stopped, cancel] = [once(events, 'begun'), once(events, 'stopped'), new AbortController()];
    const called = client.callTool({ name: 'look' }, undefined, { signal: cancel.signal }).catch((thrown: unknown) => thrown);
    await begun;
    cancel.abort('No longer needed.');
    await stopped;
    expect(await called).to.be.instanceOf(Error);
    await client.close();
  });

  it('goes on when its client only goes away: its answer is kept for whoever asks again', async () => {
    let signalOfCall: AbortSignal | undefined;
    let finish = (): void => undefined;
    act = (signal) => {
      signalOfCall = signal;
      events.emit('begun');
      return new Promise((resolve) => (finish = () => resolve(done)));
    };
    const begun = once(events, 'begun');
    const asked = post(url, 't', message('tools/call', { name: 'look' }), { 'mcp-session-id': 's' });
    await begun;
    const closed = once(events, 'closed');
    await (await asked).body?.cancel();
    await closed;
    expect(signalOfCall?.aborted).to.equal(false);
    finish();
  });

  it('tells a fault of ours without what is behind it, and a known one with its remedy', async () => {
    const client = await clientWith(url, 't');
    const { isError, structuredContent } = await call(client, 'get_execution', { execution: 'EX-1' });
    expect(isError).to.equal(true);
    expect(structuredContent).to.include({ result: 'not_accepted', code: 'internal' });
    expect(JSON.stringify(structuredContent)).to.not.contain('database');
    act = () => Promise.reject(new AppError('audit_unavailable', 'The audit log is unavailable.', { remedy: 'Try again later.' }));
    expect((await call(client, 'look')).structuredContent).to.deep.equal({
      ...{ result: 'not_accepted', code: 'audit_unavailable', line: 'The audit log is unavailable.', remedy: 'Try again later.' },
    });
    await client.close();
  });
});
