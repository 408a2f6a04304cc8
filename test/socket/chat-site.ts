import type { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { pino } from 'pino';
import type { ClientToServerEvents, ServerToClientEvents } from '../../src/contracts/chat-socket.ts';
import type { Caller } from '../../src/features/chat/index.ts';
import { serveChat, type ChatNamespaceParts } from '../../src/socket/chat-namespace.ts';
import { createSocketServer } from '../../src/socket/create-socket-server.ts';
import { IdentitySite, type SiteOptions } from '../identity/identity-site.ts';
import type { TestBrowser } from '../identity/test-browser.ts';

/** A client's socket. */
export type ClientSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** What a client's handshake consists of. */
export interface Handshake {
  readonly transport: 'polling' | 'websocket';
  readonly headers: Readonly<Record<string, string>>;
  readonly auth?: Readonly<Record<string, unknown>>;
}

/** The chat's sockets over real sign-ins; behind them a chat that only notes who sent what. */
export class ChatSite {
  /** Everyone whose message got through, in order. */
  readonly heard: Caller[] = [];
  readonly #clients: ClientSocket[] = [];

  private constructor(
    readonly site: IdentitySite,
    readonly server: Server,
  ) {}

  static async start(options: SiteOptions = {}): Promise<ChatSite> {
    const site = await IdentitySite.start(options);
    const server = createSocketServer(site.identity);
    server.attach(site.server);
    server.engine.use(site.identity.sessionMiddleware);
    const chat = new ChatSite(site, server);
    serveChat(server.of('/chat'), chat.#parts());
    return chat;
  }

  /** What a page of a signed-in browser puts into its handshake. */
  async handshakeOf(browser: TestBrowser): Promise<Omit<Handshake, 'transport'>> {
    const { csrfToken } = (await (await browser.fetch('/auth/session')).json()) as { csrfToken: string };
    return { headers: { cookie: browser.cookieHeader(`${this.site.url}/socket.io/`), origin: this.site.url }, auth: { csrfToken } };
  }

  /** Connects. Rejects with what the server said where it refuses. */
  async connect({ transport, headers, auth = {} }: Handshake): Promise<ClientSocket> {
    const options = { transports: [transport], extraHeaders: headers, auth, forceNew: true, reconnection: false };
    const client: ClientSocket = io(`${this.site.url}/chat`, options);
    this.#clients.push(client);
    await new Promise<void>((resolve, reject) => client.once('connect', resolve).once('connect_error', reject));
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.server.close();
  }

  #parts(): ChatNamespaceParts {
    const send = (caller: Caller): Promise<{ turnId: string }> => {
      this.heard.push(caller);
      return Promise.resolve({ turnId: crypto.randomUUID() });
    };
    const { identity } = this.site;
    return { chat: { send }, deciding: {}, identity, logger: pino({ level: 'silent' }) } as unknown as ChatNamespaceParts;
  }
}
