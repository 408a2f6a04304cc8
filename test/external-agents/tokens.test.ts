import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as openid from 'openid-client';
import type { AgentView } from '../../src/contracts/admin.ts';
import type { NewCredential } from '../../src/contracts/agent-credentials.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { AgentWorld } from './agent-world.ts';

const delegationOf = (identifier: string): string => JSON.stringify([{ type: 'urn:smart-agents:delegation', identifier }]);

describe('the token endpoint of external agents', function () {
  this.timeout(240_000);
  let world: AgentWorld;
  let adele: SignedInClient;
  let agent: AgentView;
  let made: NewCredential;
  before(async () => {
    world = await AgentWorld.start();
    adele = await world.signIn('adele@alderfinch.example');
    agent = await world.register(adele, 'Renewals');
    made = await world.credential(adele, agent);
  });
  after(() => world.stop());

  const client = (authentication: openid.ClientAuth): Promise<openid.Configuration> =>
    openid.discovery(new URL(world.url), made.credential.clientId, undefined, authentication, {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    });

  for (const [method, authenticate] of [
    ['client_secret_basic', openid.ClientSecretBasic],
    ['client_secret_post', openid.ClientSecretPost],
  ] as const) {
    it(`gives a standard client a token for its secret by ${method}`, async () => {
      const token = await openid.clientCredentialsGrant(await client(authenticate(made.secret ?? '')));
      expect(token).to.include({ token_type: 'bearer', expires_in: 600, scope: 'agent.read' });
      const { status, body } = await world.me(token.access_token);
      expect(status).to.equal(200);
      expect(body.agent).to.include({ id: agent.id, name: 'Renewals', lifecycle: 'active', version: 1 });
      expect(body).to.deep.include({
        tenant: { id: alderFinchTenant, name: 'Alder & Finch Supply' },
        clientId: made.credential.clientId,
        credential: { id: made.credential.id, kind: 'secret', expiresAt: made.credential.expiresAt },
        ...{ scopes: ['agent.read'], delegation: null, delegations: [] },
      });
    });
  }

  it('makes a JWT access token (RFC 9068) that is bound to agent, tenant and agent API, for ten minutes', async () => {
    const token = await world.accessToken(made);
    expect(decodeProtectedHeader(token)).to.include({ typ: 'at+jwt', alg: 'ES256' });
    const { iat = 0, exp = 0, ...claims } = decodeJwt(token);
    expect(exp - iat).to.equal(600);
    const { clientId, id } = made.credential;
    expect(claims).to.include({
      ...{ iss: world.url, aud: `${world.url}/agent`, sub: clientId, client_id: clientId, scope: 'agent.read' },
      ...{ tid: alderFinchTenant, agent_id: agent.id, credential_id: id },
    });
  });

  it('refuses a wrong secret, another client’s, and a client that nobody knows, all as invalid_client', async () => {
    const other = await world.credential(adele, await world.register(adele));
    const { credential, secret } = made;
    const wrong: readonly NewCredential[] = [
      { credential, secret: `${secret?.slice(0, -1)}_` },
      { credential, secret: 'hunter2' },
      { credential, secret: other.secret },
      { credential: { ...credential, clientId: randomUUID() }, secret },
      { credential: { ...credential, clientId: "' or 1 eq 1 --" }, secret },
    ];
    for (const one of wrong) {
      const { status, body, headers } = await world.token(one);
      expect([status, body.error], one.secret ?? '').to.deep.equal([401, 'invalid_client']);
      expect(headers.get('www-authenticate')).to.match(/^Basic /);
    }
    expect(world.logged.filter((line) => line.includes('token refused')).length).to.be.at.least(wrong.length);
  });

  it('refuses whoever shows nothing, and every other grant', async () => {
    const { clientId } = made.credential;
    expect((await world.tokenRequest({ client_id: clientId })).body.error).to.equal('invalid_client');
    expect((await world.tokenRequest({})).body.error).to.equal('invalid_request');
    for (const grant_type of ['password', 'authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:token-exchange'])
      expect((await world.token(made, { grant_type })).body.error).to.equal('unsupported_grant_type');
  });

  it('gives a token for the resource that is named, and knows no others', async () => {
    const token = await world.accessToken(made, { resource: `${world.url}/mcp` });
    expect(decodeJwt(token).aud).to.equal(`${world.url}/mcp`);
    for (const resource of [`${world.url}/api`, 'urn:smart-agents:erp', 'https://elsewhere.example/agent'])
      expect((await world.token(made, { resource })).body.error).to.equal('invalid_target');
  });

  describe('with a delegation', () => {
    it('binds the token to it, and lets it act', async () => {
      const id = world.delegate(agent.id);
      const { status, body } = await world.token(made, { authorization_details: delegationOf(id) });
      expect(status, JSON.stringify(body)).to.equal(200);
      expect(body.scope).to.equal('agent.read agent.act');
      expect(body.authorization_details).to.deep.equal([{ type: 'urn:smart-agents:delegation', identifier: id }]);
      expect(decodeJwt(body.access_token)['authorization_details']).to.deep.equal(body.authorization_details);
      const me = (await world.me(body.access_token)).body;
      expect(me).to.deep.include({ delegation: id, scopes: ['agent.read', 'agent.act'] });
      expect(me.delegations.map((one: { id: string }) => one.id)).to.deep.equal([id]);
    });

    it('gives less where less is asked for', async () => {
      const details = { authorization_details: delegationOf(world.delegate(agent.id)) };
      expect((await world.token(made, { ...details, scope: 'agent.act' })).body.scope).to.equal('agent.act');
      const token = await world.accessToken(made, { ...details, scope: 'agent.act' });
      const { status, headers } = await world.me(token);
      expect(status).to.equal(403);
      expect(headers.get('www-authenticate')).to.include('error="insufficient_scope", scope="agent.read"');
    });

    it('refuses one that is another agent’s, revoked, over, not yet valid, or not there', async () => {
      const other = await world.register(adele);
      const [past, future] = ['2020-01-01T00:00:00.000Z', '2099-01-01T00:00:00.000Z'];
      const named = [
        world.delegate(other.id),
        world.delegate(agent.id, { revokedAt: past }),
        world.delegate(agent.id, { validTo: past }),
        world.delegate(agent.id, { validFrom: future }),
        world.delegate(agent.id, { tenantId: randomUUID() }),
        randomUUID(),
      ];
      for (const id of named) {
        const { status, body } = await world.token(made, { authorization_details: delegationOf(id) });
        expect([status, body.error], id).to.deep.equal([400, 'invalid_authorization_details']);
      }
    });

    it('refuses details of another shape', async () => {
      const id = randomUUID();
      const type = 'urn:smart-agents:delegation';
      const malformed = ['', '{', '[]x', '{}', '[1]', `[{"type":"other","identifier":"${id}"}]`, `[{"type":"${type}","identifier":"x"}]`];
      const more = [
        `[{"type":"${type}","identifier":"${id}","amount":"1"}]`,
        `[{"type":"${type}","identifier":"${id}"},{"type":"${type}","identifier":"${id}"}]`,
      ];
      for (const authorization_details of [...malformed.slice(1), ...more])
        expect((await world.token(made, { authorization_details })).body.error, authorization_details).to.equal('invalid_authorization_details');
    });

    it('refuses to let a token act without one, and scopes that do not exist', async () => {
      expect((await world.token(made, { scope: 'agent.act' })).body.error).to.equal('invalid_scope');
      expect((await world.token(made, { scope: 'agent.read user_impersonation' })).body.error).to.equal('invalid_scope');
    });
  });

  it('tells where it is and what it understands (RFC 8414), and each interface tells who issues its tokens (RFC 9728)', async () => {
    const get = async (path: string): Promise<any> => (await fetch(world.url + path)).json(); // eslint-disable-line @typescript-eslint/no-explicit-any -- compared below
    expect(await get('/.well-known/oauth-authorization-server')).to.deep.include({
      issuer: world.url,
      token_endpoint: `${world.url}/oauth/token`,
      grant_types_supported: ['client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    });
    for (const resource of ['agent', 'mcp'])
      expect(await get(`/.well-known/oauth-protected-resource/${resource}`)).to.deep.include({
        ...{ resource: `${world.url}/${resource}`, authorization_servers: [world.url], scopes_supported: ['agent.read', 'agent.act'] },
        ...{ authorization_details_types_supported: ['urn:smart-agents:delegation'], bearer_methods_supported: ['header'] },
      });
    for (const path of ['/.well-known/oauth-protected-resource', '/.well-known/nothing'])
      expect((await fetch(world.url + path, { headers: { accept: 'text/html' } })).status, path).to.equal(404);
    expect(await get('/oauth/authorize?response_type=code')).to.include({ error: 'unsupported_response_type' });
    const { keys } = await get('/oauth/jwks');
    expect(keys).to.have.length(1);
    expect(keys[0]).to.not.have.property('d');
    const api = await get('/api/openapi.json');
    expect(api.paths['/agent/v1/me'].get.security).to.deep.equal([{ agentToken: ['agent.read'] }]);
    expect(api.paths['/api/v1/admin/agents/{id}/credentials/{credentialId}/revoke'].post).to.be.an('object');
  });
});
