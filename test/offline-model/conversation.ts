import { answer } from '../../src/offline-model/answer.ts';
import { chatRequestSchema } from '../../src/offline-model/endpoint/chat-request.ts';
import type { ChatRequest } from '../../src/offline-model/endpoint/chat-request.ts';
import { tinyErp } from './tiny-erp.ts';
import type { Reply } from './tiny-erp.ts';
import { offered } from './tool-schemas.ts';
import type { TestTool } from './tool-schemas.ts';

/** A tool call as the model asked for it. */
export interface MadeCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** What a turn came to: its calls, batch by batch, the replies they got, and the closing words. */
export interface PlayedTurn {
  readonly batches: readonly (readonly MadeCall[])[];
  readonly replies: readonly Reply[];
  readonly content: string;
}

const stepLimit = 8;

/** A conversation with the model, its tool calls answered by `replyTo` (the tiny ERP unless told otherwise). */
export class Conversation {
  readonly messages: ChatRequest['messages'] = [];
  readonly #tools: readonly string[];
  readonly #replyTo: (name: string, args: Readonly<Record<string, unknown>>) => Reply;

  constructor(
    tools: readonly string[],
    options: { page?: string | undefined; replyTo?: (name: string, args: Readonly<Record<string, unknown>>) => Reply } = {},
  ) {
    this.#tools = tools;
    this.#replyTo = options.replyTo ?? ((name, args) => tinyErp[name as TestTool](args));
    this.messages.push({
      role: 'system',
      content: ['You are an agent of Alder & Finch.', 'Today is 2026-11-24 (Tuesday).', options.page ?? ''].join('\n'),
    });
  }

  /** The request as the next model call would carry it, checked as the endpoint checks it. */
  request(): ChatRequest {
    return chatRequestSchema.parse({
      model: 'offline-model',
      messages: this.messages,
      tools: offered(this.#tools).map((tool) => ({ type: 'function', function: tool })),
    });
  }

  /** Plays a turn to its end: the user says something, the tools answer, the model closes. */
  say(text: string): PlayedTurn {
    this.messages.push({ role: 'user', content: text });
    return this.play();
  }

  /** Lets the model go on from whatever the last message is. */
  play(): PlayedTurn {
    const batches: (readonly MadeCall[])[] = [];
    const replies: Reply[] = [];
    for (let step = 0; step < stepLimit; step++) {
      const next = answer(this.request());
      if (next.toolCalls === undefined) {
        this.messages.push({ role: 'assistant', content: next.content ?? '' });
        return { batches, replies, content: next.content ?? '' };
      }
      const calls = next.toolCalls.map((call, index) => ({
        id: `call_${this.messages.length}_${index}`,
        name: call.name,
        arguments: call.arguments,
      }));
      batches.push(calls.map(({ name, arguments: args }) => ({ name, arguments: args })));
      this.messages.push({
        role: 'assistant',
        content: null,
        tool_calls: calls.map(({ id, name, arguments: args }) => ({
          id,
          type: 'function',
          function: { name, arguments: JSON.stringify(args) },
        })),
      });
      for (const call of calls) {
        const reply = this.#replyTo(call.name, call.arguments);
        replies.push(reply);
        this.messages.push({ role: 'tool', tool_call_id: call.id, content: JSON.stringify(reply) });
      }
    }
    throw new Error(`The turn did not end within ${stepLimit} steps.`);
  }
}
