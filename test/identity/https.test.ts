import { expect } from 'chai';
import { IdentitySite } from './identity-site.ts';
import { TestBrowser } from './test-browser.ts';

describe('behind a proxy that speaks https', () => {
  const publicUrl = 'https://agents.example';
  let site: IdentitySite;
  before(async () => {
    site = await IdentitySite.start();
    const client = {
      clientId: 'smart-agents',
      name: 'Smart Agents',
      jwks: { keys: [site.clientKey.publicJwk] },
      redirectUris: [`${publicUrl}/auth/callback`],
      postLogoutRedirectUris: [`${publicUrl}/`],
    };
    site.boot({ identity: { publicUrl }, provider: { clients: [client] } });
  });
  after(() => site.stop());

  const proxied = (path: string, cookie = ''): Promise<Response> =>
    new TestBrowser().fetch(site.url + path, {
      headers: { host: 'agents.example', 'x-forwarded-proto': 'https', cookie },
    });

  it('every cookie is Secure, and the session’s belongs to this host alone', async () => {
    const begun = await proxied('/auth/sign-in?returnTo=/orders');
    const [state = ''] = begun.headers.getSetCookie();
    expect(state).to.match(/; Secure; SameSite=Lax$/);

    const browser = new TestBrowser();
    await browser.go(begun.headers.get('location') ?? '');
    await browser.submit({ email: 'clara@alderfinch.example', password: 'demo' }).catch(() => undefined);
    const callback = new URL(browser.visited.at(-1) ?? '');
    expect(callback.origin, 'the way back is https').to.equal(publicUrl);

    const signedIn = await proxied(callback.pathname + callback.search, state.split(';')[0]);
    expect(signedIn.headers.get('location')).to.equal('/orders');
    const session = signedIn.headers.getSetCookie().find((line) => line.startsWith('__Host-smart-agents.sid=')) ?? '';
    expect(session).to.match(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect((await proxied('/orders', session.split(';')[0])).status).to.equal(200);
  });
});
