import { expect } from 'chai';
import { ChatSite, type Handshake } from './chat-site.ts';

type Refused = Error & { readonly data?: { readonly code?: string }; readonly description?: unknown };

describe('the handshake of a chat socket', () => {
  let chat: ChatSite;
  let own: Omit<Handshake, 'transport'>;
  let anothers: Omit<Handshake, 'transport'>;
  before(async () => {
    chat = await ChatSite.start();
    own = await chat.handshakeOf(await chat.site.signIn('clara@alderfinch.example'));
    anothers = await chat.handshakeOf(await chat.site.signIn('tom@alderfinch.example'));
  });
  after(() => chat.close());

  /** The code of the problem it is refused with, `forbidden handshake` where not even a connection was made, or `connected`. */
  const outcome = (handshake: Handshake): Promise<string> =>
    chat.connect(handshake).then(
      () => 'connected',
      (error: Refused) => error.data?.code ?? 'forbidden handshake',
    );

  for (const transport of ['polling', 'websocket'] as const) {
    describe(`over ${transport}`, () => {
      it('is accepted from our own pages, which know the anti-forgery token', async () => {
        expect(await outcome({ transport, ...own })).to.equal('connected');
      });

      it('is refused from a page of another origin, even with the token', async () => {
        for (const origin of ['https://evil.example', 'http://127.0.0.1:9999', 'null', `${chat.site.url}.evil.example`]) {
          const headers = { ...own.headers, origin };
          expect(await outcome({ transport, ...own, headers }), origin).to.equal('forbidden handshake');
        }
      });

      it('is refused where the browser states no origin but another site', async () => {
        const { cookie = '' } = own.headers;
        expect(await outcome({ transport, ...own, headers: { cookie, 'sec-fetch-site': 'same-site' } })).to.equal('forbidden handshake');
        expect(await outcome({ transport, ...own, headers: { cookie, 'sec-fetch-site': 'same-origin' } })).to.equal('connected');
      });

      it('is refused without the token, with a wrong one, and with another session’s', async () => {
        const { headers } = own;
        for (const auth of [{}, { csrfToken: '' }, { csrfToken: 'wrong' }, { csrfToken: 7 }, { ...anothers.auth }, { ...own.auth, more: 1 }]) {
          expect(await outcome({ transport, headers, auth }), JSON.stringify(auth)).to.equal('csrf');
        }
      });

      it('is accepted from a client that is no browser only with the token', async () => {
        const { cookie = '' } = own.headers;
        expect(await outcome({ transport, headers: { cookie }, auth: { ...own.auth } })).to.equal('connected');
        expect(await outcome({ transport, headers: { cookie } })).to.equal('csrf');
      });

      it('is refused without a sign-in, whatever token comes along', async () => {
        expect(await outcome({ transport, headers: {}, auth: { ...own.auth } })).to.equal('unauthenticated');
      });

      it('is refused to people who may not chat', async () => {
        const auditor = await chat.handshakeOf(await chat.site.signIn('noor@alderfinch.example'));
        expect(await outcome({ transport, ...auditor })).to.equal('forbidden');
      });
    });
  }
});
