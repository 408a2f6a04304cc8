import { createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { expect } from 'chai';
import { SignJWT } from 'jose';
import * as openid from 'openid-client';
import type { AgentView } from '../../src/contracts/admin.ts';
import type { NewCredential } from '../../src/contracts/agent-credentials.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';
import { AgentWorld, type AgentAnswer } from './agent-world.ts';

const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
const jwk = (key: KeyObject) => key.export({ format: 'jwk' });

describe('private_key_jwt (RFC 7523)', function () {
  this.timeout(240_000);
  let world: AgentWorld;
  let adele: SignedInClient;
  let agent: AgentView;
  const pair = ec();
  let made: NewCredential;
  before(async () => {
    world = await AgentWorld.start();
    adele = await world.signIn('adele@alderfinch.example');
    agent = await world.register(adele);
    made = await world.credential(adele, agent, { kind: 'key', publicKey: pem(pair.publicKey) });
  });
  after(() => world.stop());

  const standardClient = async (clientId: string, key: KeyObject, alg: string): Promise<openid.Configuration> => {
    const imported = await crypto.subtle.importKey(
      'pkcs8',
      key.export({ type: 'pkcs8', format: 'der' }),
      alg === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    return openid.discovery(new URL(world.url), clientId, undefined, openid.PrivateKeyJwt(imported), {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    });
  };

  const assertion = async (claims: Readonly<Record<string, unknown>> = {}, key: KeyObject = pair.privateKey, alg = 'ES256'): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const { clientId } = made.credential;
    const standard = { iss: clientId, sub: clientId, aud: world.url, jti: randomUUID(), iat: now, exp: now + 60 };
    const payload = Object.fromEntries(Object.entries({ ...standard, ...claims }).filter(([, value]) => value !== undefined));
    return new SignJWT(payload).setProtectedHeader({ alg }).sign(key);
  };

  const present = (client_assertion: string): Promise<AgentAnswer> =>
    world.tokenRequest({ client_assertion, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' });

  it('gives a standard client a token for its key, EC or RSA, registered as PEM, JSON Web Key or key set', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    for (const [keys, publicKey, alg] of [
      [pair, undefined, 'ES256'],
      [rsa, { keys: [{ ...jwk(rsa.publicKey), kid: 'of-ours' }] }, 'RS256'],
      [rsa, jwk(rsa.publicKey), 'RS256'],
    ] as const) {
      const credential = publicKey ? await world.credential(adele, await world.register(adele), { kind: 'key', publicKey }) : made;
      expect(credential.secret).to.equal(null);
      const token = await openid.clientCredentialsGrant(await standardClient(credential.credential.clientId, keys.privateKey, alg));
      const { body } = await world.me(token.access_token);
      expect(body.credential).to.include({ id: credential.credential.id, kind: 'key' });
    }
  });

  it('takes an assertion once, whatever arrives twice or at the same moment', async () => {
    const once = await assertion({ aud: `${world.url}/oauth/token` });
    expect((await present(once)).status).to.equal(200);
    const again = await present(once);
    expect([again.status, again.body.error]).to.deep.equal([401, 'invalid_client']);
    const raced = await assertion();
    const answers = await Promise.all(Array.from({ length: 8 }, () => present(raced)));
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
  });

  it('refuses an assertion of another key, for another server, too old, too long, or without a claim', async () => {
    const now = Math.floor(Date.now() / 1000);
    const refused = [
      await assertion({}, ec().privateKey),
      await assertion({ aud: 'https://elsewhere.example' }),
      await assertion({ iss: randomUUID() }),
      await assertion({ exp: now - 60 }),
      await assertion({ exp: now + 3600 }),
      await assertion({ jti: undefined }),
      await assertion({ exp: undefined }),
    ];
    for (const [index, one] of refused.entries()) {
      const { status, body } = await present(one);
      expect([status, body.error], String(index)).to.deep.equal([401, 'invalid_client']);
    }
  });

  it('refuses an assertion without a signature, and one that takes the public key for a secret', async () => {
    const [, payload] = (await assertion()).split('.');
    const header = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    expect((await present(`${header}.${payload}.`)).body.error).to.equal('invalid_client');
    const publicBytes = new TextEncoder().encode(pem(createPublicKey(pair.publicKey.export({ type: 'spki', format: 'pem' }))));
    const { clientId } = made.credential;
    const now = Math.floor(Date.now() / 1000);
    const confused = await new SignJWT({ iss: clientId, sub: clientId, aud: world.url, jti: randomUUID(), exp: now + 60 })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(publicBytes);
    expect((await present(confused)).body.error).to.equal('invalid_client');
  });

  it('is not taken from a client with a secret, nor a secret from one with a key', async () => {
    expect((await world.token({ ...made, secret: 'anything' })).body.error).to.equal('invalid_client');
    const { credential } = await world.credential(adele, agent);
    expect(credential.clientId).to.not.equal(made.credential.clientId);
    const { clientId } = credential;
    expect((await present(await assertion({ iss: clientId, sub: clientId }))).body.error).to.equal('invalid_client');
  });

  it('lets two keys overlap when one is rotated, and tells by which a token was got', async () => {
    const [old, fresh] = [ec(), ec()];
    const owner = await world.register(adele);
    const first = await world.credential(adele, owner, { kind: 'key', publicKey: pem(old.publicKey) });
    const address = `/api/v1/admin/agents/${owner.id}/credentials/${first.credential.id}/rotate`;
    const second = await adele.post<NewCredential>(address, { publicKey: pem(fresh.publicKey) });
    const { clientId } = first.credential;
    expect(second.credential.clientId).to.equal(clientId);
    for (const [keys, { credential }] of [
      [old, first],
      [fresh, second],
    ] as const) {
      const { body } = await present(await assertion({ iss: clientId, sub: clientId }, keys.privateKey));
      expect((await world.me(body.access_token)).body.credential.id).to.equal(credential.id);
    }
  });

  it('registers no private key, none that is too weak, and nothing that is no key', async () => {
    const other = await world.register(adele);
    const { privateKey } = ec();
    const given = [
      privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      privateKey.export({ format: 'jwk' }),
      pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey),
      pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey),
      pem(generateKeyPairSync('ed25519').publicKey),
      { kty: 'oct', k: 'c2VjcmV0' },
      { keys: [] },
      { keys: [jwk(ec().publicKey), jwk(ec().publicKey)] },
      'not a key',
      {},
    ];
    for (const publicKey of given) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'key', publicKey }) };
      const answer = await adele.request(`/api/v1/admin/agents/${other.id}/credentials`, init);
      const problem = (await answer.json()) as { fields: { field: string }[] };
      expect([answer.status, problem.fields[0]?.field], JSON.stringify(publicKey)).to.deep.equal([422, 'publicKey']);
    }
    expect((await adele.get<{ value: unknown[] }>(`/api/v1/admin/agents/${other.id}/credentials`)).value).to.deep.equal([]);
  });
});
