import { expect } from 'chai';
import OpenAI from 'openai';
import { ManualClock } from '../../src/kernel/clock.ts';
import { countingIds } from '../../src/kernel/ids.ts';
import { startOfflineModel } from '../../src/offline-model/index.ts';
import type { OfflineModel } from '../../src/offline-model/index.ts';
import { agentTools } from './phrasings.ts';
import { offered } from './tool-schemas.ts';

const tools = (names: readonly string[]): OpenAI.Chat.ChatCompletionFunctionTool[] =>
  offered(names).map(({ name, parameters }) => ({
    type: 'function',
    function: { name, ...(parameters === undefined ? {} : { parameters }) },
  }));

const ask = (text: string): OpenAI.Chat.ChatCompletionMessageParam[] => [
  { role: 'system', content: 'Today is 2026-11-24 (Tuesday).' },
  { role: 'user', content: text },
];

const everything = ask('Show me everything about vendor V-1042 for the last six months');

describe('The offline model, through the openai client', () => {
  let model: OfflineModel;
  let client: OpenAI;

  before(async () => {
    model = await startOfflineModel({ host: '127.0.0.1', port: 0, clock: new ManualClock('2026-11-24T08:00:00Z'), ids: countingIds() });
    client = new OpenAI({ baseURL: model.baseUrl, apiKey: 'none', maxRetries: 0 });
  });
  after(() => model.close());

  it('answers a request that is not streamed, with its usage', async () => {
    const completion = await client.chat.completions.create({
      model: 'offline-model',
      messages: ask('hello'),
      tools: tools(agentTools.statements),
    });
    expect(completion.choices[0]?.finish_reason).to.equal('stop');
    expect(completion.choices[0]?.message.content).to.match(/customers/);
    expect(completion.created).to.equal(Date.parse('2026-11-24T08:00:00Z') / 1000);
    expect(completion.usage?.total_tokens).to.equal((completion.usage?.prompt_tokens ?? 0) + (completion.usage?.completion_tokens ?? 0));
    expect(completion.usage?.completion_tokens).to.equal(Math.ceil((completion.choices[0]?.message.content ?? '').length / 4));
  });

  it('asks for tool calls with ids of their own and arguments as JSON text', async () => {
    const completion = await client.chat.completions.create({
      model: 'offline-model',
      messages: ask('compare V-1042 and V-1003'),
      tools: tools(agentTools.vendor360),
    });
    const calls = completion.choices[0]?.message.tool_calls ?? [];
    expect(completion.choices[0]?.finish_reason).to.equal('tool_calls');
    expect(calls.map((call) => (call.type === 'function' ? [call.function.name, JSON.parse(call.function.arguments)] : call))).to.deep.equal([
      ['read_vendor', { vendorNumber: 'V-1042' }],
      ['read_vendor', { vendorNumber: 'V-1003' }],
    ]);
    expect(new Set(calls.map(({ id }) => id)).size).to.equal(2);
  });

  it('makes one call at a time when parallel calls are not wanted', async () => {
    const completion = await client.chat.completions.create({
      model: 'offline-model',
      messages: ask('compare V-1042 and V-1003'),
      tools: tools(agentTools.vendor360),
      parallel_tool_calls: false,
    });
    expect(completion.choices[0]?.message.tool_calls).to.have.length(1);
  });

  it('streams the same words it would answer at once, in several pieces, with the usage last when asked', async () => {
    const body = { model: 'offline-model', messages: ask('what can you do?'), tools: tools(agentTools.planner) };
    const whole = await client.chat.completions.create(body);
    const pieces: string[] = [];
    let usage: OpenAI.CompletionUsage | null | undefined;
    for await (const chunk of await client.chat.completions.create({ ...body, stream: true, stream_options: { include_usage: true } })) {
      const text = chunk.choices[0]?.delta.content ?? '';
      if (text !== '') pieces.push(text);
      usage = chunk.usage ?? usage;
    }
    expect(pieces.length).to.be.greaterThan(3);
    expect(pieces.join('')).to.equal(whole.choices[0]?.message.content);
    expect(usage).to.deep.equal(whole.usage);
  });

  it('streams tool calls that the client puts together again', async () => {
    const completion = await client.chat.completions
      .stream({ model: 'offline-model', messages: everything, tools: tools(agentTools.vendor360) })
      .finalChatCompletion();
    const [call] = completion.choices[0]?.message.tool_calls ?? [];
    expect(call?.type === 'function' && [call.function.name, call.function.arguments]).to.deep.equal(['read_vendor', '{"vendorNumber":"V-1042"}']);
  });

  it('sends no usage in a stream unless it was asked for', async () => {
    const usages: unknown[] = [];
    for await (const chunk of await client.chat.completions.create({ model: 'offline-model', messages: ask('hello'), stream: true }))
      usages.push(chunk.usage ?? null);
    expect(usages.every((usage) => usage === null)).to.equal(true);
  });

  it('survives a reader that leaves in the middle of a stream', async () => {
    const stream = await client.chat.completions.create({
      model: 'offline-model',
      messages: ask('what can you do?'),
      tools: tools(agentTools.planner),
      stream: true,
    });
    let seen = 0;
    for await (const _chunk of stream) {
      seen++;
      if (seen === 2) stream.controller.abort();
    }
    expect(seen).to.equal(2);
    const next = await client.chat.completions.create({ model: 'offline-model', messages: ask('hello') });
    expect(next.choices[0]?.message.content).to.match(/Hello/);
  });

  it('lists its one model', async () => {
    const names: string[] = [];
    for await (const listed of client.models.list()) names.push(listed.id);
    expect(names).to.deep.equal(['offline-model']);
    expect((await client.models.retrieve('offline-model')).id).to.equal('offline-model');
  });

  const failing = async (body: object): Promise<InstanceType<typeof OpenAI.APIError>> => {
    try {
      await client.chat.completions.create(body as OpenAI.Chat.ChatCompletionCreateParamsNonStreaming);
    } catch (error) {
      if (error instanceof OpenAI.APIError) return error;
    }
    throw new Error('The request should have been refused.');
  };

  it("refuses another model in OpenAI's words", async () => {
    const error = await failing({ model: 'gpt-none', messages: ask('hello') });
    expect([error.status, error.code, error.param]).to.deep.equal([404, 'model_not_found', 'model']);
  });

  it('refuses an unknown argument and a message of an unknown shape, naming what is wrong', async () => {
    const unknown = await failing({ model: 'offline-model', messages: ask('hello'), colour: 'red' });
    expect([unknown.status, unknown.param]).to.deep.equal([400, 'colour']);
    const shapeless = await failing({ model: 'offline-model', messages: [{ role: 'nobody', content: 'x' }] });
    expect([shapeless.status, shapeless.type, shapeless.param]).to.deep.equal([400, 'invalid_request_error', 'messages.0.role']);
  });

  it('answers an address, a method or a body it cannot read with an error body', async () => {
    const base = model.baseUrl;
    const statuses = await Promise.all([
      fetch(`${base}/embeddings`, { method: 'POST', body: '{}' }),
      fetch(`${base}/chat/completions`),
      fetch(`${base}/chat/completions`, { method: 'POST', body: '{' }),
    ]);
    expect(statuses.map(({ status }) => status)).to.deep.equal([404, 405, 400]);
    for (const response of statuses) expect(((await response.json()) as { error: { message: string } }).error.message).not.to.equal('');
  });

  it('refuses to start where something else listens', async () => {
    const port = Number(new URL(model.baseUrl).port);
    const outcome = await startOfflineModel({ host: '127.0.0.1', port }).then(
      () => 'started',
      () => 'refused',
    );
    expect(outcome).to.equal('refused');
  });
});
