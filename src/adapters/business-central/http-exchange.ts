import http from 'node:http';
import https from 'node:https';

/** One HTTP request, ready to send. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMillis: number;
  /** Ends the exchange early; the promise rejects with an `HttpFailure`. */
  readonly signal: AbortSignal;
}

/** A complete answer, whatever its status. Header names are lower-case. */
export interface HttpReply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** An exchange that ended without a complete answer. */
export class HttpFailure extends Error {
  constructor(
    readonly reason: 'timeout' | 'aborted' | 'connection' | 'too_large',
    /** False where nothing can have left this machine, so the request cannot have had an effect. */
    readonly isSent: boolean,
    cause?: unknown,
  ) {
    super(`HTTP exchange failed: ${reason}`, { cause });
    this.name = 'HttpFailure';
  }
}

/** The connections of one client; `close` ends them all. */
export interface ConnectionPool {
  agentFor(request: HttpRequest): http.Agent;
  close(): void;
}

/** Largest answer that is read into memory: a full page of 20,000 records with their lines fits. */
const maxReplyBytes = 64 * 1024 * 1024;

/**
 * Reads share kept-alive connections. A write opens its own: a pooled connection may be closing on the far
 * side while we write, and then nobody could say whether the write arrived.
 */
export const createConnectionPool = (maxSockets: number): ConnectionPool => {
  const reads = [
    new http.Agent({ keepAlive: true, maxSockets, scheduling: 'lifo' }),
    new https.Agent({ keepAlive: true, maxSockets, scheduling: 'lifo' }),
  ] as const;
  const writes = [new http.Agent({ keepAlive: false }), new https.Agent({ keepAlive: false })] as const;
  return {
    agentFor: ({ method, url }) => (method === 'GET' ? reads : writes)[url.protocol === 'https:' ? 1 : 0],
    close: () => {
      for (const agent of [...reads, ...writes]) agent.destroy();
    },
  };
};

const collect = (reply: http.IncomingMessage, fail: (reason: HttpFailure['reason'], cause?: unknown) => void, done: (text: string) => void): void => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  reply.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxReplyBytes) fail('too_large');
    else chunks.push(chunk);
  });
  reply.on('end', () => {
    if (reply.complete) done((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString('utf8'));
    else fail('connection');
  });
  reply.on('error', (cause) => fail('connection', cause));
};

/**
 * Sends one request and reads the whole answer. Resolves for every status; throws `HttpFailure` where no
 * complete answer came in time. `node:http` instead of `fetch`: a read costs little more than half the CPU without web streams.
 */
export const exchange = (request: HttpRequest, pool: ConnectionPool): Promise<HttpReply> =>
  new Promise((resolve, reject) => {
    const { url, method, headers, body, signal } = request;
    let isSent = false;
    if (signal.aborted) {
      reject(new HttpFailure('aborted', false, signal.reason));
      return;
    }
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    };
    const fail = (reason: HttpFailure['reason'], cause?: unknown): void => {
      settle();
      reject(new HttpFailure(reason, isSent, cause));
      outgoing.destroy();
    };
    const onAbort = (): void => fail('aborted', signal.reason);
    const outgoing = (url.protocol === 'https:' ? https : http).request(url, { method, headers, agent: pool.agentFor(request) }, (reply) => {
      collect(reply, fail, (text) => {
        settle();
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text });
      });
    });
    const timer = setTimeout(() => fail('timeout'), request.timeoutMillis);
    signal.addEventListener('abort', onAbort, { once: true });
    outgoing.on('socket', (socket) => {
      if (!socket.connecting) isSent = true;
      else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (isSent = true));
    });
    outgoing.on('error', (cause) => fail('connection', cause));
    outgoing.end(body);
  });
