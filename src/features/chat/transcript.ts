import { SmartAgentMessage } from '../../../entities/index.ts';
import { insert, update, type Database, type Write } from '../../kernel/database.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type { ChatMessage } from './model-port.ts';

/** A model is shown at most this many messages of a conversation. */
const shownMessages = 80;

/** The write that appends a message to a session's transcript. */
export const messageWrite = (at: { id: string; sessionId: string; turnId: string; number: number; box: SecretBox }, message: ChatMessage): Write =>
  insert(SmartAgentMessage, {
    id: at.id,
    sessionId: at.sessionId,
    turnId: at.turnId,
    number: at.number,
    role: message.role,
    sealedContent: at.box.seal(JSON.stringify(message)),
  });

/** The write that replaces a message's content, when a waiting tool call got its result. */
export const messageReplaced = (at: { id: string; box: SecretBox }, message: ChatMessage): Write =>
  update(SmartAgentMessage, { id: at.id }, { sealedContent: at.box.seal(JSON.stringify(message)) });

/** A transcript starts with a whole exchange: tool results without the call that asked for them are of no use to a model. */
const fromWholeExchange = (messages: readonly ChatMessage[]): readonly ChatMessage[] => {
  const start = messages.findIndex((message) => message.role === 'user' || message.role === 'system');
  return start < 0 ? [] : messages.slice(start);
};

/** What stands in for the result of a call that never got one: a turn was stopped, or ended, before it did. */
const noResult = JSON.stringify({ status: 'cancelled', message: 'The turn ended before this call had a result. Nothing is known of it.' });

/** The messages with every call answered: a model service refuses a transcript in which one is not. Pure. */
export const withEveryCallAnswered = (messages: readonly ChatMessage[]): readonly ChatMessage[] => {
  const answered = new Set(messages.flatMap((message) => (message.role === 'tool' ? [message.tool_call_id] : [])));
  const asked = new Set<string>();
  return messages.flatMap((message): ChatMessage[] => {
    if (message.role === 'tool') return asked.has(message.tool_call_id) ? [message] : [];
    if (message.role !== 'assistant' || !message.tool_calls) return [message];
    for (const { id } of message.tool_calls) asked.add(id);
    const missing = message.tool_calls.filter(({ id }) => !answered.has(id));
    return [message, ...missing.map(({ id }): ChatMessage => ({ role: 'tool', tool_call_id: id, content: noResult }))];
  });
};

/** The last messages of a session, oldest first, and the number of the last one. */
export const loadTranscript = async (
  database: Database,
  sessionId: string,
  box: SecretBox,
): Promise<{ messages: readonly ChatMessage[]; lastNumber: number }> => {
  const rows = await database.reader.find(SmartAgentMessage, { where: { sessionId }, order: { number: 'DESC' }, take: shownMessages });
  const messages = rows.reverse().map((row) => JSON.parse(box.open(row.sealedContent)) as ChatMessage);
  const whole = rows.length === shownMessages ? fromWholeExchange(messages) : messages;
  return { messages: withEveryCallAnswered(whole), lastNumber: rows.at(-1)?.number ?? 0 };
};
