import { Server } from 'socket.io';
import type { Identity } from '../features/identity/index.ts';

/** Largest message a client may send, in bytes. */
const longestMessage = 64 * 1024;

/**
 * The socket server. A handshake that a browser sent from a page of another origin is refused before anything is
 * opened: browsers send our cookie along with it, and no same-origin policy keeps a foreign page from reading a websocket.
 */
export const createSocketServer = (identity: Pick<Identity, 'allowsHandshake'>): Server =>
  new Server({
    serveClient: false,
    maxHttpBufferSize: longestMessage,
    allowRequest: (request, done) => {
      const isAllowed = identity.allowsHandshake(request);
      done(isAllowed ? null : 'This connection did not come from a page of this application.', isAllowed);
    },
  });
