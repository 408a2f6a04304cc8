import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { expect } from 'chai';
import type { ActionAnswer } from '../../src/contracts/agent-actions.ts';
import type { ApprovalView } from '../../src/contracts/approvals.ts';
import { PurchaseWorld } from '../agent-actions/purchase-world.ts';
import { call, clientUnder, clientWith, mcpToken, message, post } from './mcp-clients.ts';

const order = { vendorNumber: 'V-1036', lines: [{ itemNumber: '1007', quantity: 2 }] };
/** What the template links, and ours. */
const plannerTools = [
  'create_purchase_order_draft',
  'find_items_below_reorder_point',
  'get_execution',
  'read_items',
  'read_purchase_orders',
  'read_support_cases',
  'read_vendor',
  'release_purchase_order',
  'withdraw_proposal',
];

describe('an external agent over MCP, with the official SDK’s client', function () {
  this.timeout(240_000);
  let given: PurchaseWorld;
  const clients: Client[] = [];
  before(async () => (given = await PurchaseWorld.start()));
  after(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await given.stop();
  });

  /** A client that got its token itself, under a new delegation. */
  const under = async (otherwise: object = {}): Promise<{ client: Client; delegationId: string }> => {
    const { id } = await given.delegate(otherwise);
    const client = await clientUnder(given, id);
    clients.push(client);
    return { client, delegationId: id };
  };
  const withToken = async (delegationId: string, otherwise: Readonly<Record<string, string>> = {}): Promise<Client> => {
    const client = await clientWith(given.world.url, await mcpToken(given, delegationId, otherwise));
    clients.push(client);
    return client;
  };
  const named = async (client: Client): Promise<string[]> => (await client.listTools()).tools.map(({ name }) => name).sort();
  const pendingOf = async (execution: string): Promise<ApprovalView | undefined> =>
    (await given.people.ben.get<{ value: ApprovalView[] }>('/api/v1/approvals')).value.find((one) => one.executionReference === execution);
  const decide = (approval: ApprovalView, decision: 'confirm' | 'reject') =>
    given.people.ben.post<{ result: string }>(`/api/v1/approvals/${approval.id}/decision`, { version: approval.version, decision });
  const rowsOf = async (execution: string) => {
    const noor = await given.world.signIn('noor@alderfinch.example');
    const filter = encodeURIComponent(`executionReference eq '${execution}'`);
    const path = `/api/smartAgents/audit/v1.0/toolCallLogEntries?$filter=${filter}`;
    return (await noor.get<{ value: { tool: string; rule: string; outcome: string; layer: string }[] }>(path)).value;
  };

  it('finds the token endpoint by the challenge, gets a token, and is told who it speaks with', async () => {
    const { client } = await under();
    expect(client.getServerVersion()).to.include({ name: 'smart-agents', title: 'Smart Agents' });
    expect(client.getServerVersion()?.version).to.match(/^\d+\.\d+\.\d+$/);
    expect(client.getServerCapabilities()).to.deep.equal({ tools: {} });
    expect(client.getInstructions()).to.contain('get_execution');
    expect(await client.ping()).to.deep.equal({});
  });

  it('is listed exactly what would run or ask under its delegation now', async () => {
    const all = await under();
    expect(await named(all.client)).to.deep.equal(plannerTools);
    const few = await under({ actions: ['read_vendor'] });
    expect(await named(few.client)).to.deep.equal(['get_execution', 'read_vendor']);
    const { tools } = await all.client.listTools();
    expect(tools.find(({ name }) => name === 'read_vendor')).to.deep.include({
      title: 'Read vendors',
      annotations: { title: 'Read vendors', readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    });
    expect(tools.find(({ name }) => name === 'create_purchase_order_draft')?.annotations).to.include({ readOnlyHint: false, destructiveHint: false });
    expect(tools.find(({ name }) => name === 'read_vendor')?.inputSchema).to.deep.include({ additionalProperties: false });
  });

  it('reads with the rights of whoever delegated', async () => {
    const { client } = await under();
    await client.listTools();
    const { isError, structuredContent, content } = await call(client, 'read_vendor', { vendorNumber: 'V-1036' });
    expect(isError).to.equal(false);
    expect(structuredContent).to.include({ result: 'done', action: 'read_vendor', line: 'V-1036 Ergo Nova' });
    expect(content[0]).to.deep.equal({ type: 'text', text: 'V-1036 Ergo Nova' });
    expect(JSON.parse((content[1] as { text: string }).text)).to.deep.equal(structuredContent);
    expect(await rowsOf(structuredContent.execution)).to.have.length(1);
  });

  it('has a change wait for a person as a structured result, waits with progress, and learns what came of it', async () => {
    const { client } = await under();
    const asked = await call(client, 'create_purchase_order_draft', order);
    expect(asked.isError, JSON.stringify(asked)).to.equal(false);
    const { execution, result, approval: shown, poll } = asked.structuredContent;
    expect({ result, approver: shown.approver, poll }).to.deep.equal({
      result: 'pending_approval',
      approver: 'responsible',
      poll: `/agent/v1/executions/${execution}`,
    });
    expect((asked.content[0] as { text: string }).text)
      .to.contain(execution)
      .and.to.contain(shown.expiresAt);
    const heard = new EventEmitter();
    const first = once(heard, 'progress');
    const onprogress = ({ progress, message: said }: { progress: number; message?: string }) => heard.emit('progress', progress, said);
    const waiting = client.callTool({ name: 'get_execution', arguments: { execution, waitSeconds: 50 } }, undefined, { onprogress });
    expect(await first).to.deep.equal([0, 'get_execution goes on.']);
    expect((await decide((await pendingOf(execution))!, 'confirm')).result).to.equal('committed');
    const { structuredContent: run } = (await waiting) as typeof asked;
    expect(run.status).to.equal('completed');
    expect(run.actions[0]).to.include({ result: 'done', action: 'create_purchase_order_draft' });
    const { data } = run.actions[0] as Extract<ActionAnswer, { result: 'done' }>;
    expect((data as { orderNumber: string }).orderNumber).to.match(/^PO-/);
  });

  it('goes on in a run that it names, and a rejection is told as a refusal', async () => {
    const { client } = await under();
    const first = await call(client, 'read_vendor', { vendorNumber: 'V-1036' });
    const { execution } = first.structuredContent;
    const second = await call(client, 'create_purchase_order_draft', order, { execution });
    expect(second.structuredContent.execution).to.equal(execution);
    await decide((await pendingOf(execution))!, 'reject');
    const { structuredContent } = await call(client, 'get_execution', { execution });
    expect(structuredContent.actions.map(({ result }: { result: string }) => result)).to.deep.equal(['done', 'refused']);
  });

  it('takes back what waits, and is told so as of any other end', async () => {
    const { client } = await under();
    const { execution } = (await call(client, 'create_purchase_order_draft', order)).structuredContent;
    const { structuredContent } = await call(client, 'withdraw_proposal', { execution });
    expect(structuredContent.actions.map((action) => ('reason' in action ? action.reason.rule : null))).to.deep.equal(['withdrawn']);
    expect(await pendingOf(execution)).to.equal(undefined);
    expect((await call(client, 'withdraw_proposal', { execution: '' })).structuredContent).to.include({
      result: 'not_accepted',
      code: 'bad_request',
    });
  });

  it('is refused with layer, message and remedy, whether a tool is not delegated or does not exist; each with its row', async () => {
    const { client } = await under({ actions: ['read_vendor'] });
    for (const [tool, rule, layer] of [
      ['read_items', 'action-not-delegated', 'delegation'],
      ['drop_all_tables', 'undeclared-tool', 'tool-scoping'],
      ['x'.repeat(300), 'undeclared-tool', 'tool-scoping'],
    ] as const) {
      const { isError, structuredContent, content } = await call(client, tool, {});
      expect(isError, tool).to.equal(true);
      expect(structuredContent.reason).to.include({ rule, layer });
      expect((content[0] as { text: string }).text).to.contain(structuredContent.reason.remedy);
      expect(await rowsOf(structuredContent.execution))
        .to.have.length(1)
        .and.to.have.nested.property('[0].outcome', 'refused');
    }
  });

  it('is told what is wrong with its arguments, and that has its row too', async () => {
    const { client } = await under();
    const { isError, structuredContent } = await call(client, 'read_vendor', { vendorNumber: 7, nothing: true, company: 'Alder' });
    expect(isError).to.equal(true);
    expect(structuredContent.reason).to.include({ layer: 'arguments', rule: 'malformed-arguments' });
    expect(structuredContent.reason.message).to.contain('vendorNumber');
    expect(await rowsOf(structuredContent.execution)).to.have.length(1);
  });

  it('answers a repeated call with the first answer; the same key does not stand for another call', async () => {
    const { client } = await under();
    const meta = { idempotencyKey: randomUUID() };
    const [first, again] = [
      await call(client, 'create_purchase_order_draft', order, meta),
      await call(client, 'create_purchase_order_draft', order, meta),
    ];
    expect(again.structuredContent).to.deep.equal(first.structuredContent);
    expect([first._meta, again._meta]).to.deep.equal([undefined, { 'smart-agents/idempotencyReplayed': true }]);
    const other = await call(client, 'read_vendor', { vendorNumber: 'V-1036' }, meta);
    expect(other.isError).to.equal(true);
    expect(other.structuredContent).to.include({ result: 'not_accepted', code: 'unprocessable' });
    const without = await call(client, 'create_purchase_order_draft', order);
    expect(without.structuredContent.execution).to.not.equal(first.structuredContent.execution);
  });

  it('is told of a key of ours in _meta that does not exist, and of an execution that is not its own', async () => {
    const { client } = await under();
    const unknown = await call(client, 'read_vendor', {}, { idempotenceKey: 'typed wrongly' });
    expect(unknown.structuredContent).to.include({ result: 'not_accepted', code: 'bad_request' });
    for (const [name, args, meta] of [
      ['get_execution', { execution: 'EX-0000-0000-0000' }, {}],
      ['read_vendor', {}, { execution: 'EX-0000-0000-0000' }],
    ] as const)
      expect((await call(client, name, args, meta)).structuredContent, name).to.include({ result: 'not_accepted', code: 'not_found' });
    expect((await call(client, 'get_execution', { waitSeconds: 3600 })).structuredContent).to.include({ code: 'bad_request' });
  });

  it('sees the runs of its own delegation, and nobody else’s', async () => {
    const [mine, other] = [await under(), await under()];
    const { structuredContent } = await call(mine.client, 'read_vendor', { vendorNumber: 'V-1036' });
    const paul = await given.world.signIn('paul@birchharbour.example');
    const foreign = await given.world.credential(paul, await given.world.register(paul));
    const abroad = await clientWith(given.world.url, await given.world.accessToken(foreign, { resource: `${given.world.url}/mcp` }));
    clients.push(abroad);
    expect((await call(mine.client, 'get_execution', structuredContent)).isError, 'more arguments than there are').to.equal(true);
    const { execution } = structuredContent;
    expect((await call(mine.client, 'get_execution', { execution })).structuredContent).to.include({ execution, status: 'completed' });
    for (const client of [other.client, abroad])
      expect((await call(client, 'get_execution', { execution })).structuredContent).to.include({ result: 'not_accepted', code: 'not_found' });
    expect(await named(abroad)).to.deep.equal(['get_execution']);
    const { value } = await paul.get<{ value: { callerKind: string; route: string }[] }>('/api/v1/admin/missedLookups');
    expect(value[0]).to.include({ callerKind: 'agent', route: 'post /mcp tools/call' });
  });

  it('without a delegation of its own names none of another agent’s', async () => {
    const { id } = await given.delegate();
    const stranger = await given.world.credential(given.people.adele, await given.world.register(given.people.adele));
    const client = await clientWith(given.world.url, await given.world.accessToken(stranger, { resource: `${given.world.url}/mcp` }));
    clients.push(client);
    const fault = await client.listTools({ _meta: { 'smart-agents/delegation': id } }).catch((thrown: unknown) => thrown);
    expect(fault).to.be.instanceOf(McpError).and.to.deep.include({ code: -32602 });
    expect((fault as McpError).data).to.include({ code: 'not_found' });
  });

  it('is listed nothing and refused everything once the delegation is revoked', async () => {
    const { client, delegationId } = await under();
    const kept = await withToken(delegationId);
    await given.people.ben.post(`/api/v1/delegations/${delegationId}/revoke`, { reason: 'Back early.' });
    expect(await named(kept)).to.deep.equal(['get_execution']);
    const { isError, structuredContent } = await call(client, 'read_vendor', { vendorNumber: 'V-1036' });
    expect(isError).to.equal(true);
    expect(structuredContent.reason).to.include({ rule: 'delegation-revoked' });
  });

  it('reads with a token for reading, and is asked for the scope when it acts', async () => {
    const { id } = await given.delegate();
    const client = await withToken(id, { scope: 'agent.read' });
    expect(await named(client)).to.deep.equal(plannerTools);
    expect((await call(client, 'get_execution', { execution: 'EX-0000-0000-0000' })).structuredContent.code).to.equal('not_found');
    const token = await mcpToken(given, id, { scope: 'agent.read' });
    const refused = await post(given.world.url, token, message('tools/call', { name: 'read_vendor', arguments: {} }));
    expect(refused.status).to.equal(403);
    expect(refused.headers.get('www-authenticate')).to.contain('error="insufficient_scope"').and.to.contain('scope="agent.act"');
    expect(((await refused.json()) as { error: { data: object } }).error.data).to.include({ code: 'forbidden' });
  });

  it('lets nobody in without a token for this address, and says where to get one', async () => {
    const { token, delegation } = await given.under();
    const metadata = `resource_metadata="${given.world.url}/.well-known/oauth-protected-resource/mcp"`;
    for (const [wrong, error] of [
      [null, undefined],
      [token, 'error="invalid_token"'],
    ] as const) {
      const { status, headers } = await post(given.world.url, wrong, message('tools/list'));
      expect(status).to.equal(401);
      expect(headers.get('www-authenticate')).to.contain(metadata);
      if (error !== undefined) expect(headers.get('www-authenticate')).to.contain(error);
    }
    const forMcp = await mcpToken(given, delegation.id);
    expect((await given.world.me(forMcp)).status).to.equal(401);
  });

  it('takes one message by POST, from programs and our own pages only', async () => {
    const { id } = await given.delegate();
    const token = await mcpToken(given, id);
    const { url } = given.world;
    const list = message('tools/list');
    const statusOf = async (body: unknown, headers: Record<string, string> = {}) => (await post(url, token, body, headers)).status;
    expect(await statusOf(list)).to.equal(200);
    expect(await statusOf(list, { origin: url })).to.equal(200);
    expect(await statusOf(list, { origin: 'http://evil.example' })).to.equal(403);
    expect(await statusOf(list, { origin: 'null' })).to.equal(403);
    expect(await statusOf([list, list])).to.equal(400);
    expect(await statusOf('{')).to.equal(400);
    expect(await statusOf(list, { accept: 'application/json' })).to.equal(406);
    expect(await statusOf(list, { 'mcp-protocol-version': '1999-01-01' })).to.equal(400);
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const answer = await fetch(`${url}/mcp`, { method, headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' } });
      expect([answer.status, answer.headers.get('allow')], method).to.deep.equal([405, 'POST']);
    }
    const unknown = await post(url, token, message('prompts/list'));
    expect(await unknown.text()).to.contain('-32601');
  });

  it('a cancellation ends the wait of the request it names, in its own session only, and nothing is answered', async () => {
    const { client, delegationId } = await under();
    const { execution } = (await call(client, 'create_purchase_order_draft', order)).structuredContent;
    const token = await mcpToken(given, delegationId);
    const { url } = given.world;
    const open = async (): Promise<string> => {
      const begun = await post(
        url,
        token,
        message('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } }),
      );
      await begun.text();
      return begun.headers.get('mcp-session-id') ?? '';
    };
    const [mine, theirs] = [await open(), await open()];
    expect(mine)
      .to.match(/^[0-9a-f-]{36}$/)
      .and.to.not.equal(theirs);
    const asked = message('tools/call', { name: 'get_execution', arguments: { execution, waitSeconds: 60 }, _meta: { progressToken: 'p' } }, 7);
    const waiting = await post(url, token, asked, { 'mcp-session-id': mine });
    const reader = waiting.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).to.contain('notifications/progress');
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7, reason: 'No longer needed.' } };
    for (const session of [theirs, mine]) expect((await post(url, token, cancelled, { 'mcp-session-id': session })).status).to.equal(202);
    let rest = '';
    for (let read = await reader.read(); !read.done; read = await reader.read()) rest += read.value;
    expect(rest).to.not.contain('"result"');
    expect((await pendingOf(execution))?.mayDecide).to.equal(true);
  });

  it('is listed no tool that was switched off a moment ago, and is refused it', async () => {
    const { client } = await under();
    expect(await named(client)).to.include('read_items');
    const { value } = await given.people.adele.get<{ value: { tool: string; revision: number }[] }>('/api/v1/admin/tools');
    const changed = await given.people.adele.request('/api/v1/admin/tools/read_items', {
      method: 'PATCH',
      body: JSON.stringify({ enabled: false }),
      headers: { 'content-type': 'application/json', 'if-match': `"${value.find(({ tool }) => tool === 'read_items')?.revision}"` },
    });
    expect(changed.status).to.equal(200);
    expect(await named(client)).to.not.include('read_items');
    expect((await call(client, 'read_items')).structuredContent.reason).to.include({ rule: 'tool-disabled' });
  });

  it('is not heard any more once it is suspended', async () => {
    const { client, delegationId } = await under();
    const token = await mcpToken(given, delegationId);
    await given.world.move(given.people.adele, given.agent, 'suspended');
    const { status, headers } = await post(given.world.url, token, message('tools/list'));
    expect(status).to.equal(401);
    expect(headers.get('www-authenticate')).to.contain('The agent is suspended.');
    const fault = await client.listTools().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(fault).to.be.instanceOf(Error);
  });
});
