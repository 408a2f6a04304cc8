import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { expect } from 'chai';
import type { ApprovalView } from '../../src/contracts/approvals.ts';
import { PurchaseWorld } from '../agent-actions/purchase-world.ts';
import { clientWith, call, mcpToken } from '../mcp/mcp-clients.ts';
import { OtlpReceiver } from './otlp-receiver.ts';

const question = 'Show me everything about vendor V-1042 for the last six months and flag any patterns.';
const order = { vendorNumber: 'V-1036', lines: [{ itemNumber: '1007', quantity: 2 }] };
const incoming = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };

describe('telemetry that is exported', function () {
  this.timeout(300_000);
  let receiver: OtlpReceiver;
  let given: PurchaseWorld;
  /** Whatever the program's own HTTP client told the ERP of the trace. */
  const toldErp = new Set<string>();
  const onRequest = (told: unknown): void => {
    const { request } = told as { readonly request: ClientRequest };
    const traceparent = request.getHeader('traceparent');
    if (request.path.startsWith('/erp/api/') && typeof traceparent === 'string') toldErp.add(traceparent);
  };
  let approval: ApprovalView | undefined;
  let metrics = '';

  before(async () => {
    receiver = await OtlpReceiver.start();
    subscribe('http.client.request.start', onRequest);
    given = await PurchaseWorld.start('purchase-planner', {
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=very%20secret',
    });
    const { ben } = given.people;
    const conversation = await ben.open('Vendor 360');
    await conversation.say(question);
    const { token, delegation } = await given.under();
    await fetch(`${given.world.url}/agent/v1/actions`, {
      method: 'POST',
      body: JSON.stringify({ action: 'read_vendor', arguments: { vendorNumber: 'V-1036' } }),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', traceparent: `00-${incoming.traceId}-${incoming.spanId}-01` },
    });
    const client = await clientWith(given.world.url, await mcpToken(given, delegation.id));
    await call(client, 'read_vendor', { vendorNumber: 'V-1036' });
    await call(client, 'tell_marta_hoffmann', {});
    await client.close();
    const asked = await given.act(token, 'create_purchase_order_draft', order);
    approval = (await ben.get<{ value: ApprovalView[] }>('/api/v1/approvals')).value.find((one) => one.executionReference === asked.body.execution);
    await ben.post(`/api/v1/approvals/${approval?.id}/decision`, { version: approval?.version, decision: 'confirm' });
    metrics = await (await fetch(`${given.world.url}/metrics`)).text();
    conversation.close();
    await given.stop();
  });
  after(async () => {
    unsubscribe('http.client.request.start', onRequest);
    await receiver.close();
  });

  it('is one trace from the message in the panel over turn, model, gateway and tool to the request that the ERP gets', () => {
    const [message] = receiver.named('message.send');
    const inTrace = receiver.spans.filter(({ traceId }) => traceId === message?.traceId);
    const paths = new Set(inTrace.map((span) => receiver.pathOf(span).join(' < ')));
    const turn = 'invoke_agent Vendor 360 < message.send';
    expect([...paths]).to.include.members([
      'message.send',
      turn,
      `chat offline-model < ${turn}`,
      `execute_tool read_vendor < ${turn}`,
      `gateway.decide < execute_tool read_vendor < ${turn}`,
      `audit_log.commit < execute_tool read_vendor < ${turn}`,
      `GET < tool.read < execute_tool read_vendor < ${turn}`,
    ]);
    const asked = inTrace.filter(({ name }) => name === 'GET').map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`);
    expect(asked).not.to.be.empty;
    expect([...toldErp]).to.include.members(asked);
  });

  it('names agents, models, tools and tokens as the GenAI conventions do', () => {
    const [turn] = receiver.named('invoke_agent Vendor 360');
    const chat = receiver.named('chat offline-model').find(({ parentSpanId }) => parentSpanId === turn?.spanId);
    const tool = receiver.named('execute_tool read_vendor').find(({ parentSpanId }) => parentSpanId === turn?.spanId);
    const conversation = turn?.attributes['gen_ai.conversation.id'];
    expect(conversation).to.be.a('string').with.length(36);
    expect(turn?.attributes).to.include({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'Vendor 360',
      'smart_agents.turn.phase': 'completed',
    });
    expect(chat?.attributes).to.include({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'offline-model',
      'gen_ai.conversation.id': conversation,
    });
    expect(chat?.attributes['gen_ai.usage.input_tokens']).to.be.a('number').above(0);
    expect(tool?.attributes).to.include({
      ...{ 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'read_vendor', 'gen_ai.tool.type': 'function' },
      ...{ 'gen_ai.conversation.id': conversation, 'gen_ai.agent.id': turn?.attributes['gen_ai.agent.id'], 'smart_agents.outcome': 'ok' },
    });
    expect(tool?.attributes['gen_ai.tool.call.id']).to.be.a('string');
  });

  it('goes on with the trace of an agent that sent one, over REST', () => {
    const spans = receiver.spans.filter(({ traceId }) => traceId === incoming.traceId);
    const request = spans.find(({ name }) => name === 'POST /agent/v1/actions');
    expect(request?.parentSpanId).to.equal(incoming.spanId);
    expect(spans.map((span) => receiver.pathOf(span).join(' < '))).to.include('GET < tool.read < execute_tool read_vendor < POST /agent/v1/actions');
    expect([...toldErp].some((told) => told.includes(incoming.traceId))).to.equal(true);
  });

  it('traces a call over MCP to the ERP in the same way, and a tool that is none under no name of the model’s', () => {
    const paths = receiver.spans.map((span) => receiver.pathOf(span).join(' < '));
    expect(paths).to.include.members(['GET < tool.read < execute_tool read_vendor < POST /mcp', 'execute_tool unknown_tool < POST /mcp']);
  });

  it('links the commit of a change that was confirmed later to the call that proposed it', () => {
    const proposed = receiver
      .named('execute_tool create_purchase_order_draft')
      .find(({ attributes }) => attributes['smart_agents.outcome'] === 'awaiting_approval');
    const committed = receiver
      .named('execute_tool create_purchase_order_draft')
      .find(({ attributes }) => attributes['smart_agents.outcome'] === 'committed');
    expect(committed?.links?.map(({ traceId, spanId }) => ({ traceId, spanId }))).to.deep.equal([
      { traceId: proposed?.traceId, spanId: proposed?.spanId },
    ]);
    expect(committed?.traceId).not.to.equal(proposed?.traceId);
    const paths = receiver.spans.filter(({ traceId }) => traceId === committed?.traceId).map((span) => receiver.pathOf(span).join(' < '));
    expect(paths).to.include('POST < tool.commit < execute_tool create_purchase_order_draft < POST /api/v1/approvals/{id}/decision');
  });

  it('tells of each attempt and decision that the log took in, in the trace it belongs to', () => {
    const attempt = receiver.events.find(
      ({ name, attributes }) => name === 'smart_agents.attempt' && attributes['gen_ai.tool.name'] === 'read_vendor',
    );
    expect(attempt?.attributes).to.include({ 'smart_agents.outcome': 'ok', 'smart_agents.phase': 'read', 'smart_agents.decision': 'run' });
    expect(receiver.spans.map(({ traceId }) => traceId)).to.include(attempt?.traceId);
    expect(
      receiver.events.filter(({ name }) => name === 'smart_agents.approval_decision').map(({ attributes }) => attributes['smart_agents.decision']),
    ).to.deep.equal(['confirmed']);
  });

  it('measures the same for OpenTelemetry and for Prometheus', () => {
    expect([...receiver.metricNames]).to.include.members([
      ...['smart_agents.attempts', 'gen_ai.execute_tool.duration', 'smart_agents.approval.wait', 'smart_agents.log.commit.duration'],
      ...['gen_ai.client.operation.duration', 'smart_agents.model.tokens', 'smart_agents.sequencer.oldest_waiting', 'smart_agents.sockets.open'],
    ]);
    expect(metrics)
      .to.match(/smart_agents_attempts_total\{phase="read",outcome="ok",layer="none"\} [1-9]/)
      .and.to.match(/smart_agents_attempts_total\{phase="commit",outcome="committed",layer="none"\} 1/)
      .and.to.match(/smart_agents_approval_wait_seconds_count\{decision="confirmed"\} 1/)
      .and.to.match(/smart_agents_log_commit_duration_seconds_count\{result="ok"\} [1-9]/)
      .and.to.match(/smart_agents_model_duration_seconds_count\{model="offline-model",result="ok"\} [1-9]/)
      .and.to.match(/smart_agents_model_tokens_total\{model="offline-model",type="output"\} [1-9]/)
      .and.to.match(/smart_agents_sequencer_oldest_waiting_seconds \d/)
      .and.to.match(/smart_agents_open_sockets 1/);
  });

  it('holds nothing of what was asked, read or written, and nobody’s name or address', () => {
    const everything = receiver.bodies.join('\n');
    for (const secret of [
      'V-1042',
      'V-1036',
      'six months',
      'patterns',
      'Ben',
      'alderfinch',
      'marta',
      'hoffmann',
      'I am away',
      'PO-',
      '$filter',
      'companies(',
    ])
      expect(everything, secret).not.to.include(secret);
    // The item's number, which instants and ids may have among their digits.
    expect(everything).not.to.match(/(?<![0-9a-z])1007(?![0-9a-z])/i);
  });

  it('keeps the Collector’s key to the Collector', () => {
    expect(new Set(receiver.headers)).to.deep.equal(new Set(['very secret']));
    expect(given.world.logged.join('')).not.to.include('very').and.not.to.include('collector-key');
  });
});
