import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readConfig } from '../../src/config.ts';
import type { Me } from '../../src/contracts/sessions.ts';
import { startEmbeddedErp, type EmbeddedErp } from '../../src/erp/index.ts';
import { startProgram, type Program } from '../../src/wiring/start-program.ts';
import { EntraProcess } from '../identity/entra/entra-process.ts';
import { clientId, clientSecret, erpAudience } from '../identity/entra/wire.ts';
import { TestBrowser } from '../identity/test-browser.ts';

const tenant = '11111111-1111-4111-8111-111111111111';
const clara = '00000000-0000-4000-8000-000000000001';

describe('the program, with identity provider and ERP outside', () => {
  let entra: EntraProcess;
  let erp: EmbeddedErp;
  let program: Program;
  let settings: Record<string, string>;
  const folder = mkdtempSync(join(tmpdir(), 'smart-agents-outside-'));

  before(async function () {
    this.timeout(240_000);
    entra = await EntraProcess.start(tenant);
    erp = await startEmbeddedErp({
      dataDir: join(folder, 'erp'),
      issuer: entra.issuer(tenant),
      audience: erpAudience,
      anchorDate: '2026-11-20',
      tenants: [{ tid: tenant, demo: 'small', users: [{ oid: clara, userName: 'CLARA', displayName: 'Clara', email: '', erpRole: 'ar-clerk' }] }],
    });
    settings = {
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      OIDC_ISSUER: entra.issuer(tenant),
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      BC_BASE_URL: `${erp.url}/erp`,
      BC_SCOPE: `${erpAudience}/.default`,
      TENANT_NAME: 'Contoso',
      LOG_LEVEL: 'silent',
    };
    program = await startProgram(readConfig(settings));
  });
  after(async () => {
    await program.stop();
    await Promise.all([erp.close(), entra.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const signedIn = async (): Promise<TestBrowser> => {
    const browser = new TestBrowser();
    await browser.go(`${program.url}/auth/sign-in?returnTo=/healthz`);
    await browser.submit({ login: clara, password: 'any' });
    await browser.submit(); // consent
    return browser;
  };
  const json = async <Value>(browser: TestBrowser, path: string): Promise<Value> => (await (await browser.fetch(program.url + path)).json()) as Value;

  it('lets a person of the tenant in, and shows the companies the ERP lets her open', async () => {
    const me = await json<Me>(await signedIn(), '/api/v1/me');
    expect(me.tenant).to.deep.equal({ id: tenant, name: 'Contoso' });
    expect(me.companies).to.not.be.empty;
  });

  it('reads the ERP on her behalf: what she may see, and the denial of what not', async () => {
    const browser = await signedIn();
    const { companies } = await json<Me>(browser, '/api/v1/me');
    const below = `/api/v1/erp/companies(${companies[0]?.id ?? ''})`;
    expect((await json<{ value: unknown[] }>(browser, `${below}/customers?$top=3`)).value).to.have.length(3);
    expect((await browser.fetch(`${program.url}${below}/vendors`)).status).to.equal(403);
  });

  it('serves no identity provider and no ERP of its own, and gives nobody a demo account', async () => {
    for (const path of ['/idp/.well-known/openid-configuration', '/erp/api/v2.0/companies']) {
      expect((await fetch(program.url + path, { redirect: 'manual' })).status, path).to.not.equal(200);
    }
  });

  it('does not start where nobody says whose people sign in', async () => {
    const nameless = readConfig({ ...settings, DATA_DIR: join(folder, 'other'), OIDC_ISSUER: 'https://login.example' });
    const failure: unknown = await startProgram(nameless).catch((thrown: unknown) => thrown);
    expect(failure).to.include({ code: 'bad_request' }).and.to.have.property('remedy').that.includes('TENANT_ID');
  });
});
