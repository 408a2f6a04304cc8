import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { IdentitySite } from './identity-site.ts';

describe('a restart', () => {
  let site: IdentitySite;
  beforeEach(async () => {
    site = await IdentitySite.start();
  });
  afterEach(() => site.stop());

  it('signs nobody out, and work for the user goes on from the session id alone', async () => {
    const browser = await site.signIn('clara@alderfinch.example');
    const sessionId = site.onlySessionId();
    site.boot();
    expect((await browser.go(`${site.url}/orders`)).text).to.equal('orders, /orders');
    const outcome = await site.identity.erpTokens.forUser(sessionId, 'agent-7');
    expect(outcome.kind === 'token' && decodeJwt(outcome.token)['act']).to.deep.equal({ sub: 'agent-7' });
  });

  it('loses no sign-in that is under way', async () => {
    const browser = await site.signIn('nobody@alderfinch.example', '/orders');
    site.boot();
    await browser.submit({ email: 'clara@alderfinch.example', password: 'demo' });
    expect(browser.page.text).to.equal('orders, /orders');
  });

  it('keeps the provider’s session: a new one here needs no password', async () => {
    const browser = await site.signIn('clara@alderfinch.example');
    site.sessionStore.records.clear();
    site.boot();
    expect((await browser.go(`${site.url}/orders`)).text).to.equal('orders, /orders');
  });
});
