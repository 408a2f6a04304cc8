import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { signInThrottle } from '../../src/identity-provider/sign-in-throttle.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { IdentitySite } from '../identity/identity-site.ts';
import { ProviderClient } from './provider-client.ts';

const clara = '5e0c9b64-8f1d-4c3a-a7e2-91d3b5c6f001';

describe('identity provider', () => {
  let site: IdentitySite;
  let client: ProviderClient;
  before(async () => {
    site = await IdentitySite.start();
    client = new ProviderClient(site.issuer, 'smart-agents', site.clientKey.privateJwk, `${site.url}/auth/callback`);
  });
  after(() => site.stop());

  it('says where everything is, under its issuer’s path', async () => {
    const metadata = (await (await fetch(`${site.issuer}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
    expect(metadata['issuer']).to.equal(site.issuer);
    for (const name of ['authorization', 'token', 'end_session', 'revocation', 'userinfo']) {
      expect(String(metadata[`${name}_endpoint`]).startsWith(`${site.issuer}/`), name).to.equal(true);
    }
    expect(metadata['grant_types_supported']).to.include('urn:ietf:params:oauth:grant-type:token-exchange');
    expect(metadata['code_challenge_methods_supported']).to.deep.equal(['S256']);
  });

  it('publishes no private part of its keys', async () => {
    const { keys } = (await (await fetch(`${site.issuer}/jwks`)).json()) as { keys: Record<string, unknown>[] };
    expect(keys).to.have.length(1);
    expect(Object.keys(keys[0] ?? {}).sort()).to.deep.equal(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  it('puts who signed in into the ID token', async () => {
    const { body } = await client.token(await client.code('clara@alderfinch.example'));
    expect(decodeJwt(String(body['id_token']))).to.include({
      sub: clara,
      oid: clara,
      tid: alderFinchTenant,
      preferred_username: 'clara@alderfinch.example',
      name: 'Clara Reyes',
      email: 'clara@alderfinch.example',
      aud: 'smart-agents',
    });
    expect(decodeJwt(String(body['id_token']))['roles']).to.deep.equal(['SMART AGENTS USER']);
    expect(decodeJwt(String(body['access_token']))).to.include({
      aud: 'urn:smart-agents:api',
      sub: clara,
      scope: 'user_impersonation',
    });
  });

  it('tells the same at userinfo to a client that asks for nothing but the sign-in', async () => {
    const { body } = await client.token(await client.code('clara@alderfinch.example', { scope: 'openid email' }));
    const response = await fetch(`${site.issuer}/me`, {
      headers: { authorization: `Bearer ${String(body['access_token'])}` },
    });
    expect(await response.json()).to.deep.equal({
      sub: clara,
      oid: clara,
      tid: alderFinchTenant,
      roles: ['SMART AGENTS USER'],
      email: 'clara@alderfinch.example',
    });
  });

  it('asks for no consent, even when the client does, and then keeps the refresh token past a sign-out', async () => {
    const parameters = await client.code('clara@alderfinch.example', {
      scope: 'openid offline_access user_impersonation',
      prompt: 'consent login',
    });
    const { body } = await client.token(parameters);
    expect(body['refresh_token']).to.be.a('string');
    const store = site.providerStore;
    for (const record of [...store.records.values()]) if (record.model === 'Session') await store.destroy(record.model, record.id);
    const refreshed = await client.token({ grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) });
    expect(refreshed.status).to.equal(200);
  });

  it('lets a refresh token of a plain sign-in end with the session at the provider', async () => {
    const { body } = await client.token(await client.code('clara@alderfinch.example'));
    const store = site.providerStore;
    for (const record of [...store.records.values()]) if (record.model === 'Session') await store.destroy(record.model, record.id);
    const refreshed = await client.token({ grant_type: 'refresh_token', refresh_token: String(body['refresh_token']) });
    expect(refreshed.body['error']).to.equal('invalid_grant');
  });

  it('gives no token for the ERP at sign-in', async () => {
    let refused: unknown;
    await client.code('clara@alderfinch.example', { resource: 'urn:smart-agents:erp' }).catch((error: unknown) => {
      refused = error;
    });
    expect(refused).to.be.an('error').with.property('message', 'invalid_target');
  });

  it('redeems a code once, however many ask at the same time', async () => {
    const parameters = await client.code('clara@alderfinch.example');
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.token(parameters)));
    expect(answers.filter(({ status }) => status === 200).length).to.be.at.most(1);
    expect(answers.filter(({ body }) => body['error'] === 'invalid_grant').length).to.be.at.least(5);
  });

  it('gives a new refresh token for each, and ends the whole grant when an old one comes back', async () => {
    const first = (await client.token(await client.code('clara@alderfinch.example'))).body;
    const refresh = (token: unknown) => client.token({ grant_type: 'refresh_token', refresh_token: String(token) });
    const second = (await refresh(first['refresh_token'])).body;
    expect(second['refresh_token']).to.be.a('string').and.not.equal(first['refresh_token']);
    expect((await refresh(first['refresh_token'])).body['error']).to.equal('invalid_grant');
    expect((await refresh(second['refresh_token'])).body['error']).to.equal('invalid_grant');
  });

  it('insists on PKCE and on registered addresses', async () => {
    const ask = async (change: Record<string, string>) => {
      const query = new URLSearchParams({
        client_id: 'smart-agents',
        response_type: 'code',
        scope: 'openid',
        ...change,
      });
      return fetch(`${site.issuer}/auth?${query.toString()}`, { redirect: 'manual', headers: { accept: 'text/html' } });
    };
    const withoutPkce = await ask({ redirect_uri: client.redirectUri });
    expect(new URL(withoutPkce.headers.get('location') ?? '').searchParams.get('error')).to.equal('invalid_request');
    const elsewhere = await ask({ redirect_uri: 'https://evil.example/callback' });
    expect(elsewhere.status).to.equal(400);
    expect(elsewhere.headers.get('location')).to.equal(null);
  });

  it('keeps neither tokens nor people readable in its store', async () => {
    const { body } = await client.token(await client.code('clara@alderfinch.example'));
    const kept = JSON.stringify([...site.providerStore.records.values()]);
    expect(kept).to.include('RefreshToken');
    for (const secret of [body['refresh_token'], clara, 'clara@alderfinch.example']) expect(kept).to.not.include(String(secret));
  });

  it('sweeps out what has expired', async () => {
    await client.code('clara@alderfinch.example');
    const before = site.providerStore.records.size;
    expect(before).to.be.greaterThan(0);
    const twoWeeksOn = new Date(Date.now() + 15 * 24 * 3_600_000);
    expect(await site.providerStore.removeExpired(twoWeeksOn)).to.equal(before);
  });

  it('refuses to run with the demo password everyone knows where others can reach it', () => {
    const boot = (issuer: string, demoPassword?: string) => () => {
      site.boot({ provider: { issuer, ...(demoPassword === undefined ? {} : { demoPassword }) } });
    };
    const reachable = ['https://agents.example/idp', 'http://192.168.1.5:3000/idp', 'http://0.0.0.0:3000/idp', 'http://127.0.0.1.evil.example/idp'];
    for (const issuer of reachable) expect(boot(issuer), issuer).to.throw(/need a password of their own/);
    for (const issuer of reachable) expect(boot(issuer, 'a long one of our own'), issuer).to.not.throw();
    for (const issuer of ['http://localhost:3000/idp', 'http://127.0.0.1:3000/idp', 'http://[::1]:3000/idp']) {
      expect(boot(issuer), issuer).to.not.throw();
    }
    expect(boot(site.issuer, ''), 'no password at all').to.throw();
    site.boot();
  });
});

describe('guessing passwords', () => {
  it('locks an address after eight wrong ones, until five minutes after the first', () => {
    const clock = new ManualClock('2026-03-02T09:00:00Z');
    const throttle = signInThrottle(clock);
    for (let attempt = 0; attempt < 8; attempt += 1) {
      expect(throttle.waitFor('Clara@x.example')).to.equal(0);
      throttle.failed('clara@X.example');
      clock.advance(10_000);
    }
    expect(throttle.waitFor('clara@x.example')).to.equal(220);
    expect(throttle.waitFor('tom@x.example')).to.equal(0);
    clock.advance(220_000);
    expect(throttle.waitFor('clara@x.example')).to.equal(0);
  });

  it('starts from nothing after a right one', () => {
    const throttle = signInThrottle(new ManualClock('2026-03-02T09:00:00Z'));
    for (let attempt = 0; attempt < 7; attempt += 1) throttle.failed('a@x.example');
    throttle.succeeded('a@x.example');
    throttle.failed('a@x.example');
    expect(throttle.waitFor('a@x.example')).to.equal(0);
  });
});
