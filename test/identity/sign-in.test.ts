import { expect } from 'chai';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import type { SignedInUser } from '../../src/features/identity/index.ts';
import { IdentitySite, password } from './identity-site.ts';
import { TestBrowser } from './test-browser.ts';

const clara = 'clara@alderfinch.example';

describe('signing in', () => {
  let site: IdentitySite;
  beforeEach(async () => {
    site = await IdentitySite.start();
  });
  afterEach(() => site.stop());

  it('leads a browser from the page it asked for through the sign-in page and back to it', async () => {
    const browser = new TestBrowser();
    await browser.go(`${site.url}/orders?status=open`);
    expect(browser.page.url).to.match(/\/idp\/interaction\//);
    expect(browser.page.status).to.equal(200);
    await browser.submit({ email: clara, password });
    expect(browser.page.url).to.equal(`${site.url}/orders?status=open`);
    expect(browser.page.text).to.equal('orders, /orders?status=open');
  });

  it('tells the program who signed in, for which tenant and with which roles', async () => {
    const browser = await site.signIn('marta@alderfinch.example');
    const { user } = (await (await browser.fetch('/auth/session')).json()) as { user: SignedInUser };
    expect(user).to.deep.equal({
      tid: alderFinchTenant,
      oid: '5e0c9b64-8f1d-4c3a-a7e2-91d3b5c6f004',
      userName: 'marta@alderfinch.example',
      displayName: 'Marta Lindqvist',
      email: 'marta@alderfinch.example',
      roles: ['SMART AGENTS USER', 'SMART AGENTS APPROVER'],
    });
  });

  it('finds the account whatever the case of the email', async () => {
    const browser = await site.signIn(' CLARA@AlderFinch.example ');
    expect(browser.page.text).to.equal('home of Clara Reyes');
  });

  it('says that email and password do not match, in the same words for unknown people, and lets them try again', async () => {
    const browser = new TestBrowser();
    await browser.go(site.url);
    await browser.submit({ email: clara, password: 'wrong' });
    expect(browser.page.status).to.equal(401);
    const problem = /role="alert">([^<]*)</.exec(browser.page.text)?.[1];
    expect(problem).to.match(/do not belong together/);
    await browser.submit({ email: 'nobody@alderfinch.example', password });
    expect(/role="alert">([^<]*)</.exec(browser.page.text)?.[1]).to.equal(problem);
    expect(site.sessionStore.records.size).to.equal(0);
    await browser.submit({ email: clara, password });
    expect(browser.page.text).to.equal('home of Clara Reyes');
  });

  it('keeps sign-in and session in cookies that scripts and other sites cannot use', async () => {
    const browser = await site.signIn(clara);
    const set = (name: string) => browser.setCookies.find((line) => line.startsWith(name));
    expect(set('smart-agents.sid=')).to.match(/^smart-agents\.sid=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(set('smart-agents.sign-in.')).to.match(/; Path=\/auth; .*HttpOnly; SameSite=Lax$/);
    expect(set('idp_session=')).to.match(/; path=\/idp; .*samesite=lax; httponly/);
    expect(
      browser.cookies.filter(({ name }) => name.includes('sign-in')),
      'forgotten once used',
    ).to.deep.equal([]);
  });

  it('starts a new session id at sign-in, whatever session the browser was given meanwhile', async () => {
    const attacker = await site.signIn('tom@alderfinch.example');
    const victim = new TestBrowser();
    await victim.go(site.url);
    const planted = attacker.cookies.find(({ name }) => name === 'smart-agents.sid');
    if (planted === undefined) throw new Error('no session cookie');
    victim.cookies.push({ ...planted });
    await victim.submit({ email: clara, password });
    expect(victim.page.text).to.equal('home of Clara Reyes');
    expect(victim.cookies.find(({ name }) => name === planted.name)?.value).to.not.equal(planted.value);
    expect((await attacker.fetch('/auth/session')).status, 'the planted session is over').to.equal(401);
    expect(site.sessionStore.records.size).to.equal(1);
  });

  it('lets two tabs of one browser sign in at once', async () => {
    const first = new TestBrowser();
    const second = new TestBrowser(first.cookies);
    await first.go(`${site.url}/orders?tab=1`);
    await second.go(`${site.url}/orders?tab=2`);
    await second.submit({ email: clara, password });
    await first.submit({ email: clara, password });
    expect(second.page.text).to.equal('orders, /orders?tab=2');
    expect(first.page.text).to.equal('orders, /orders?tab=1');
  });

  it('refuses an answer that this browser did not ask for', async () => {
    const victim = new TestBrowser();
    await victim.go(site.url);
    const attacker = new TestBrowser();
    await attacker.go(site.url);
    await attacker.submit({ email: 'tom@alderfinch.example', password });
    const callback = attacker.visited.find((url) => url.includes('/auth/callback')) ?? '';
    await victim.go(callback);
    expect(victim.page.status).to.equal(400);
    expect(victim.page.text).to.include('started in another browser');
    expect(site.sessionStore.records.size).to.equal(1);
  });

  it('takes a reload of the answer, once signed in, for a wish to go home', async () => {
    const browser = await site.signIn(clara, '/orders');
    await browser.go(browser.visited.find((url) => url.includes('/auth/callback')) ?? '');
    expect(browser.page.text).to.equal('home of Clara Reyes');
  });

  it('says so when the provider reports that the sign-in was cancelled', async () => {
    const browser = new TestBrowser();
    await browser.go(site.url);
    const sent = new URL(browser.visited.find((url) => url.includes('/idp/auth?')) ?? '');
    const answer = new URLSearchParams({
      error: 'access_denied',
      state: sent.searchParams.get('state') ?? '',
      iss: site.issuer,
    });
    await browser.go(`${site.url}/auth/callback?${answer.toString()}`);
    expect(browser.page.status).to.equal(400);
    expect(browser.page.text).to.include('was cancelled');
  });

  it('asks the provider again at the next sign-in when it could not be reached at the first', async () => {
    site.isProviderDown = true;
    const browser = new TestBrowser();
    await browser.go(site.url);
    expect(browser.page.status).to.equal(502);
    expect(browser.page.text).to.include('The identity provider cannot be reached.');
    site.isProviderDown = false;
    await browser.go(site.url);
    expect(browser.page.url).to.match(/\/idp\/interaction\//);
  });

  it('moves a browser to the public address first, where the provider will send it back to', async () => {
    const browser = new TestBrowser();
    const response = await browser.fetch(`${site.url.replace('127.0.0.1', 'localhost')}/auth/sign-in?returnTo=%2Forders`);
    expect(response.status).to.equal(303);
    expect(response.headers.get('location')).to.equal(`${site.url}/auth/sign-in?returnTo=%2Forders`);
  });

  it('accepts an issuer over http on this machine only', async () => {
    expect(() => {
      site.boot({ openId: { issuer: 'http://login.example/idp' } });
    }).to.throw('must be reached over https');
  });
});

describe('who may pass', () => {
  let site: IdentitySite;
  before(async () => {
    site = await IdentitySite.start();
  });
  after(() => site.stop());

  it('answers 401 to a script that is not signed in, and sends a navigation to sign in', async () => {
    const browser = new TestBrowser();
    const script = await browser.fetch(`${site.url}/orders`);
    expect(script.status).to.equal(401);
    expect(((await script.json()) as { code: string }).code).to.equal('unauthenticated');
    const navigation = await browser.fetch(`${site.url}/orders?a=1`, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(navigation.status).to.equal(303);
    expect(navigation.headers.get('location')).to.equal('/auth/sign-in?returnTo=%2Forders%3Fa%3D1');
    const fetchOfHtml = await browser.fetch(`${site.url}/orders`, {
      headers: { accept: 'text/html', 'sec-fetch-mode': 'cors' },
    });
    expect(fetchOfHtml.status).to.equal(401);
    const post = await browser.fetch(`${site.url}/api/v1/things`, { method: 'POST', headers: { accept: 'text/html' } });
    expect(post.status).to.equal(401);
  });

  it('lets only holders of the permission set through', async () => {
    const cases = [
      ['adele@alderfinch.example', 200],
      ['clara@alderfinch.example', 403],
      ['noor@alderfinch.example', 403],
    ] as const;
    for (const [email, status] of cases) {
      const browser = await site.signIn(email);
      expect((await browser.fetch('/admin')).status, email).to.equal(status);
    }
    expect((await new TestBrowser().fetch(`${site.url}/admin`)).status).to.equal(401);
  });
});
