import { expect } from 'chai';
import { IdentitySite } from './identity-site.ts';
import type { TestBrowser } from './test-browser.ts';

const signOut = async (browser: TestBrowser): Promise<string> => {
  const { csrfToken } = (await (await browser.fetch('/auth/session')).json()) as { csrfToken: string };
  const response = await browser.fetch('/auth/sign-out', { method: 'POST', headers: { 'x-csrf-token': csrfToken } });
  expect(response.status).to.equal(200);
  return ((await response.json()) as { redirectTo: string }).redirectTo;
};

describe('signing out', () => {
  let site: IdentitySite;
  let browser: TestBrowser;
  beforeEach(async () => {
    site = await IdentitySite.start();
    browser = await site.signIn('clara@alderfinch.example');
  });
  afterEach(() => site.stop());

  it('ends the session here and at the provider, without asking again', async () => {
    await browser.go(await signOut(browser));
    expect(browser.visited.some((url) => url === `${site.url}/`)).to.equal(true);
    expect(browser.page.url).to.match(/\/idp\/interaction\//);
    expect(browser.page.text).to.include('type="password"');
    expect(site.sessionStore.records.size).to.equal(0);
  });

  it('makes a copy of the cookie worthless', async () => {
    const copy = browser.cookieHeader(`${site.url}/`);
    await signOut(browser);
    const response = await browser.fetch('/auth/session', { headers: { cookie: copy } });
    expect(response.status).to.equal(401);
  });

  it('takes the tokens back at once, even if the browser never gets to the provider', async () => {
    const sessionId = site.onlySessionId();
    expect((await site.identity.erpTokens.forUser(sessionId)).kind).to.equal('token');
    await signOut(browser);
    const models = [...site.providerStore.records.values()].map(({ model }) => model);
    expect(models).to.not.include('RefreshToken');
    expect(models).to.not.include('Grant');
    expect(await site.identity.erpTokens.forUser(sessionId)).to.deep.equal({ kind: 'needs_sign_in' });
  });

  it('tells whoever listens which session ended, until they stop listening', async () => {
    const sessionId = site.onlySessionId();
    const ended: string[] = [];
    const stop = site.identity.onSignedOut((id) => ended.push(id));
    await signOut(browser);
    expect(ended).to.deep.equal([sessionId]);
    stop();
    const next = await site.signIn('tom@alderfinch.example');
    await signOut(next);
    expect(ended).to.have.length(1);
  });

  it('works while the provider is down, and leads home', async () => {
    site.isProviderDown = true;
    expect(await signOut(browser)).to.equal(`${site.url}/`);
    expect(site.sessionStore.records.size).to.equal(0);
  });

  it('at the provider ends what was granted there, too, and asks nobody when our own proof comes with it', async () => {
    const home = encodeURIComponent(`${site.url}/`);
    const models = () => [...site.providerStore.records.values()].map(({ model }) => model);
    expect(models()).to.include.members(['Session', 'Grant', 'RefreshToken']);
    const response = await browser.fetch(
      `${site.issuer}/session/end?id_token_hint=${site.tokens().idToken}&post_logout_redirect_uri=${home}&state=s%201`,
    );
    expect(response.status).to.equal(303);
    expect(response.headers.get('location')).to.equal(`${site.url}/?state=s+1`);
    for (const model of ['Session', 'Grant', 'RefreshToken']) expect(models()).to.not.include(model);
  });

  it('asks first at the provider when nobody vouches for the request', async () => {
    await browser.go(`${site.issuer}/session/end`);
    expect(browser.page.text).to.include('Sign out?');
    await browser.submit();
    await browser.go(`${site.url}/auth/sign-in`);
    expect(browser.page.text, 'staying keeps the session').to.equal('home of Clara Reyes');

    await browser.go(`${site.issuer}/session/end`);
    await browser.submit({ logout: 'yes' });
    expect(browser.page.text).to.include('You are signed out');
    expect([...site.providerStore.records.values()].map(({ model }) => model)).to.not.include('RefreshToken');
  });

  it('asks first when the proof names someone else than the person signed in', async () => {
    const { idToken } = site.tokens();
    const other = await site.signIn('tom@alderfinch.example');
    await other.go(`${site.issuer}/session/end?id_token_hint=${idToken}&post_logout_redirect_uri=${encodeURIComponent(`${site.url}/`)}`);
    expect(other.page.text).to.include('Sign out?');
  });

  it('never leads to an address that is not registered', async () => {
    const { idToken } = site.tokens();
    await browser.go(`${site.issuer}/session/end?id_token_hint=${idToken}&post_logout_redirect_uri=https%3A%2F%2Fevil.example%2F`);
    expect(browser.page.status).to.equal(400);
    expect(browser.page.url.startsWith(site.issuer)).to.equal(true);
  });
});
