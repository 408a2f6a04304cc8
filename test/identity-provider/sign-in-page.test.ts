import { expect } from 'chai';
import { demoAccounts } from '../../src/demo/accounts.ts';
import { IdentitySite } from '../identity/identity-site.ts';
import { TestBrowser } from '../identity/test-browser.ts';

describe('sign-in page', () => {
  let site: IdentitySite;
  before(async () => {
    site = await IdentitySite.start();
  });
  after(() => site.stop());
  afterEach(() => {
    site.boot();
  });

  const open = async (): Promise<TestBrowser> => {
    const browser = new TestBrowser();
    await browser.go(site.url);
    return browser;
  };

  it('lists every demo account with its role in words, and fills in the one that is picked', async () => {
    const accounts = demoAccounts.map((account) =>
      account.userName === 'CLARA' ? { ...account, jobTitle: 'AR clerk, north', organisation: 'Alder & Finch' } : account,
    );
    site.boot({ provider: { accounts } });
    const browser = await open();
    for (const { displayName } of demoAccounts) expect(browser.page.text).to.include(displayName);
    expect(browser.page.text).to.include('AR clerk, north · Alder &#38; Finch');
    expect(browser.page.text).to.include('Smart agents user, Smart agents approver');
    const link = /href="([^"]*\?account=[^"]*)"/.exec(browser.page.text)?.[1] ?? '';
    await browser.go(link);
    expect(browser.page.text).to.include('value="clara@alderfinch.example"');
    await browser.submit({ password: 'demo' });
    expect(browser.page.text).to.equal('home of Clara Reyes');
  });

  it('names every field, its problem and its heading for screen readers', async () => {
    const browser = await open();
    expect(browser.page.text).to.match(/<html lang="en">/);
    expect(browser.page.text.match(/<h1>/g)).to.have.length(1);
    for (const id of ['email', 'password']) {
      expect(browser.page.text).to.include(`<label for="${id}">`);
      expect(browser.page.text).to.match(new RegExp(`<input\\s+id="${id}"[^>]*autocomplete=`));
    }
    await browser.submit({ email: 'clara@alderfinch.example', password: 'x' });
    expect(browser.page.text).to.match(/<p class="problem" id="problem" role="alert">/);
    expect(browser.page.text).to.match(/<input\s+id="email"[^>]*aria-describedby="problem"/);
  });

  it('has no script and no inline style, and a policy that allows neither', async () => {
    const browser = await open();
    expect(browser.page.text).to.not.match(/<script|<style|\sstyle=|\son\w+=/i);
    const policy = browser.page.headers.get('content-security-policy') ?? '';
    expect(policy).to.include("default-src 'none'");
    expect(policy).to.include("frame-ancestors 'none'");
    expect(policy).to.not.include('unsafe-inline');
    expect(policy).to.include(`form-action 'self' ${site.url}`);
    expect(browser.page.headers.get('cache-control')).to.include('no-store');
    const stylesheet = /<link rel="stylesheet" href="([^"]+)"/.exec(browser.page.text)?.[1] ?? '';
    const response = await browser.fetch(stylesheet);
    expect(response.status).to.equal(200);
    expect(response.headers.get('content-type')).to.include('text/css');
    expect(response.headers.get('cache-control')).to.include('immutable');
  });

  it('shows whatever was typed or configured as text', async () => {
    const [first, ...others] = demoAccounts;
    if (first === undefined) throw new Error('no accounts');
    site.boot({ provider: { accounts: [{ ...first, displayName: '<script>alert(1)</script>' }, ...others] } });
    const browser = await open();
    expect(browser.page.text).to.not.include('<script>');
    await browser.submit({ email: '"><script>alert(2)</script>', password: 'x' });
    expect(browser.page.status).to.equal(401);
    expect(browser.page.text).to.not.include('<script>');
  });

  it('shows the demo password only where it is the one everyone knows', async () => {
    expect((await open()).page.text).to.include('<code>demo</code>');
    site.boot({ provider: { demoPassword: 'a long one of our own' } });
    const browser = await open();
    expect(browser.page.text).to.not.include('a long one of our own');
    expect(browser.page.text).to.not.include('<code>');
  });

  it('says what to do when the sign-in belongs to another browser or is over', async () => {
    const browser = await open();
    const stranger = new TestBrowser();
    await stranger.go(browser.page.url);
    expect(stranger.page.status).to.equal(400);
    expect(stranger.page.text).to.include('sign in again');
    const uid = browser.page.url;
    await browser.submit({ email: 'clara@alderfinch.example', password: 'demo' });
    await browser.go(uid);
    expect(browser.page.status).to.equal(400);
  });

  it('makes whoever guesses wait', async () => {
    const browser = await open();
    for (let attempt = 0; attempt < 8; attempt += 1) await browser.submit({ email: 'tom@alderfinch.example', password: `guess ${attempt}` });
    await browser.submit({ email: 'tom@alderfinch.example', password: 'demo' });
    expect(browser.page.status).to.equal(401);
    expect(browser.page.text).to.match(/Too many wrong passwords\. Try again in 5 min/);
  });
});
