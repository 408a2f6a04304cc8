import type { SmartAgentSession } from '../../../entities/index.ts';
import type { PanelEventData } from '../../contracts/panel-events.ts';
import type { Row, Write } from '../../kernel/database.ts';
import type { ChatParts } from './chat-parts.ts';
import type { ChatService } from './chat-service.ts';
import type { ChatMessage } from './model-port.ts';
import type { Speaker } from './open-turn.ts';
import type { SessionRuntime } from './session-runtime.ts';
import { messageWrite } from './transcript.ts';

/** A conversation at rest that is to be told something. */
export interface TellingIn {
  readonly parts: Pick<ChatParts, 'ids'>;
  readonly chat: ChatService;
  readonly speaker: Speaker;
  readonly runtime: SessionRuntime;
  readonly session: Row<SmartAgentSession>;
}

/** Opens a turn in which the model tells what happened outside the conversation: `content` is for the model, `text` for the reader; `writes` go with it. */
export const openToldTurn = async (
  { parts, chat, speaker, runtime, session }: TellingIn,
  told: { readonly content: string; readonly text: string; readonly writes: readonly Write[] },
): Promise<void> => {
  const abort = new AbortController();
  const { turn, writes } = await chat.opening.begin({ ...speaker, session }, { runtime, abort, page: null, clientMessageId: null });
  const said: ChatMessage = { role: 'system', content: told.content };
  const number = runtime.nextMessageNumber(turn.lastNumber);
  const message = messageWrite({ id: parts.ids.next(), sessionId: session.id, turnId: turn.id, number, box: speaker.subject.box }, said);
  turn.messages.push(said);
  const started: PanelEventData = {
    type: 'turn.started',
    turnId: turn.id,
    cause: 'decision',
    text: told.text,
    clientMessageId: null,
    page: null,
    executionReference: turn.scope.execution.reference,
  };
  await runtime.commit([...writes, message, ...told.writes], [started]);
  chat.start(turn, abort);
};
