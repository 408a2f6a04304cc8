import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { JWTPayload } from 'jose';
import { BusinessCentralClient, createErpReader, listCompanies } from '../../src/adapters/business-central/index.ts';
import { startEmbeddedErp, type EmbeddedErp } from '../../src/erp/index.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { EntraProcess } from './entra/entra-process.ts';
import { clientId, clientSecret, erpAudience } from './entra/wire.ts';
import { IdentitySite } from './identity-site.ts';
import { TestBrowser } from './test-browser.ts';

const tenantOne = '11111111-1111-4111-8111-111111111111';
const tenantTwo = '22222222-2222-4222-8222-222222222222';
const clara = '00000000-0000-4000-8000-000000000001';
const paul = '00000000-0000-4000-8000-000000000002';

describe('the door of the ERP, for tokens of an OpenID provider in a process of its own', () => {
  let entra: EntraProcess;
  let erp: EmbeddedErp;
  let client: BusinessCentralClient;
  const dataDir = mkdtempSync(join(tmpdir(), 'smart-agents-door-'));

  before(async function () {
    this.timeout(240_000);
    entra = await EntraProcess.start(tenantOne, tenantTwo);
    const user = (oid: string, userName: string, erpRole: string) => ({ oid, userName, erpRole, displayName: userName, email: '' });
    erp = await startEmbeddedErp({
      dataDir,
      issuer: entra.issuer(tenantOne),
      audience: erpAudience,
      anchorDate: '2026-11-20',
      tenants: [
        { tid: tenantOne, demo: 'small', users: [user(clara, 'CLARA', 'ar-clerk')] },
        { tid: tenantTwo, demo: 'small', users: [user(paul, 'PAUL', 'owner')] },
      ],
    });
    client = new BusinessCentralClient({ baseUrl: `${erp.url}/erp`, clock: systemClock });
  });
  after(async () => {
    client.close();
    await Promise.all([erp.close(), entra.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  });

  const callWith = (token: () => Promise<string>) => ({ token, callId: 'the-door', signal: new AbortController().signal });
  const issued = (claims: JWTPayload, tid = tenantOne, expiresIn = 3600): Promise<string> =>
    entra.issue(tid, { aud: erpAudience, oid: clara, scp: 'Financials.ReadWrite.All', ...claims }, expiresIn);
  const get = async (path: string, token: string): Promise<{ status: number; code: string }> => {
    const answer = await fetch(`${erp.url}/erp/api/v2.0/${path}`, { headers: { authorization: `Bearer ${token}` } });
    const { error } = (await answer.json()) as { error?: { code: string } };
    return { status: answer.status, code: error?.code ?? '' };
  };

  it('opens to the token got on behalf of the user, with her rights and no more', async () => {
    const site = await IdentitySite.start({
      openId: {
        issuer: entra.issuer(tenantOne),
        clientId,
        clientAuthentication: { method: 'client_secret', secret: clientSecret },
        erpAccess: { kind: 'on_behalf_of', scope: `${erpAudience}/.default` },
      },
    });
    const browser = new TestBrowser();
    await browser.go(site.url);
    await browser.submit({ login: clara, password: 'any' });
    await browser.submit(); // consent
    const call = callWith(async () => {
      const outcome = await site.identity.erpTokens.forUser(site.onlySessionId(), 'agent-7');
      return outcome.kind === 'token' ? outcome.token : '';
    });
    const [company] = await listCompanies(client, call);
    const reader = createErpReader({ client, companyId: company?.id ?? '', rowLimit: 5, ...call });
    expect((await reader.list('customers')).records).to.not.be.empty;
    const denial: unknown = await reader.list('vendors').catch((thrown: unknown) => thrown);
    expect(denial).to.include({ kind: 'denied' });
    await site.stop();
  });

  const refused: readonly (readonly [string, () => Promise<string>])[] = [
    ['that has expired', () => issued({}, tenantOne, -1)],
    ['for another audience', () => issued({ aud: 'https://graph.microsoft.com' })],
    ['of another issuer', () => issued({ tid: tenantOne }, tenantTwo)],
    ['of another issuer under this one’s name', () => issued({ iss: entra.issuer(tenantOne), tid: tenantOne }, tenantTwo)],
    ['of a tenant the ERP does not know', () => issued({ tid: '33333333-3333-4333-8333-333333333333' })],
    ['of a tenant the user does not belong to', () => issued({ tid: tenantTwo })],
    ['without the permission for Business Central', () => issued({ scp: 'User.Read' })],
  ];
  for (const [what, token] of refused) {
    it(`answers 401 Authentication_InvalidCredentials to a token ${what}, and our port says unauthenticated`, async () => {
      expect(await get('companies', await token())).to.deep.equal({ status: 401, code: 'Authentication_InvalidCredentials' });
      const failure: unknown = await listCompanies(client, callWith(token)).catch((thrown: unknown) => thrown);
      expect(failure).to.include({ kind: 'unauthenticated' });
    });
  }

  it('answers 404 where a good token asks for a company of another tenant', async () => {
    const theirs = await listCompanies(
      client,
      callWith(() => issued({ oid: paul, tid: tenantTwo })),
    );
    expect(await get(`companies(${theirs[0]?.id ?? ''})/customers`, await issued({}))).to.deep.equal({
      status: 404,
      code: 'Internal_CompanyNotFound',
    });
  });
});
