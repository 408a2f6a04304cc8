import { io, type Socket } from 'socket.io-client';
import type { ApprovalDecisionResult, ApprovalView } from '../contracts/approvals.ts';
import type { ChatAuth, ClientToServerEvents, SendMessage, ServerToClientEvents } from '../contracts/chat-socket.ts';
import type { PanelEvent } from '../contracts/panel-events.ts';
import type { AvailableAgent, Me, SessionView } from '../contracts/sessions.ts';

/** Redirects one sign-in may take. */
const mostRedirects = 20;

const attribute = (tag: string, name: string): string | undefined => new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');

/** A person's browser as far as the demo needs one: cookies, redirects, the sign-in form, JSON, a chat socket. */
export class SignedInClient {
  readonly #cookies = new Map<string, string>();
  #csrfToken = '';

  private constructor(private readonly url: string) {}

  /** Signs in through the identity provider's own page. Throws where it refuses. */
  static async signIn(url: string, email: string, password: string): Promise<SignedInClient> {
    const client = new SignedInClient(url);
    const page = await client.#follow(`${url}/auth/sign-in?returnTo=/healthz`);
    const form = /<form[^>]*method="post"[\s\S]*?<\/form>/i.exec(page.body)?.[0] ?? '';
    const fields = new URLSearchParams();
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      const name = attribute(input, 'name');
      if (name) fields.set(name, attribute(input, 'value') ?? '');
    }
    fields.set('email', email);
    fields.set('password', password);
    const action = new URL(attribute(form, 'action') ?? '', page.url).href;
    await client.#follow(action, {
      method: 'POST',
      body: fields.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(page.url).origin },
    });
    client.#csrfToken = (await client.me()).csrfToken;
    return client;
  }

  /** Gives a grant for use while she is away, as her browser would; answers the page she comes back to. */
  async grant(delegationId: string): Promise<{ url: string }> {
    const query = new URLSearchParams({ for: delegationId, returnTo: '/healthz' });
    return this.#follow(`${this.url}/auth/grant?${query.toString()}`);
  }

  /** Signs out, at the identity provider too. */
  async signOut(): Promise<void> {
    const { redirectTo } = await this.post<{ redirectTo: string }>('/auth/sign-out', {});
    await this.#follow(new URL(redirectTo, this.url).href);
  }

  me(): Promise<Me> {
    return this.get<Me>('/api/v1/me');
  }

  /** JSON of an address; throws with the problem's text where it is refused. */
  async get<Value>(path: string): Promise<Value> {
    return this.#json<Value>(path, {});
  }

  async post<Value>(path: string, body: unknown): Promise<Value> {
    return this.#json<Value>(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  }

  /** Any request to the program as this person; one that changes something carries what protects her from forged ones. */
  request(path: string, init: RequestInit = {}): Promise<Response> {
    const isRead = (init.method ?? 'GET') === 'GET';
    const protection: Record<string, string> = isRead ? {} : { 'x-csrf-token': this.#csrfToken, origin: this.url };
    return this.#fetch(this.url + path, {
      ...init,
      headers: { accept: 'application/json', ...protection, ...(init.headers as Record<string, string>) },
    });
  }

  /** Opens a conversation with the agent of that name in the first company. */
  async open(agentName: string): Promise<Conversation> {
    const { value: agents } = await this.get<{ value: AvailableAgent[] }>('/api/v1/agents');
    const agent = agents.find(({ name }) => name === agentName);
    const [company] = (await this.me()).companies;
    if (!agent || !company) throw new Error(`There is no agent "${agentName}" or no company for this person.`);
    const session = await this.post<SessionView>('/api/v1/sessions', { agentId: agent.id, companyId: company.id });
    return Conversation.join(session, { url: this.url, cookie: this.#cookieHeader(), csrfToken: this.#csrfToken });
  }

  #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie: this.#cookieHeader() },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const equals = pair.indexOf('=');
      const [name, value] = [pair.slice(0, equals), pair.slice(equals + 1)];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return answer;
  }

  async #follow(url: string, init: RequestInit = {}): Promise<{ url: string; body: string }> {
    let at = url;
    let answer = await this.#fetch(at, { ...init, headers: { accept: 'text/html', ...(init.headers as Record<string, string>) } });
    for (let hop = 0; answer.status >= 300 && answer.status < 400 && hop < mostRedirects; hop++) {
      at = new URL(answer.headers.get('location') ?? '', at).href;
      answer = await this.#fetch(at, { headers: { accept: 'text/html' } });
    }
    return { url: at, body: await answer.text() };
  }

  async #json<Value>(path: string, init: RequestInit): Promise<Value> {
    const answer = await this.request(path, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${path} answered ${answer.status}: ${text.slice(0, 300)}`);
    return JSON.parse(text) as Value;
  }
}

type ChatSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Where a socket connects to, and what it signs in with. */
interface SocketSignIn extends ChatAuth {
  readonly url: string;
  readonly cookie: string;
}

/** A conversation over the chat socket. After a lost connection it takes up where it was, without loss or doubles. */
export class Conversation {
  readonly events: PanelEvent[] = [];
  #listening: (() => void)[] = [];

  private constructor(
    readonly session: SessionView,
    private readonly socket: ChatSocket,
  ) {
    socket.on('event', (event) => this.#take(event));
    socket.io.on('reconnect', () => void this.#open().catch(() => undefined));
  }

  static async join(session: SessionView, { url, cookie, csrfToken }: SocketSignIn): Promise<Conversation> {
    const auth: ChatAuth = { csrfToken };
    const socket: ChatSocket = io(`${url}/chat`, { extraHeaders: { cookie }, auth, transports: ['websocket'], forceNew: true });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    const conversation = new Conversation(session, socket);
    await conversation.#open();
    return conversation;
  }

  /** Says something and waits until the agent has answered or waits for a decision. Answers what was shown meanwhile. */
  async say(text: string): Promise<readonly PanelEvent[]> {
    const from = this.events.length;
    const message: SendMessage = { sessionId: this.session.id, clientMessageId: crypto.randomUUID(), text };
    const { turnId } = await this.#ask<{ turnId: string }>((ack) => this.socket.emit('message.send', message, ack));
    await this.settled(turnId, from);
    return this.events.slice(from);
  }

  /** Decides on a proposal. Answers what came of it. */
  decide(approval: ApprovalView, decision: 'confirm' | 'reject', reason?: string): Promise<ApprovalDecisionResult> {
    const request = { approvalId: approval.id, version: approval.version, decision, ...(reason === undefined ? {} : { reason }) };
    return this.#ask((ack) => this.socket.emit('approval.decide', request, ack));
  }

  /** Waits until a turn ends or waits for a person, looking at what was shown from an event on. */
  async settled(turnId: string, from: number): Promise<void> {
    const ends = ['turn.completed', 'turn.failed', 'turn.cancelled', 'turn.waiting'];
    await this.until(({ data }) => data.turnId === turnId && ends.includes(data.type), from);
  }

  /** Waits for an event, looking at what was shown from an event on. */
  async until(isIt: (event: PanelEvent) => boolean, from = 0): Promise<PanelEvent> {
    for (;;) {
      const found = this.events.slice(from).find(isIt);
      if (found) return found;
      await new Promise<void>((resolve) => this.#listening.push(resolve));
    }
  }

  close(): void {
    this.socket.close();
  }

  async #open(): Promise<void> {
    const afterSequence = this.events.at(-1)?.sequence ?? 0;
    const { events } = await this.#ask<{ events: PanelEvent[] }>((ack) =>
      this.socket.emit('session.open', { sessionId: this.session.id, afterSequence }, ack),
    );
    for (const event of events) this.#take(event);
  }

  /** What was missed may come after what is new, and twice. */
  #take(event: PanelEvent): void {
    const before = this.events.findLastIndex(({ sequence }) => sequence <= event.sequence);
    if (this.events[before]?.sequence === event.sequence) return;
    this.events.splice(before + 1, 0, event);
    for (const heard of this.#listening.splice(0)) heard();
  }

  #ask<Value>(emit: (ack: (answer: { ok: true; value: Value } | { ok: false; problem: { detail: string } }) => void) => void): Promise<Value> {
    return new Promise((resolve, reject) => {
      emit((answer) => (answer.ok ? resolve(answer.value) : reject(new Error(answer.problem.detail))));
    });
  }
}
