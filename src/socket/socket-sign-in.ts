import type { Namespace, Socket } from 'socket.io';
import { chatAuthSchema } from '../contracts/chat-socket.ts';
import type { Caller } from '../features/chat/index.ts';
import type { Identity, SignedInUser } from '../features/identity/index.ts';
import { holdsAny, roles } from '../http/index.ts';
import { AppError } from '../kernel/errors.ts';

/*
 * Who is behind a socket: checked at its handshake, again at every event, and now and then where no event comes.
 * A socket may stay open for days; the sign-in it was opened with does not.
 */

/** What sockets ask of identity. */
export type SocketIdentity = Pick<Identity, 'signedInSessionOf' | 'isCsrfTokenOf'> & {
  readonly sessions: Pick<Identity['sessions'], 'load' | 'touch'>;
};

type AnySocket = Pick<Socket, 'request' | 'handshake'>;

const signInFirst = { remedy: 'Sign in and try again.' };

/** Chatting needs a permission set, at the handshake and after it. */
const mayNotChat = (person: SignedInUser): AppError | undefined =>
  person.roles.includes(roles.user) ? undefined : new AppError('forbidden', `Chatting needs the permission set ${roles.user}.`);

/** Why a handshake is refused, if it is. A cookie alone proves little: a browser sends it for whoever asks. */
export const handshakeRefusal = (socket: AnySocket, identity: SocketIdentity): AppError | undefined => {
  const signedIn = identity.signedInSessionOf(socket.request);
  if (!signedIn) return new AppError('unauthenticated', 'You are not signed in.', signInFirst);
  const auth = chatAuthSchema.safeParse(socket.handshake.auth);
  if (!auth.success || !identity.isCsrfTokenOf(socket.request, auth.data.csrfToken)) {
    return new AppError('csrf', 'This connection did not come from a page of this application.', { remedy: 'Reload the page and try again.' });
  }
  return mayNotChat(signedIn.user);
};

const cannotCheck = (cause: unknown): never => {
  throw new AppError('unavailable', 'Your sign-in cannot be checked at the moment.', { remedy: 'Try again in a moment.', cause });
};

/**
 * Who sends an event, with the permission sets of this moment; an event counts as activity of the web session.
 * Throws `SignInEnded` where the session has ended, `forbidden` where its user may not chat any more.
 */
export const callerNow = async (socket: AnySocket, identity: SocketIdentity): Promise<Caller> => {
  const id = identity.signedInSessionOf(socket.request)?.sessionId;
  const live = id === undefined ? undefined : await identity.sessions.load(id).catch(cannotCheck);
  if (!live) throw new SignInEnded();
  const refusal = mayNotChat(live.user);
  if (refusal) throw refusal;
  // Where nothing can be written, the chat says so itself, and better.
  await identity.sessions.touch(live.sessionId).catch(() => undefined);
  return { person: live.user, signIn: live.sessionId, mayApprove: holdsAny(live.user, [roles.approver]) };
};

/** The sign-in that a socket was opened with is over; so is the socket. */
export class SignInEnded extends AppError {
  constructor() {
    super('unauthenticated', 'Your sign-in has ended.', signInFirst);
  }
}

/** Closes this machine's sockets whose sign-in has ended, wherever and however it did. */
export const disconnectEnded = async (namespace: Pick<Namespace, 'sockets'>, identity: SocketIdentity): Promise<void> => {
  for (const socket of namespace.sockets.values()) {
    const id = identity.signedInSessionOf(socket.request)?.sessionId;
    const isLive = id !== undefined && (await identity.sessions.load(id)) !== undefined;
    if (!isLive) socket.disconnect(true);
  }
};
