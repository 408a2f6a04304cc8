import type { Namespace, Socket } from 'socket.io';
import type { Logger } from 'pino';
import type { z } from 'zod';
import {
  cancelTurnSchema,
  decideApprovalSchema,
  openSessionSchema,
  sendMessageSchema,
  type Ack,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '../contracts/chat-socket.ts';
import type { Caller, ChatService, Deciding, PanelChannel } from '../features/chat/index.ts';
import { AppError } from '../kernel/errors.ts';
import { noTracing, type Tracing } from '../kernel/telemetry.ts';
import { appErrorOf, problemOf } from '../http/index.ts';
import { callerNow, handshakeRefusal, SignInEnded, type SocketIdentity } from './socket-sign-in.ts';

/** The chat namespace with its events typed. */
export type ChatNamespace = Namespace<ClientToServerEvents, ServerToClientEvents>;
type ChatSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

/** What the namespace needs. */
export interface ChatNamespaceParts {
  readonly chat: ChatService;
  readonly deciding: Deciding;
  readonly logger: Logger;
  readonly identity: SocketIdentity;
  /** Writes down that a person asked for a conversation or proposal that is not there for her. */
  noteMissing(person: Caller['person'], event: string): Promise<void>;
  readonly tracing?: Tracing;
}

const parsed = <Schema extends z.ZodType>(schema: Schema, request: unknown): z.infer<Schema> => {
  const checked = schema.safeParse(request);
  if (checked.success) return checked.data;
  const fields = checked.error.issues.map((issue) => ({ field: issue.path.join('.') || '(message)', message: issue.message }));
  throw new AppError('bad_request', 'The message is not as it should be.', { fields, remedy: 'Correct the named fields.' });
};

const cancelMessages = {
  cancelled: 'Stopped.',
  too_late: 'It is too late to stop: a change you confirmed is being made.',
  not_running: 'There is nothing to stop.',
} as const;

/** Events go to everyone who has the session open. */
export const namespaceChannel = (namespace: ChatNamespace): PanelChannel => ({
  publish: (event) => void namespace.to(event.sessionId).emit('event', event),
  problem: (at, error) => void namespace.to(at.sessionId).emit('turn.problem', { ...at, problem: problemOf(error) }),
});

/** Serves the panel's events. A socket belongs to the person who signed in on its handshake, for as long as that sign-in lasts; each session it opens is checked to be hers. */
export const serveChat = (namespace: ChatNamespace, parts: ChatNamespaceParts): void => {
  namespace.use((socket, next) => {
    const refusal = handshakeRefusal(socket, parts.identity);
    // The library hands `data` on to the client.
    next(refusal && Object.assign(refusal, { data: problemOf(refusal) }));
  });
  namespace.on('connection', (socket) => serveSocket(socket, parts));
};

const serveSocket = (socket: ChatSocket, parts: ChatNamespaceParts): void => {
  const signedIn = parts.identity.signedInSessionOf(socket.request);
  if (!signedIn) return void socket.disconnect(true);
  void socket.join(`sign-in:${signedIn.sessionId}`);

  const answered = async <Value>(event: string, work: (caller: Caller) => Promise<Value>): Promise<Parameters<Ack<Value>>[0]> => {
    let caller: Caller | undefined;
    try {
      caller = await callerNow(socket, parts.identity);
      return { ok: true, value: await work(caller) };
    } catch (thrown) {
      const error = appErrorOf(thrown);
      if (caller && error.code === 'not_found') await noted(caller, event);
      if (error.level === 'error') parts.logger.error({ err: thrown }, 'a chat event failed');
      // What is sent first still arrives.
      if (thrown instanceof SignInEnded) setImmediate(() => socket.disconnect(true));
      return { ok: false, problem: problemOf(error) };
    }
  };
  const noted = async ({ person }: Caller, event: string): Promise<void> => {
    try {
      await parts.noteMissing(person, event);
    } catch (thrown) {
      parts.logger.error({ err: thrown }, 'a missed lookup could not be written down');
    }
  };
  // A client may leave the acknowledgement out, or put anything in its place.
  const answer = <Value>(event: string, ack: Ack<Value> | undefined, work: (caller: Caller) => Promise<Value>): void =>
    void traced(event, () => answered(event, work)).then((result) => typeof ack === 'function' && ack(result));
  const traced = async <Value>(event: string, work: () => Promise<Parameters<Ack<Value>>[0]>): Promise<Parameters<Ack<Value>>[0]> => {
    const span = (parts.tracing ?? noTracing).start({ name: event, kind: 'server', attributes: { 'smart_agents.socket.event': event } });
    const result = await span.run(work);
    span.end(result.ok || result.problem.status < 500 ? undefined : result.problem.code);
    return result;
  };

  socket.on('session.open', (request, ack) =>
    answer('session.open', ack, async (caller) => {
      const { sessionId, afterSequence } = parsed(openSessionSchema, request);
      const session = await parts.chat.sessions.view(caller.person, sessionId);
      // Join before reading: what happens in between comes twice, and the panel drops what it has by number.
      await socket.join(sessionId);
      const events = await parts.chat.events(caller, sessionId, afterSequence);
      return { session, events: [...events], lastSequence: events.at(-1)?.sequence ?? afterSequence };
    }),
  );
  socket.on('message.send', (request, ack) => answer('message.send', ack, (caller) => parts.chat.send(caller, parsed(sendMessageSchema, request))));
  socket.on('turn.cancel', (request, ack) =>
    answer('turn.cancel', ack, async (caller) => {
      const result = await parts.chat.cancel(caller, parsed(cancelTurnSchema, request));
      return { result, message: cancelMessages[result] };
    }),
  );
  socket.on('approval.decide', (request, ack) =>
    answer('approval.decide', ack, (caller) => parts.deciding.decide(caller, parsed(decideApprovalSchema, request))),
  );
};
