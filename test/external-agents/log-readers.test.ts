import { expect } from 'chai';
import { decodeJwt } from 'jose';
import type { NewCredential } from '../../src/contracts/agent-credentials.ts';
import type { LogReaderView } from '../../src/contracts/log-readers.ts';
import type { SignedInClient } from '../../src/demo/signed-in-client.ts';
import { alderFinchTenant } from '../../src/demo/accounts.ts';
import { describedRoutes } from '../tenants/described-routes.ts';
import { AgentWorld, type AgentAnswer } from './agent-world.ts';

const readersPath = '/api/v1/admin/log-readers';
const feedPath = '/api/smartAgents/audit/v1.0/toolCallLogFeed';
const day = 24 * 60 * 60 * 1000;

describe('a log reader', function () {
  this.timeout(240_000);
  let world: AgentWorld;
  let adele: SignedInClient;
  let reader: LogReaderView;
  let made: NewCredential;
  before(async () => {
    world = await AgentWorld.start();
    adele = await world.signIn('adele@alderfinch.example');
    reader = await register('Sentinel');
    made = await secretOf(reader);
  });
  after(() => world.stop());

  const register = (name: string): Promise<LogReaderView> => adele.post<LogReaderView>(readersPath, { name });
  const secretOf = ({ id }: LogReaderView): Promise<NewCredential> =>
    adele.post<NewCredential>(`${readersPath}/${id}/credentials`, { kind: 'secret' });
  const read = (token: string, query = ''): Promise<AgentAnswer> => world.ask(token, feedPath + query);

  it('gets a token for its secret that is for the log alone, and reads the feed with it', async () => {
    const { status, body } = await world.token(made);
    expect([status, body.scope, body.expires_in]).to.deep.equal([200, 'audit.read', 600]);
    expect(decodeJwt(body.access_token)).to.include({ aud: `${world.url}/api/smartAgents/audit`, tid: alderFinchTenant, reader_id: reader.id });
    expect((await read(body.access_token)).body).to.deep.equal({ records: [], hasMore: false, nextPosition: 0 });
    const metadata = await (await fetch(`${world.url}/.well-known/oauth-protected-resource/api/smartAgents/audit`)).json();
    expect(metadata).to.deep.include({
      resource: `${world.url}/api/smartAgents/audit`,
      authorization_servers: [world.url],
      scopes_supported: ['audit.read'],
    });
  });

  it('gets no token for anything else', async () => {
    for (const resource of ['agent', 'mcp', 'api'])
      expect((await world.token(made, { resource: `${world.url}/${resource}` })).body.error).to.equal('invalid_target');
    for (const scope of ['agent.read', 'audit.read agent.act']) expect((await world.token(made, { scope })).body.error).to.equal('invalid_scope');
    const details = JSON.stringify([{ type: 'urn:smart-agents:delegation', identifier: reader.id }]);
    expect((await world.token(made, { authorization_details: details, resource: `${world.url}/api/smartAgents/audit` })).body.error).to.equal(
      'invalid_authorization_details',
    );
    expect((await world.token(made, { scope: 'audit.read' })).status).to.equal(200);
  });

  it('opens no other address of the program', async () => {
    const token = await world.accessToken(made);
    const routes = (await describedRoutes(world.url)).filter(
      ({ path }) => path !== feedPath && !path.startsWith('/.well-known/') && path !== '/api/openapi.json',
    );
    const more = ['/api/v1/me', '/api/v1/erp/companies', '/auth/session'].map((path) => ({ method: 'get', path }));
    expect(routes.length).to.be.greaterThan(60);
    for (const { method, path } of [...routes, ...more]) {
      const address = path.replaceAll(/\{\w+\}/g, reader.id);
      const answer = await fetch(world.url + address, { method: method.toUpperCase(), headers: { authorization: `Bearer ${token}` } });
      if (path === '/auth/session') expect(await answer.text(), address).to.not.include('Sentinel');
      else expect(answer.status, `${method} ${address}`).to.equal(401);
    }
    const mcp = await fetch(`${world.url}/mcp`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{}' });
    expect(mcp.status).to.equal(401);
  });

  it('is the only kind of client the feed lets in', async () => {
    const agent = await world.register(adele);
    const agentToken = await world.accessToken(await world.credential(adele, agent));
    for (const token of [agentToken, 'nonsense', `${await world.accessToken(made)}x`]) {
      const { status, headers } = await read(token);
      expect(status).to.equal(401);
      expect(headers.get('www-authenticate')).to.match(/^Bearer .*error="invalid_token".*resource_metadata=".*\/api\/smartAgents\/audit"/);
    }
    expect((await fetch(world.url + feedPath)).status).to.equal(401);
  });

  it('is not heard any more from the moment its credential is revoked or it is removed itself', async () => {
    const one = await register('Leaving');
    const credential = await secretOf(one);
    const token = await world.accessToken(credential);
    await adele.post(`${readersPath}/${one.id}/credentials/${credential.credential.id}/revoke`, {});
    expect((await read(token)).status).to.equal(401);
    const next = await secretOf(one);
    const nextToken = await world.accessToken(next);
    expect((await read(nextToken)).status).to.equal(200);
    const removed = await adele.post<LogReaderView>(`${readersPath}/${one.id}/remove`, {});
    expect(removed.endedBy).to.equal('Adele Brandt');
    expect((await read(nextToken)).status).to.equal(401);
    expect((await world.token(next)).body.error).to.equal('unauthorized_client');
    expect(
      (
        await adele.request(`${readersPath}/${one.id}/credentials`, {
          method: 'POST',
          body: '{"kind":"secret"}',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).to.equal(409);
  });

  it('is in the change log by its name, with everything an admin did to it', async () => {
    const { value } = await adele.get<{ value: { who: string; subjectType: string; subjectName: string; field: string }[] }>(
      '/api/v1/admin/changeLog?limit=200',
    );
    expect(value.filter(({ subjectType }) => subjectType === 'reading')[0]).to.include({ subjectName: 'Tool-call log (feed)' });
    expect(value.filter(({ subjectType }) => subjectType === 'reading').map(({ who }) => who)).to.include('Sentinel');
    const leaving = value.filter(({ subjectName }) => subjectName === 'Leaving').map(({ field }) => field.split('/')[0]);
    expect(leaving).to.have.members(['registered', 'credential', 'credential', 'credential', 'removed']);
  });

  it('has its secret told once and kept nowhere; a rotated one is good until the overlap ends', async () => {
    const first = await secretOf(await register('Rotating'));
    const path = `${readersPath}/${decodeJwt(await world.accessToken(first))['reader_id'] as string}/credentials`;
    const second = await adele.post<NewCredential>(`${path}/${first.credential.id}/rotate`, {});
    expect(first.credential.clientId).to.equal(second.credential.clientId);
    for (const one of [first, second]) expect(world.stored()).to.not.include(one.secret?.slice(-20) ?? '');
    expect((await adele.get<{ value: object[] }>(path)).value.map((one) => 'secret' in one)).to.deep.equal([false, false]);
    for (const one of [first, second]) expect((await world.token(one)).status).to.equal(200);
    world.clock.shiftMillis += 8 * day;
    expect([(await world.token(first)).status, (await world.token(second)).status]).to.deep.equal([401, 200]);
  });
});
