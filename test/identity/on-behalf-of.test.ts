import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { ErpTokenCache, WebSession } from '../../entities/index.ts';
import { openDatabase, type OpenDatabase } from '../../src/adapters/database/database.ts';
import { createWebSessionStore } from '../../src/adapters/database/web-session-store.ts';
import { EntraProcess } from './entra/entra-process.ts';
import { apiAudience, clientId, clientSecret, erpAudience, keyClientId } from './entra/wire.ts';
import { IdentitySite, type SiteOptions } from './identity-site.ts';
import { TestBrowser } from './test-browser.ts';

const tenantOne = '11111111-1111-4111-8111-111111111111';
const tenantTwo = '22222222-2222-4222-8222-222222222222';
const clara = '00000000-0000-4000-8000-000000000001';
const ben = '00000000-0000-4000-8000-000000000002';

describe('ERP access on behalf of the user, with an OpenID provider in a process of its own', () => {
  let entra: EntraProcess;
  let site: IdentitySite;
  let database: OpenDatabase;
  let folder: string;
  let options: SiteOptions;

  before(async () => {
    entra = await EntraProcess.start(tenantOne, tenantTwo);
  });
  after(() => entra.stop());

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smart-agents-obo-'));
    database = await openDatabase(`sqlite:${join(folder, 'store.sqlite')}`);
    options = {
      identity: { sessionStore: createWebSessionStore(database) },
      openId: {
        issuer: entra.issuer(tenantOne),
        clientId,
        clientAuthentication: { method: 'client_secret', secret: clientSecret },
        erpAccess: { kind: 'on_behalf_of', scope: `${erpAudience}/.default` },
      },
    };
    site = await IdentitySite.start(options);
    await Promise.all([clara, ben].map((oid) => entra.set(oid, 'well')));
    entra.grants.length = 0;
  });
  afterEach(async () => {
    await site.stop();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Signs a person in and answers the id of her session. */
  const signIn = async (oid: string, browser = new TestBrowser()): Promise<string> => {
    const before = new Set((await database.reader.find(WebSession)).map(({ id }) => id));
    await browser.go(site.url);
    await browser.submit({ login: oid, password: 'any' });
    await browser.submit(); // consent
    const made = (await database.reader.find(WebSession)).find(({ id }) => !before.has(id));
    if (made === undefined) throw new Error(`no session at ${browser.page.url}: ${browser.page.text.slice(0, 300)}`);
    return made.id;
  };
  const tokenFor = async (sessionId: string): Promise<string> => {
    const outcome = await site.identity.erpTokens.forUser(sessionId, 'agent-7');
    if (outcome.kind !== 'token') throw new Error(outcome.kind);
    return outcome.token;
  };
  /** Puts another access token into a session, as if the provider had given it, and forgets what is held in memory. */
  const withAccessToken = async (sessionId: string, accessToken: string, refreshToken?: string): Promise<void> => {
    const tokens = { accessToken, accessTokenExpiresAt: Date.now() + 3_600_000, ...(refreshToken === undefined ? {} : { refreshToken }) };
    await site.identity.sessions.saveTokens(sessionId, tokens);
    site.identity.erpTokens.forget(sessionId);
  };
  const rows = () => database.reader.find(ErpTokenCache);

  it('yields a token of Business Central’s that names the user and nobody else', async () => {
    const claims = decodeJwt(await tokenFor(await signIn(clara)));
    expect(claims).to.include({ aud: erpAudience, iss: entra.issuer(tenantOne), oid: clara, tid: tenantOne });
    expect(String(claims['scp']).split(' ')).to.include('Financials.ReadWrite.All');
    expect(claims).to.not.have.property('act');
    expect(await entra.onBehalfOf()).to.deep.equal(['granted']);
  });

  it('proves the program by its key and certificate where there is no secret', async () => {
    const clientAuthentication = { method: 'private_key_jwt', privateJwk: entra.clientKey, certificateThumbprint: 'thumb' } as const;
    site.boot({ ...options, openId: { ...options.openId, clientId: keyClientId, clientAuthentication } });
    expect(decodeJwt(await tokenFor(await signIn(clara)))['oid']).to.equal(clara);
    expect(await entra.onBehalfOf()).to.deep.equal(['granted']);
    expect(entra.assertionHeader).to.include({ alg: 'ES256', kid: entra.clientKey.kid, 'x5t#S256': 'thumb' });
  });

  it('asks the provider once while the token lasts, for any agent, and after a restart too', async () => {
    const sessionId = await signIn(clara);
    const token = await tokenFor(sessionId);
    expect((await site.identity.erpTokens.forUser(sessionId, 'agent-8')).kind).to.equal('token');
    site.boot(options);
    expect(await tokenFor(sessionId)).to.equal(token);
    expect(await entra.onBehalfOf()).to.deep.equal(['granted']);
  });

  it('keeps no token in clear text, and no refresh token at all', async () => {
    const sessionId = await signIn(clara);
    const token = await tokenFor(sessionId);
    const [row, ...others] = await rows();
    expect(others).to.deep.equal([]);
    expect(row?.sessionId).to.equal(sessionId);
    for (const part of [...token.split('.'), clara, 'AccessToken']) expect(row?.sealedCache.includes(part), part).to.equal(false);
    const opened = site.box.open(row?.sealedCache ?? '');
    expect(opened).to.include(token).and.to.not.include('a refresh token that nobody needs');
  });

  it('serves one person’s tokens to nobody else, even where a row is moved to another session', async () => {
    const [first, second] = [await signIn(clara), await signIn(ben)];
    await tokenFor(first);
    await database.transaction((manager) => manager.update(ErpTokenCache, { sessionId: first }, { sessionId: second }));
    expect(decodeJwt(await tokenFor(second))['oid']).to.equal(ben);
    expect(await entra.onBehalfOf()).to.deep.equal(['granted', 'granted']);
  });

  it('serves no token of an earlier sign-in token, and keeps the one of the present one alone', async () => {
    const sessionId = await signIn(clara);
    const before = await tokenFor(sessionId);
    await withAccessToken(sessionId, await entra.issue(tenantOne, { aud: apiAudience, oid: clara }));
    const after = await tokenFor(sessionId);
    expect(await entra.onBehalfOf()).to.deep.equal(['granted', 'granted']);
    const opened = site.box.open((await rows())[0]?.sealedCache ?? '');
    expect(opened).to.include(after);
    expect(before === after || !opened.includes(before)).to.equal(true);
  });

  it('ends with the sign-out, in the database too', async () => {
    const browser = new TestBrowser();
    const sessionId = await signIn(clara, browser);
    await tokenFor(sessionId);
    const { csrfToken } = (await (await browser.fetch('/auth/session')).json()) as { csrfToken: string };
    await browser.fetch('/auth/sign-out', { method: 'POST', headers: { 'x-csrf-token': csrfToken } });
    expect(await rows()).to.deep.equal([]);
    expect(await site.identity.erpTokens.forUser(sessionId)).to.deep.equal({ kind: 'needs_sign_in' });
  });

  const refusals: readonly (readonly [string, () => Promise<string>])[] = [
    ['expired', () => entra.issue(tenantOne, { aud: apiAudience, oid: clara }, -60)],
    ['for another audience', () => entra.issue(tenantOne, { aud: 'https://graph.microsoft.com', oid: clara })],
    ['of another tenant', () => entra.issue(tenantTwo, { aud: apiAudience, oid: clara })],
    [
      'of another tenant under this one’s name',
      () => entra.issue(tenantTwo, { aud: apiAudience, oid: clara, iss: entra.issuer(tenantOne), tid: tenantOne }),
    ],
  ];
  for (const [what, issued] of refusals) {
    it(`is refused with invalid_grant for a token ${what}, and needs a new sign-in`, async () => {
      const sessionId = await signIn(clara);
      await withAccessToken(sessionId, await issued());
      expect(await site.identity.erpTokens.forUser(sessionId, 'agent-7')).to.deep.equal({ kind: 'needs_sign_in' });
      expect(await entra.onBehalfOf()).to.deep.equal(['invalid_grant']);
      expect(await rows()).to.deep.equal([]);
    });
  }

  it('gets over an expired token by a fresh one, where the session has a refresh token', async () => {
    const sessionId = await signIn(clara);
    const { refreshToken } = (await site.identity.sessions.load(sessionId))?.tokens ?? {};
    await withAccessToken(sessionId, await entra.issue(tenantOne, { aud: apiAudience, oid: clara }, -60), refreshToken);
    expect(decodeJwt(await tokenFor(sessionId))['oid']).to.equal(clara);
    expect(await entra.onBehalfOf()).to.deep.equal(['invalid_grant', 'granted']);
  });

  for (const [standing, answer] of [
    ['revoked', 'invalid_grant'],
    ['second_factor_due', 'interaction_required'],
  ] as const) {
    it(`is refused with ${answer} for a person ${standing.replaceAll('_', ' ')}, and needs a new sign-in`, async () => {
      const sessionId = await signIn(clara);
      await entra.set(clara, standing);
      expect(await site.identity.erpTokens.forUser(sessionId, 'agent-7')).to.deep.equal({ kind: 'needs_sign_in' });
      expect(await entra.onBehalfOf()).to.deep.equal([answer, answer]);
      await entra.set(clara, 'well');
      expect((await site.identity.erpTokens.forUser(sessionId, 'agent-7')).kind).to.equal('token');
    });
  }

  it('blames the registration, not the person, where the provider refuses the program itself', async () => {
    const sessionId = await signIn(clara);
    for (const wrong of [
      { clientAuthentication: { method: 'client_secret', secret: 'outdated' } },
      { erpAccess: { kind: 'on_behalf_of', scope: 'https://elsewhere.example/.default' } },
    ] as const) {
      site.boot({ ...options, openId: { ...options.openId, ...wrong } });
      const failure: unknown = await site.identity.erpTokens.forUser(sessionId).catch((thrown: unknown) => thrown);
      expect(failure).to.include({ code: 'bad_gateway' }).and.to.have.property('remedy').that.includes('registration');
    }
  });

  it('fails, and asks for no sign-in, while the provider cannot be reached', async () => {
    const other = await EntraProcess.start(tenantOne);
    site.boot({ ...options, openId: { ...options.openId, issuer: other.issuer(tenantOne) } });
    const sessionId = await signIn(clara);
    await other.stop();
    const failure: unknown = await site.identity.erpTokens.forUser(sessionId).catch((thrown: unknown) => thrown);
    expect(failure).to.include({ code: 'bad_gateway' });
  });

  it('writes no token into any log line', async () => {
    const sessionId = await signIn(clara);
    const token = await tokenFor(sessionId);
    const bad = await entra.issue(tenantOne, { aud: apiAudience, oid: clara }, -60);
    await withAccessToken(sessionId, bad);
    await site.identity.erpTokens.forUser(sessionId);
    const logged = site.logLines.join('\n');
    expect(logged).to.include('token exchange refused').and.to.include('AADSTS500133');
    for (const secret of [token, bad, clientSecret]) expect(logged.includes(secret)).to.equal(false);
  });
});
