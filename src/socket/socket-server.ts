import { Server } from 'socket.io';
import { comesFromOwnOrigin } from './own-origin.ts';

/** At most this much in one message from a panel. */
const maxMessageBytes = 64 * 1024;

/** A socket server for the program at this address, not listening yet. Pages from elsewhere do not get in. */
export const createSocketServer = (publicUrl: string): Server =>
  new Server({
    serveClient: false,
    maxHttpBufferSize: maxMessageBytes,
    allowRequest: (request, answer) => answer(null, comesFromOwnOrigin(request, publicUrl)),
  });
