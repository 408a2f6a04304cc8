import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { environmentUser } from '../../src/erp-check/environment-user.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { EntraProcess } from '../identity/entra/entra-process.ts';
import { apiAudience, terminalClientId } from '../identity/entra/wire.ts';
import { TestBrowser } from '../identity/test-browser.ts';

const tenant = '11111111-1111-4111-8111-111111111111';
const clara = '00000000-0000-4000-8000-000000000001';
const base = 'https://api.businesscentral.dynamics.com/v2.0/contoso.com/production';

describe('who looks at an environment', () => {
  let entra: EntraProcess;
  before(async () => {
    entra = await EntraProcess.start(tenant);
  });
  after(() => entra.stop());

  const signInWith = (say: (message: string) => void) =>
    environmentUser(
      base,
      { ERP_CHECK_CLIENT_ID: terminalClientId, OIDC_ISSUER: entra.issuer(tenant), BC_SCOPE: 'openid user_impersonation' },
      { say, clock: systemClock },
    );

  /** Enters the code that was told at the address that was told, as this person. */
  const enter = async (message: string, login: string, last: Record<string, string> = {}): Promise<void> => {
    const [, address = '', code = ''] = /Open (\S+) .* code (\S+)\.$/.exec(message) ?? [];
    const browser = new TestBrowser();
    await browser.go(address);
    await browser.submit({ user_code: code });
    while (browser.page.text.includes('<form') && Object.keys(last).length === 0) await browser.submit({ login, password: 'any' });
    if (Object.keys(last).length > 0) await browser.submit(last);
  };

  it('is whoever signs in with the code, with a token of that person', async () => {
    let entered: Promise<void> | undefined;
    const user = await signInWith((message) => {
      entered = enter(message, clara);
    });
    await entered;
    expect(decodeJwt(await user.token())).to.include({ aud: apiAudience, oid: clara, tid: tenant });
  });

  it('is nobody where the code is refused', async () => {
    const failure: unknown = await signInWith((message) => void enter(message, clara, { abort: 'yes' })).catch((thrown: unknown) => thrown);
    expect(failure).to.include({ code: 'unauthenticated' }).and.to.have.property('remedy').that.includes('public client');
  });
});
