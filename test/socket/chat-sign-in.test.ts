import { once } from 'node:events';
import { expect } from 'chai';
import type { Problem } from '../../src/contracts/problem.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { disconnectEnded } from '../../src/socket/socket-sign-in.ts';
import type { TestBrowser } from '../identity/test-browser.ts';
import { ChatSite, type ClientSocket } from './chat-site.ts';

const minute = 60_000;
const hour = 60 * minute;

const events = ['session.open', 'message.send', 'turn.cancel', 'approval.decide'] as const;

describe('a chat socket and its sign-in', () => {
  let clock: ManualClock;
  let chat: ChatSite;
  let browser: TestBrowser;
  let socket: ClientSocket;
  let closed: Promise<unknown>;
  beforeEach(async () => {
    clock = new ManualClock(new Date());
    chat = await ChatSite.start({ identity: { clock, lifetimes: { idle: hour, absolute: 3 * hour } } });
    browser = await chat.site.signIn('clara@alderfinch.example');
    socket = await chat.connect({ transport: 'websocket', ...(await chat.handshakeOf(browser)) });
    closed = once(socket as never, 'disconnect');
  });
  afterEach(() => chat.close());

  /** The problem an event is answered with; null where it got through. */
  const problemWith = (event: string, ...args: readonly unknown[]): Promise<Problem | null> =>
    new Promise((resolve) => {
      const untyped = socket as unknown as { emit(event: string, ...args: unknown[]): void };
      untyped.emit(event, ...args, (answer: { ok: boolean; problem?: Problem }) => resolve(answer.problem ?? null));
    });
  const say = (): Promise<Problem | null> =>
    problemWith('message.send', { sessionId: crypto.randomUUID(), clientMessageId: crypto.randomUUID(), text: 'Hello' });

  for (const event of events) {
    it(`answers ${event} with a problem and closes once the sign-in has ended`, async () => {
      clock.advance(hour);
      expect(await problemWith(event, {})).to.include({ code: 'unauthenticated', status: 401 });
      expect(await closed).to.include('io server disconnect');
      expect(chat.heard).to.deep.equal([]);
    });
  }

  it('ends with a sign-in that was removed, not only with one that expired', async () => {
    await chat.site.sessionStore.destroy(chat.site.onlySessionId());
    expect((await say())?.code).to.equal('unauthenticated');
    await closed;
  });

  it('keeps the sign-in of someone who only chats, up to its absolute end', async () => {
    for (let spent = 0; spent < 3 * hour - 45 * minute; spent += 45 * minute) {
      clock.advance(45 * minute);
      expect(await say(), `after ${spent / minute + 45} minutes`).to.equal(null);
    }
    clock.advance(45 * minute);
    expect((await say())?.code).to.equal('unauthenticated');
  });

  it('acts with the permission sets of now, not with those of its handshake', async () => {
    const setRoles = async (...roles: readonly string[]): Promise<void> => {
      const { sessionStore, box } = chat.site;
      const record = (await sessionStore.get(chat.site.onlySessionId()))!;
      const data = JSON.parse(box.open(record.sealedData)) as { passport: { user: object } };
      data.passport.user = { ...data.passport.user, roles };
      await sessionStore.update(record.id, { sealedData: box.seal(JSON.stringify(data)), expiresAt: record.expiresAt });
    };
    await setRoles('SMART AGENTS USER', 'SMART AGENTS APPROVER');
    expect(await say()).to.equal(null);
    expect(chat.heard.at(-1)?.person).to.deep.include({ roles: ['SMART AGENTS USER', 'SMART AGENTS APPROVER'] });
    await setRoles('SMART AGENTS AUDITOR');
    expect((await say())?.code).to.equal('forbidden');
    expect(chat.heard).to.have.length(1);
  });

  it('is closed by the sweep when its sign-in has ended, and stays open otherwise', async () => {
    const namespace = chat.server.of('/chat');
    await disconnectEnded(namespace, chat.site.identity);
    expect(await say()).to.equal(null);
    clock.advance(hour);
    await disconnectEnded(namespace, chat.site.identity);
    await closed;
  });

  it('refuses events when the sign-in cannot be checked, and stays open', async () => {
    const { sessionStore } = chat.site;
    const get = sessionStore.get.bind(sessionStore);
    sessionStore.get = () => Promise.reject(new Error('SQLITE_IOERR: disk I/O error'));
    expect(await say()).to.include({ code: 'unavailable', detail: 'Your sign-in cannot be checked at the moment.' });
    sessionStore.get = get;
    expect(await say()).to.equal(null);
  });

  it('answers what is malformed with a problem, and outlives what cannot be answered', async () => {
    expect((await problemWith('message.send', { text: 7 }))?.code).to.equal('bad_request');
    expect((await problemWith('approval.decide', null))?.code).to.equal('bad_request');
    (socket as unknown as { emit(event: string, ...args: unknown[]): void }).emit('message.send', {}, 'no function');
    (socket as unknown as { emit(event: string, ...args: unknown[]): void }).emit('turn.cancel');
    expect(await say()).to.equal(null);
  });
});
