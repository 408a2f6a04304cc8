import { randomUUID } from 'node:crypto';
import OpenAI from 'openai';
import type { ChatCompletionMessageFunctionToolCall, ChatCompletionMessageParam, ChatCompletionTool } from 'openai/resources/chat/completions';
import { functionDefinition, type ErpReader } from '../src/features/tools/index.ts';
import { benchTools } from './bench-tools.ts';
import { erpReaders } from './erp-access.ts';
import type { Loop, Surroundings } from './loop.ts';
import { instructions, question } from './turn-script.ts';

type Calls = ChatCompletionMessageFunctionToolCall[];

const noReader: ErpReader = { list: () => Promise.reject(new Error('no ERP')), get: () => Promise.reject(new Error('no ERP')) };

const ask = async (client: OpenAI, messages: ChatCompletionMessageParam[], tools: ChatCompletionTool[]): Promise<{ text: string; calls: Calls }> => {
  const stream = await client.chat.completions.create({ model: 'scripted', messages, tools, stream: true, stream_options: { include_usage: true } });
  const calls: Calls = [];
  let text = '';
  for await (const chunk of stream) {
    const delta = chunk.choices[0]?.delta;
    text += delta?.content ?? '';
    for (const piece of delta?.tool_calls ?? []) {
      const call = (calls[piece.index] ??= { id: '', type: 'function', function: { name: '', arguments: '' } });
      call.id += piece.id ?? '';
      call.function.name += piece.function?.name ?? '';
      call.function.arguments += piece.function?.arguments ?? '';
    }
  }
  return { text, calls };
};

/** The loop of the `openai` package's documentation, by hand: no rules, no rows, nothing kept. What governing is measured against. */
export const createBareLoop = ({ modelUrl, tools: kind, erp }: Surroundings): Loop => {
  const client = new OpenAI({ apiKey: 'bench', baseURL: modelUrl, maxRetries: 2 });
  const tools = benchTools(kind);
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const definitions = tools.map((tool) => functionDefinition(tool) as ChatCompletionTool);
  const readerOf = erp ? erpReaders(erp) : () => noReader;

  const run = async (call: Calls[number], signal: AbortSignal): Promise<string> => {
    const tool = byName.get(call.function.name);
    if (!tool) return JSON.stringify({ status: 'failed', message: 'unknown tool' });
    const context = { now: new Date(), rowLimit: 200, agentLabel: 'bench', effectKey: 'bench' };
    const { data } = await tool.read(tool.args.parse(JSON.parse(call.function.arguments)), readerOf({ callId: randomUUID(), signal }), context);
    return JSON.stringify({ status: 'ok', data });
  };

  const turn = async (): Promise<string> => {
    const { signal } = new AbortController();
    const messages: ChatCompletionMessageParam[] = [
      { role: 'system', content: instructions },
      { role: 'user', content: question },
    ];
    for (;;) {
      const { text, calls } = await ask(client, messages, definitions);
      if (calls.length === 0) return text;
      messages.push({ role: 'assistant', content: text === '' ? null : text, tool_calls: calls });
      for (const call of calls) messages.push({ role: 'tool', tool_call_id: call.id, content: await run(call, signal) });
    }
  };

  return { prepare: async () => undefined, turn, settle: async () => undefined, close: async () => undefined };
};
