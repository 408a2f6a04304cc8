import { expect } from 'chai';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { generateClientKey } from '../../src/features/identity/index.ts';
import type { ClientKey } from '../../src/features/identity/index.ts';
import { IdentitySite } from '../identity/identity-site.ts';
import { ProviderClient } from './provider-client.ts';
import type { TokenAnswer } from './provider-client.ts';

const clara = '5e0c9b64-8f1d-4c3a-a7e2-91d3b5c6f001';
const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
const jwtType = 'urn:ietf:params:oauth:token-type:jwt';
const erp = 'urn:smart-agents:erp';

describe('token exchange', () => {
  let site: IdentitySite;
  let client: ProviderClient;
  let other: ProviderClient;
  let otherKey: ClientKey;
  let tokens: Readonly<Record<string, string>>;

  before(async () => {
    site = await IdentitySite.start();
    otherKey = await generateClientKey();
    const second = {
      clientId: 'another-program',
      name: 'Another program',
      jwks: { keys: [otherKey.publicJwk] },
      redirectUris: [`${site.url}/other/callback`],
      postLogoutRedirectUris: [],
    };
    const first = {
      ...second,
      clientId: 'smart-agents',
      jwks: { keys: [site.clientKey.publicJwk] },
      redirectUris: [`${site.url}/auth/callback`],
    };
    site.boot({ provider: { clients: [first, second] } });
    client = new ProviderClient(site.issuer, 'smart-agents', site.clientKey.privateJwk, `${site.url}/auth/callback`);
    other = new ProviderClient(site.issuer, 'another-program', otherKey.privateJwk, `${site.url}/other/callback`);
    tokens = (await client.token(await client.code('clara@alderfinch.example'))).body as Record<string, string>;
  });
  after(() => site.stop());

  const subject = () => tokens['access_token'] ?? '';
  const exchanged = (change: Readonly<Record<string, string | undefined>> = {}, as = client): Promise<TokenAnswer> => {
    const usual = {
      grant_type: exchange,
      subject_token: subject(),
      subject_token_type: accessTokenType,
      audience: erp,
    };
    const parameters = Object.entries({ ...usual, ...change }).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return as.token(Object.fromEntries(parameters));
  };
  const refusal = async (change: Readonly<Record<string, string | undefined>>, as = client): Promise<unknown> => {
    const { status, body } = await exchanged(change, as);
    expect(status).to.equal(400);
    expect(body).to.not.have.property('access_token');
    return body['error'];
  };
  const withActor = (actor: string): Record<string, string> => ({ actor_token: actor, actor_token_type: jwtType });

  it('gives a ten-minute token for the ERP that names user, tenant, scope and acting agent', async () => {
    const { status, body } = await exchanged(withActor(await client.actor('agent-7')));
    expect(status).to.equal(200);
    expect(body).to.include({
      issued_token_type: accessTokenType,
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'Financials.ReadWrite.All',
    });
    const keys = createRemoteJWKSet(new URL(`${site.issuer}/jwks`));
    const { payload } = await jwtVerify(String(body['access_token']), keys, {
      issuer: site.issuer,
      audience: erp,
      typ: 'at+jwt',
    });
    const { iat = 0, exp = 0, jti, ...claims } = payload;
    expect(exp - iat).to.equal(600);
    expect(jti).to.be.a('string');
    expect(claims).to.deep.equal({
      iss: site.issuer,
      aud: erp,
      sub: clara,
      oid: clara,
      tid: alderFinchTenant,
      preferred_username: 'clara@alderfinch.example',
      scope: 'Financials.ReadWrite.All',
      client_id: 'smart-agents',
      act: { sub: 'agent-7' },
    });
  });

  it('names no actor when the user acts herself', async () => {
    const { body } = await exchanged({ audience: undefined, resource: erp });
    expect(decodeJwt(String(body['access_token']))).to.not.have.property('act');
  });

  it('is for the ERP alone: every other target is invalid_target', async () => {
    expect(await refusal({ audience: 'urn:smart-agents:api' })).to.equal('invalid_target');
    expect(await refusal({ audience: 'https://graph.example' })).to.equal('invalid_target');
    expect(await refusal({ audience: undefined })).to.equal('invalid_target');
    expect(await refusal({ resource: 'urn:smart-agents:api' })).to.equal('invalid_target');
  });

  it('grants one scope and one kind of token', async () => {
    expect(await refusal({ scope: 'Financials.ReadWrite.All openid' })).to.equal('invalid_scope');
    expect(await refusal({ requested_token_type: 'urn:ietf:params:oauth:token-type:refresh_token' })).to.equal('invalid_request');
  });

  it('takes no subject but the user’s own access token for this program', async () => {
    const forErp = String((await exchanged()).body['access_token']);
    const [header = '', payload = '', signature = ''] = subject().split('.');
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(subject()), sub: 'someone-else' })).toString('base64url');
    const ownMaking = await client.jwt(clara, { typ: 'at+jwt', claims: { ...decodeJwt(subject()), iss: site.issuer } });
    for (const token of ['nonsense', tokens['id_token'], forErp, `${header}.${forged}.${signature}`, `${header}.${payload}.`, ownMaking]) {
      expect(await refusal({ subject_token: token }), token?.slice(0, 20)).to.equal('invalid_request');
    }
    expect(await refusal({ subject_token: undefined })).to.equal('invalid_request');
    expect(await refusal({ subject_token_type: jwtType })).to.equal('invalid_request');
    expect(await refusal({ subject_token_type: undefined })).to.equal('invalid_request');
  });

  it('is refused to a client the subject’s token was not issued to', async () => {
    expect(await refusal({}, other)).to.equal('invalid_request');
  });

  it('is refused once the subject’s token has expired', async () => {
    const [key] = site.providerKeys.jwks.keys;
    const now = Math.floor(Date.now() / 1000);
    const issuedAt = (iat: number) => client.jwt(clara, { typ: 'at+jwt', key, claims: { ...decodeJwt(subject()), iat, exp: iat + 3600 } });
    expect((await exchanged({ subject_token: await issuedAt(now - 3590) })).status).to.equal(200);
    expect(await refusal({ subject_token: await issuedAt(now - 3601) })).to.equal('invalid_request');
  });

  it('is refused once the grant has been revoked', async () => {
    const own = (await client.token(await client.code('tom@alderfinch.example'))).body as Record<string, string>;
    const change = { subject_token: own['access_token'] };
    expect((await exchanged(change)).status).to.equal(200);
    const revoked = await fetch(`${site.issuer}/token/revocation`, {
      method: 'POST',
      body: new URLSearchParams({
        token: own['refresh_token'] ?? '',
        client_id: 'smart-agents',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await client.jwt('smart-agents'),
      }),
    });
    expect(revoked.status).to.equal(200);
    expect(await refusal(change)).to.equal('invalid_request');
  });

  it('takes no actor but one that this client names with its own key, for this server, now and once', async () => {
    const past = Math.floor(Date.now() / 1000) - 120;
    const once = await client.actor('agent-7');
    expect((await exchanged(withActor(once))).status).to.equal(200);
    const actors = {
      'a foreign key': await client.actor('agent-7', { key: otherKey.privateJwk }),
      'a foreign key under our key id': await client.actor('agent-7', {
        key: { ...otherKey.privateJwk, kid: site.clientKey.privateJwk.kid ?? '' },
      }),
      'another issuer': await client.actor('agent-7', { claims: { iss: 'another-program' } }),
      'another audience': await client.actor('agent-7', { claims: { aud: 'https://login.example' } }),
      'an expired one': await client.actor('agent-7', { claims: { iat: past - 60, exp: past } }),
      'one that never expires': await client.actor('agent-7', { claims: { exp: undefined } }),
      'one that lives for a day': await client.actor('agent-7', { claims: { exp: past + 86_400 } }),
      'one without an id': await client.actor('agent-7', { claims: { jti: undefined } }),
      'one without a subject': await client.actor('agent-7', { claims: { sub: undefined } }),
      'the client itself': await client.actor('smart-agents'),
      'a client assertion': await client.jwt('smart-agents'),
      'a JWT of no type': await client.jwt('agent-7'),
      'one used before': once,
      'the user’s own token': subject(),
      nonsense: 'nonsense',
    };
    for (const [what, actor] of Object.entries(actors)) expect(await refusal(withActor(actor)), what).to.equal('invalid_request');
    const fresh = await client.actor('agent-7');
    expect(await refusal({ actor_token: fresh })).to.equal('invalid_request');
    expect(await refusal({ actor_token: fresh, actor_token_type: accessTokenType })).to.equal('invalid_request');
    expect(await refusal({ actor_token_type: jwtType })).to.equal('invalid_request');
  });

  it('cannot be had for a client that fails to prove itself', async () => {
    const impostor = new ProviderClient(site.issuer, 'smart-agents', otherKey.privateJwk, '');
    const { status, body } = await exchanged({}, impostor);
    expect(status).to.equal(401);
    expect(body['error']).to.equal('invalid_client');
  });
});
