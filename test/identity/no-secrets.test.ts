import { expect } from 'chai';
import { IdentitySite, password } from './identity-site.ts';
import { TestBrowser } from './test-browser.ts';

describe('secrets', () => {
  let site: IdentitySite;
  before(async () => {
    site = await IdentitySite.start();
  });
  after(() => site.stop());

  it('appear neither in any log line nor readable in the session store, whatever goes right or wrong', async () => {
    const browser = new TestBrowser();
    await browser.go(site.url);
    const typed = 'hunter2 typed by mistake';
    await browser.submit({ email: 'clara@alderfinch.example', password: typed });
    await browser.submit({ email: 'clara@alderfinch.example', password });
    const sessionId = site.onlySessionId();
    const tokens = site.tokens();
    const erp = await site.identity.erpTokens.forUser(sessionId, 'agent-7');
    const { csrfToken } = (await (await browser.fetch('/auth/session')).json()) as { csrfToken: string };
    const stored = JSON.stringify([...site.sessionStore.records.values()]);
    await new TestBrowser().go(browser.visited.find((url) => url.includes('/auth/callback')) ?? '');
    site.isProviderDown = true;
    await site.identity.erpTokens.forUser(sessionId, 'another-agent').catch(() => undefined);
    site.isProviderDown = false;
    for (const { model, id } of [...site.providerStore.records.values()]) await site.providerStore.destroy(model, id);
    expect((await site.identity.erpTokens.forUser(sessionId, 'a-third-agent')).kind).to.equal('needs_sign_in');
    await browser.fetch('/auth/sign-out', { method: 'POST', headers: { 'x-csrf-token': csrfToken } });

    const logged = site.logLines.join('\n');
    for (const outcome of ['sign-in refused', 'signed in', 'sign-in failed', 'token exchange refused', 'signed out']) {
      expect(logged, 'what happened is logged').to.include(outcome);
    }
    const parameters = browser.visited.flatMap((url) => [...new URL(url).searchParams]);
    const inAddresses = parameters.filter(([name]) => ['code', 'state', 'nonce', 'code_challenge'].includes(name)).map(([, value]) => value);
    expect(inAddresses.length).to.be.at.least(4);
    const cookies = browser.setCookies.map((line) => line.slice(line.indexOf('=') + 1, line.indexOf(';'))).filter((value) => value.length > 10);
    const { accessToken, refreshToken, idToken } = tokens;
    const secrets = [typed, accessToken, refreshToken, idToken, csrfToken, site.clientKey.privateJwk.d ?? '', ...inAddresses, ...cookies];
    if (erp.kind === 'token') secrets.push(erp.token);
    for (const secret of secrets) expect(logged.includes(secret), `logged: ${secret.slice(0, 12)}…`).to.equal(false);
    expect(logged).to.not.include('clara@alderfinch.example');
    for (const secret of [accessToken, refreshToken, idToken, csrfToken, 'Clara Reyes']) expect(stored.includes(secret)).to.equal(false);
  });
});
