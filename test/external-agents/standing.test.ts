import { expect } from 'chai';
import type { AgentView, SetupView } from '../../src/contracts/admin.ts';
import type { CredentialView, NewCredential } from '../../src/contracts/agent-credentials.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';
import { AgentWorld } from './agent-world.ts';

const minutes = 60_000;

describe('a token of an external agent', function () {
  this.timeout(240_000);
  let world: AgentWorld;
  let adele: SignedInClient;
  let agent: AgentView;
  before(async () => {
    world = await AgentWorld.start();
    adele = await world.signIn('adele@alderfinch.example');
  });
  beforeEach(async () => {
    agent = await world.register(adele);
  });
  afterEach(() => {
    world.clock.shiftMillis = 0;
  });
  after(() => world.stop());

  const inMinutes = (count: number): string => new Date(world.clock.now().getTime() + count * minutes).toISOString();
  const pathOf = ({ credential }: NewCredential, verb: string): string => `/api/v1/admin/agents/${agent.id}/credentials/${credential.id}/${verb}`;
  const errorOf = async (made: NewCredential): Promise<string | undefined> => (await world.token(made)).body.error as string | undefined;

  const expectRefused = async (token: string, reason: string): Promise<void> => {
    const { status, headers, body } = await world.me(token);
    expect(status).to.equal(401);
    expect(headers.get('www-authenticate')).to.equal(
      `Bearer realm="Smart Agents", error="invalid_token", error_description="${reason}", ` +
        `resource_metadata="${world.url}/.well-known/oauth-protected-resource/agent"`,
    );
    expect(body).to.include({ code: 'unauthenticated', detail: reason });
  };

  it('ends with its credential, and so do new ones', async () => {
    const made = await world.credential(adele, agent, { kind: 'secret', expiresAt: inMinutes(5) });
    const token = await world.accessToken(made);
    world.clock.shiftMillis = 4 * minutes;
    expect((await world.me(token)).status).to.equal(200);
    world.clock.shiftMillis = 5 * minutes;
    await expectRefused(token, 'The credential is expired.');
    expect(await errorOf(made)).to.equal('invalid_client');
  });

  it('ends after ten minutes', async () => {
    const token = await world.accessToken(await world.credential(adele, agent));
    world.clock.shiftMillis = 10 * minutes + 1000;
    await expectRefused(token, 'The token has expired.');
  });

  it('is had for both secrets while a rotation overlaps, and then for the new one alone', async () => {
    const old = await world.credential(adele, agent);
    const fresh = await adele.post<NewCredential>(pathOf(old, 'rotate'), { overlapUntil: inMinutes(5) });
    expect(fresh.credential.clientId).to.equal(old.credential.clientId);
    expect(fresh.secret).to.not.equal(old.secret);
    const token = await world.accessToken(old);
    for (const made of [old, fresh]) expect(await errorOf(made)).to.equal(undefined);
    world.clock.shiftMillis = 6 * minutes;
    expect(await errorOf(old)).to.equal('invalid_client');
    await expectRefused(token, 'The credential is expired.');
    expect(await errorOf(fresh)).to.equal(undefined);
  });

  it('ends at once when its credential is revoked, without another’s', async () => {
    const made = await world.credential(adele, agent);
    const other = await world.credential(adele, agent);
    const [token, others] = [await world.accessToken(made), await world.accessToken(other)];
    const revoked = await adele.post<CredentialView>(pathOf(made, 'revoke'), { reason: 'It was in a mail.' });
    expect(revoked).to.include({ state: 'revoked', revokedBy: 'Adele Brandt' });
    await expectRefused(token, 'The credential is revoked.');
    expect(await errorOf(made)).to.equal('invalid_client');
    expect((await world.me(others)).status).to.equal(200);
  });

  it('ends at once when its agent is suspended, touches no other agent, and is good again when the agent is resumed', async () => {
    const made = await world.credential(adele, agent);
    const token = await world.accessToken(made);
    const bystander = await world.register(adele);
    const others = await world.accessToken(await world.credential(adele, bystander));
    await world.move(adele, agent, 'suspended');
    await expectRefused(token, 'The agent is suspended.');
    const { status, body } = await world.token(made);
    expect([status, body.error, body.error_description]).to.deep.equal([400, 'unauthorized_client', 'The agent is suspended.']);
    expect((await world.me(others)).status).to.equal(200);
    await world.move(adele, agent, 'active');
    expect((await world.me(token)).status).to.equal(200);
    await world.move(adele, agent, 'retired');
    await expectRefused(token, 'The agent is retired.');
    expect(await errorOf(made)).to.equal('unauthorized_client');
  });

  it('is not taken for another interface, changed, unsigned, or from another issuer', async () => {
    const made = await world.credential(adele, agent);
    await expectRefused(await world.accessToken(made, { resource: `${world.url}/mcp` }), 'The token is not for this server (aud).');
    const [header = '', payload = '', signature = ''] = (await world.accessToken(made)).split('.');
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const other = 'The token is not from the issuer.';
    await expectRefused(`${header}.${part({ ...claims, scope: 'agent.read agent.act' })}.${signature}`, other);
    await expectRefused(`${part({ alg: 'none', typ: 'at+jwt' })}.${payload}.`, other);
    await expectRefused(`${part({ alg: 'HS256', typ: 'at+jwt' })}.${payload}.${signature}`, other);
    await expectRefused('not.a.token', other);
  });

  it('opens the agent API only, which in turn no session of a person opens', async () => {
    const token = await world.accessToken(await world.credential(adele, agent));
    for (const path of ['/api/v1/me', '/api/v1/admin/agents', '/api/v1/sessions'])
      expect((await fetch(world.url + path, { headers: { authorization: `Bearer ${token}` } })).status, path).to.equal(401);
    const answer = await adele.request('/agent/v1/me');
    expect(answer.status).to.equal(401);
    expect(answer.headers.get('www-authenticate')).to.equal(
      `Bearer realm="Smart Agents", resource_metadata="${world.url}/.well-known/oauth-protected-resource/agent"`,
    );
    expect((await adele.request('/agent/v1/no-such-thing', { headers: { accept: 'text/html' } })).status).to.equal(404);
  });

  it('lets an agent ask as often as the setup says, and another one regardless of it', async () => {
    const busy = await world.accessToken(await world.credential(adele, agent));
    const calm = await world.accessToken(await world.credential(adele, await world.register(adele)));
    const { revision } = await adele.get<SetupView>('/api/v1/admin/setup');
    const change = (agentRequestsPerMinute: number, at: number): Promise<Response> =>
      adele.request('/api/v1/admin/setup', {
        ...{ method: 'PATCH', body: JSON.stringify({ agentRequestsPerMinute }) },
        headers: { 'content-type': 'application/json', 'if-match': String(at) },
      });
    expect((await change(3, revision)).status).to.equal(200);
    const answers = [];
    for (let count = 0; count < 4; count += 1) answers.push(await world.me(busy));
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 429]);
    const [first, , , last] = answers;
    expect(first?.headers.get('ratelimit-policy')).to.equal('"agent";q=3;w=60');
    expect(first?.headers.get('ratelimit')).to.equal('"agent";r=2;t=20');
    expect(last?.headers.get('ratelimit')).to.match(/^"agent";r=0;t=(59|60)$/);
    expect(last?.headers.get('retry-after')).to.match(/^(19|20)$/);
    expect(last?.body).to.include({ code: 'too_many_requests' });
    expect((await world.me(calm)).status).to.equal(200);
    world.clock.shiftMillis = 21_000;
    expect((await world.me(busy)).status).to.equal(200);
    expect((await change(120, revision + 1)).status).to.equal(200);
  });
});
