import { io, type Socket } from 'socket.io-client';
import type { ChatAuth, ClientToServerEvents, ServerToClientEvents } from '../../contracts/chat-socket.ts';
import { localProblem, type Answer } from '../api/answer.ts';

/** The typed connection to the chat. */
export type ChatSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Connects to the chat of this page's own server, or of `origin` where one is given. `csrfToken` is asked at each connection anew. */
export const connectToChat = (csrfToken: () => string, origin = ''): ChatSocket =>
  io(`${origin}/chat`, {
    transports: ['websocket'],
    withCredentials: true,
    auth: (carry) => carry({ csrfToken: csrfToken() } satisfies ChatAuth),
    reconnectionDelay: 300,
    reconnectionDelayMax: 5_000,
  });

const noAnswer = localProblem('unreachable', {
  title: 'No connection',
  detail: 'The chat did not answer in time.',
  remedy: 'Check your connection. Nothing is lost: what was done is in the conversation when it is back.',
});

/** How long an acknowledgement may take; a decision waits for the ERP's write. */
const patience = 60_000;

type Requests = { [Name in keyof ClientToServerEvents]: Parameters<ClientToServerEvents[Name]>[0] };
type Reply<Name extends keyof ClientToServerEvents> = Parameters<Parameters<ClientToServerEvents[Name]>[1]>[0];
type Values = { [Name in keyof ClientToServerEvents]: Extract<Reply<Name>, { ok: true }>['value'] };

/** Sends a request and waits for its acknowledgement. Never rejects. */
export const ask = <Name extends keyof ClientToServerEvents>(
  socket: ChatSocket,
  name: Name,
  request: Requests[Name],
): Promise<Answer<Values[Name]>> =>
  new Promise((resolve) => {
    // The library's types cannot follow an event's name through a type parameter; the two maps above do.
    const timed = socket.timeout(patience) as unknown as {
      emit(event: Name, request: Requests[Name], ack: (error: Error | null, answer: Answer<Values[Name]>) => void): void;
    };
    timed.emit(name, request, (error, answer) => resolve(error ? { ok: false, problem: noAnswer } : answer));
  });
