import { once } from 'node:events';
import { expect } from 'chai';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import type { SignedInSession } from '../../src/features/identity/index.ts';
import { IdentitySite } from './identity-site.ts';
import type { TestBrowser } from './test-browser.ts';

describe('a socket’s handshake', () => {
  let site: IdentitySite;
  let server: Server;
  let browser: TestBrowser;
  before(async () => {
    site = await IdentitySite.start();
    browser = await site.signIn('ben@alderfinch.example');
    server = new Server(site.server, { serveClient: false });
    server.engine.use(site.identity.sessionMiddleware);
    server.on('connection', (socket) => {
      socket.emit('who', site.identity.signedInSessionOf(socket.request) ?? null);
    });
  });
  after(async () => {
    await server.close();
  });

  const whoOver = async (transport: 'polling' | 'websocket', cookie: string): Promise<SignedInSession | null> => {
    const client = io(site.url, {
      transports: [transport],
      extraHeaders: { cookie },
      forceNew: true,
      reconnection: false,
    });
    try {
      return await new Promise((resolve, reject) => {
        client.on('who', resolve);
        client.on('connect_error', reject);
      });
    } finally {
      client.close();
    }
  };

  for (const transport of ['polling', 'websocket'] as const) {
    it(`knows user and session by the cookie, over ${transport}`, async () => {
      const found = await whoOver(transport, browser.cookieHeader(`${site.url}/socket.io/`));
      expect(found?.user.displayName).to.equal('Ben Okafor');
      expect(found?.sessionId).to.equal(site.onlySessionId());
    });

    it(`knows nobody without a cookie or by a forged one, over ${transport}`, async () => {
      expect(await whoOver(transport, '')).to.equal(null);
      expect(await whoOver(transport, `smart-agents.sid=s%3A${site.onlySessionId()}.forged`)).to.equal(null);
    });
  }

  it('can be closed when its session signs out', async () => {
    const cookie = browser.cookieHeader(`${site.url}/socket.io/`);
    const client = io(site.url, {
      transports: ['websocket'],
      extraHeaders: { cookie },
      forceNew: true,
      reconnection: false,
    });
    await once(client as never, 'who');
    site.identity.onSignedOut((ended) => {
      for (const socket of server.sockets.sockets.values()) {
        if (site.identity.signedInSessionOf(socket.request)?.sessionId === ended) socket.disconnect(true);
      }
    });
    const closed = new Promise((resolve) => client.on('disconnect', resolve));
    const { csrfToken } = (await (await browser.fetch('/auth/session')).json()) as { csrfToken: string };
    await browser.fetch('/auth/sign-out', { method: 'POST', headers: { 'x-csrf-token': csrfToken } });
    expect(await closed).to.equal('io server disconnect');
  });
});
