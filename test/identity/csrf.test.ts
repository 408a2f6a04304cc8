import { expect } from 'chai';
import { IdentitySite } from './identity-site.ts';
import type { TestBrowser } from './test-browser.ts';

const tokenOf = async (browser: TestBrowser): Promise<string> =>
  ((await (await browser.fetch('/auth/session')).json()) as { csrfToken: string }).csrfToken;

describe('cross-site request forgery', () => {
  let site: IdentitySite;
  let browser: TestBrowser;
  let token: string;
  before(async () => {
    site = await IdentitySite.start();
    browser = await site.signIn('clara@alderfinch.example');
    token = await tokenOf(browser);
  });
  after(() => site.stop());

  const post = async (headers: Record<string, string>): Promise<[number, string | undefined]> => {
    const response = await browser.fetch('/api/v1/things', { method: 'POST', headers });
    return [response.status, ((await response.json()) as { code?: string }).code];
  };

  it('is refused without the token, with a wrong one, and with another session’s', async () => {
    const other = await site.signIn('tom@alderfinch.example');
    expect(await post({})).to.deep.equal([403, 'csrf']);
    expect(await post({ 'x-csrf-token': 'wrong' })).to.deep.equal([403, 'csrf']);
    expect(await post({ 'x-csrf-token': '' })).to.deep.equal([403, 'csrf']);
    expect(await post({ 'x-csrf-token': await tokenOf(other) })).to.deep.equal([403, 'csrf']);
  });

  it('is refused when the browser says that another site asks, even with the token', async () => {
    expect(await post({ 'x-csrf-token': token, 'sec-fetch-site': 'cross-site' })).to.deep.equal([403, 'csrf']);
    expect(await post({ 'x-csrf-token': token, 'sec-fetch-site': 'same-site' })).to.deep.equal([403, 'csrf']);
    expect(await post({ 'x-csrf-token': token, origin: 'https://evil.example' })).to.deep.equal([403, 'csrf']);
    expect(await post({ 'x-csrf-token': token, origin: 'null' })).to.deep.equal([403, 'csrf']);
  });

  it('does not stop our own pages', async () => {
    expect(await post({ 'x-csrf-token': token })).to.deep.equal([200, undefined]);
    expect(await post({ 'x-csrf-token': token, 'sec-fetch-site': 'same-origin', origin: site.url })).to.deep.equal([200, undefined]);
  });

  it('cannot sign anyone out', async () => {
    expect((await browser.fetch('/auth/sign-out', { method: 'POST' })).status).to.equal(403);
    expect((await browser.fetch('/auth/session')).status).to.equal(200);
  });
});
