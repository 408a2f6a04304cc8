import type { ChatMessage } from './endpoint/chat-request.ts';
import { readDecision, readEnvelope } from './envelope.ts';
import type { Decision, Envelope } from './envelope.ts';
import { asRow, parseJson } from './json-row.ts';
import type { Row } from './json-row.ts';

/** A tool call that was made, with what came back. */
export interface DoneCall {
  readonly tool: string;
  readonly args: Row;
  readonly result: Envelope;
}

/** One stretch of the conversation: what opened it, the tool calls since, and the closing words if there are any. */
export interface Turn {
  readonly text: string;
  /** Decisions on earlier proposals that opened this turn; empty when a person's message did. */
  readonly decisions: readonly Decision[];
  readonly calls: readonly DoneCall[];
  readonly reply: string;
}

/** The whole conversation as the model sees it. */
export interface Transcript {
  /** All system text, in order. */
  readonly system: string;
  readonly turns: readonly Turn[];
}

interface OpenTurn {
  text: string;
  decisions: Decision[];
  calls: { id: string; tool: string; args: Row; result: Envelope }[];
  reply: string;
}

const textOfContent = (content: ChatMessage['content']): string =>
  typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');

const noAnswer = readEnvelope('{"status":"unknown","message":"This call has no result."}');

const openTurn = (text: string): OpenTurn => ({ text, decisions: [], calls: [], reply: '' });

/** A decision also settles the call that was waiting for it, so that later turns count it rightly. */
const settle = (turns: readonly OpenTurn[], decision: Decision): void => {
  for (const call of turns.flatMap((turn) => turn.calls)) {
    if (decision.approvalId !== '' && call.result.approvalId === decision.approvalId) {
      call.result = { ...decision.result, approvalId: decision.approvalId };
    }
  }
};

const takeDecision = (turns: OpenTurn[], decision: Decision): void => {
  settle(turns, decision);
  const last = turns.at(-1);
  if (last !== undefined && last.reply === '' && last.decisions.length > 0) last.decisions.push(decision);
  else if (last === undefined || last.reply !== '') turns.push({ ...openTurn(''), decisions: [decision] });
};

const takeAssistant = (turn: OpenTurn, message: ChatMessage): void => {
  for (const call of message.tool_calls ?? []) {
    turn.calls.push({ id: call.id, tool: call.function.name, args: asRow(parseJson(call.function.arguments)), result: noAnswer });
  }
  if ((message.tool_calls ?? []).length === 0) turn.reply = textOfContent(message.content);
};

const takeResult = (turn: OpenTurn, message: ChatMessage): void => {
  const call = turn.calls.find((candidate) => candidate.id === message.tool_call_id);
  if (call !== undefined) call.result = readEnvelope(textOfContent(message.content));
};

/** Sorts a message list into turns. A decision that arrives before the turn's closing words continues that turn. */
export const readTranscript = (messages: readonly ChatMessage[]): Transcript => {
  const turns: OpenTurn[] = [];
  const system: string[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    const text = message.role === 'system' || message.role === 'developer' || message.role === 'user' ? textOfContent(message.content) : '';
    if (message.role === 'user') turns.push(openTurn(text));
    else if (message.role === 'assistant' && last !== undefined) takeAssistant(last, message);
    else if (message.role === 'tool' && last !== undefined) takeResult(last, message);
    else if (text !== '') {
      const decision = readDecision(text);
      if (decision === undefined) system.push(text);
      else takeDecision(turns, decision);
    }
  }
  return { system: system.join('\n'), turns };
};
