import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { pino } from 'pino';
import { alderFinchTenant, birchHarbourTenant } from '../../src/demo/accounts.ts';
import {
  CallingAgents,
  callingAgentRoutes,
  CallRates,
  Credentials,
  agentClaims,
  agentHolders,
  CredentialStore,
  externalAgentGuard,
  issuerKeys,
  tokenVerifier,
  type TokenIssuer,
} from '../../src/features/external-agents/index.ts';
import { apiRouter, createApp } from '../../src/http/index.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { randomIds } from '../../src/kernel/ids.ts';
import { ApiWorld } from '../http/api-world.ts';

const clientId = randomUUID();
const application = randomUUID();
const publicUrl = 'http://smart-agents.test';

/** An issuer as Microsoft Entra ID is one: OpenID discovery and a key set; it can be away. */
class Issuer {
  isAway = false;
  private constructor(
    readonly server: Server,
    readonly key: CryptoKey,
  ) {}

  static async start(): Promise<Issuer> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    const server = createServer((req, res) => {
      const { url } = issuer;
      const found = req.url?.endsWith('/keys') ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys`, response_types_supported: [] };
      res.writeHead(issuer.isAway ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(found));
    });
    const issuer = new Issuer(server.listen(0, '127.0.0.1'), privateKey);
    await once(server, 'listening');
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v2.0`;
  }

  /** A token as the directory makes one for an application itself; `undefined` leaves a claim out. */
  async token(claims: Readonly<Record<string, unknown>> = {}, now = new Date()): Promise<string> {
    const seconds = Math.floor(now.getTime() / 1000);
    const subject = randomUUID();
    const standard = {
      ...{ iss: this.url, aud: clientId, iat: seconds, nbf: seconds, exp: seconds + 3600, tid: alderFinchTenant, ver: '2.0' },
      ...{ azp: application, azpacr: '1', oid: subject, sub: subject, roles: ['agent.read'] },
    };
    const payload = Object.fromEntries(Object.entries({ ...standard, ...claims }).filter(([, value]) => value !== undefined));
    return new SignJWT(payload).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'k1' }).sign(this.key);
  }
}

describe('tokens of Microsoft Entra ID', function () {
  let world: ApiWorld;
  let issuer: Issuer;
  let server: Server;
  let agentId: string;

  const serve = (from: TokenIssuer): Server => {
    const { database, settings, clock, subjects } = world.parts;
    const agents = new CallingAgents({ store: new CredentialStore(database), settings, clock });
    const guard = externalAgentGuard({
      verify: tokenVerifier({ from, keys: issuerKeys(from), clock, claimsOf: agentClaims(from) }),
      agents,
      rates: new CallRates(clock),
      publicUrl,
    });
    const router = apiRouter(callingAgentRoutes({ agents }), {
      ...{
        csrf: () => undefined,
        externalAgent: guard,
        serviceClient: () => undefined,
        signInOf: () => undefined,
        noteMissing: async () => undefined,
        version: '1',
      },
      subjectOf: (user) => subjects.of(user),
    });
    return createApp({ logger: pino({ level: 'silent' }), ids: randomIds, handlers: [router] }).listen(0, '127.0.0.1');
  };

  const ask = async (token: string, at = server): Promise<{ status: number; body: Record<string, unknown>; challenge: string | null }> => {
    const { port } = at.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/agent/v1/me`, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown>, challenge: answer.headers.get('www-authenticate') };
  };

  const tokenNow = (claims: Readonly<Record<string, unknown>> = {}): Promise<string> => issuer.token(claims, world.parts.clock.now());

  const register = async (name: string, clientApplication: string): Promise<string> => {
    const [template] = (await world.call('ADELE', '/api/v1/admin/templates')).json.value;
    const wanted = { templateId: template.id, name, kind: 'external', clientApplication };
    const { id } = (await world.call('ADELE', '/api/v1/admin/agents', { method: 'POST', body: wanted })).json;
    for (const to of ['in-review', 'active']) await world.call('ADELE', `/api/v1/admin/agents/${id}/lifecycle`, { method: 'POST', body: { to } });
    return id;
  };

  before(async () => {
    [world, issuer] = await Promise.all([ApiWorld.open(), Issuer.start()]);
    server = serve({ kind: 'entra', issuer: issuer.url, clientId });
    agentId = await register('Renewals', application);
  });
  after(async () => {
    for (const one of [server, issuer.server]) {
      one.closeAllConnections();
      one.close();
    }
    await world.close();
  });

  it('let in the agent whose client application the token is for', async () => {
    for (const claims of [{}, { azp: undefined, appid: application, aud: `api://${clientId}`, ver: '1.0' }, { idtyp: 'app', oid: undefined }]) {
      const { status, body } = await ask(await tokenNow(claims));
      expect(status, JSON.stringify(body)).to.equal(200);
      expect(body.agent).to.include({ id: agentId, name: 'Renewals' });
      expect(body).to.deep.include({ clientId: application, credential: null, delegation: null, scopes: ['agent.read'] });
    }
  });

  it('need the app role, which is the scope', async () => {
    for (const roles of [[], ['agent.act'], undefined]) {
      const { status, challenge } = await ask(await tokenNow({ roles }));
      expect(status).to.equal(403);
      expect(challenge).to.include('error="insufficient_scope", scope="agent.read"');
    }
  });

  it('let in nobody else: a person, an unknown application, another organisation, another audience or issuer, an old token', async () => {
    const refused: readonly Readonly<Record<string, unknown>>[] = [
      { scp: 'user_impersonation' },
      { oid: randomUUID() },
      { idtyp: 'user' },
      { azp: randomUUID() },
      { azp: undefined },
      { tid: birchHarbourTenant },
      { tid: randomUUID() },
      { tid: undefined },
      { aud: randomUUID() },
      { aud: `${publicUrl}/agent` },
      { iss: 'https://login.microsoftonline.com/elsewhere/v2.0' },
      { exp: Math.floor(world.parts.clock.now().getTime() / 1000) - 120 },
      { exp: undefined },
    ];
    for (const claims of refused) {
      const { status, challenge } = await ask(await tokenNow(claims));
      expect(status, JSON.stringify(claims)).to.equal(401);
      expect(challenge).to.include('error="invalid_token"');
    }
    const other = await Issuer.start();
    expect((await ask(await other.token({ iss: issuer.url }, world.parts.clock.now()))).status, 'another key').to.equal(401);
    other.server.close();
  });

  it('let in neither of two agents that name the same application', async () => {
    const shared = randomUUID();
    await register('One', shared);
    expect((await ask(await tokenNow({ azp: shared }))).status).to.equal(200);
    await register('Other', shared);
    expect((await ask(await tokenNow({ azp: shared }))).status).to.equal(401);
  });

  it('end at once when the agent is suspended', async () => {
    const token = await tokenNow();
    const move = (to: string) =>
      world.call('ADELE', `/api/v1/admin/agents/${agentId}/lifecycle`, { method: 'POST', body: { to, reason: 'Looked at.' } });
    await move('suspended');
    expect((await ask(token)).body.detail).to.equal('The agent is suspended.');
    await move('active');
    expect((await ask(token)).status).to.equal(200);
  });

  it('of version 1.0 name another issuer of the same directory', async () => {
    const directory = randomUUID();
    const from: TokenIssuer = { kind: 'entra', issuer: `https://login.microsoftonline.com/${directory}/v2.0`, clientId };
    const verify = tokenVerifier({ from, keys: issuerKeys({ ...from, issuer: issuer.url }), clock: world.parts.clock, claimsOf: agentClaims(from) });
    const kindOf = async (iss: string) => (await verify(await tokenNow({ iss }), 'unused')).kind;
    expect(await kindOf(from.issuer)).to.equal('verified');
    expect(await kindOf(`https://sts.windows.net/${directory}/`)).to.equal('verified');
    expect(await kindOf(`https://sts.windows.net/${randomUUID()}/`)).to.equal('invalid');
  });

  it('are not called invalid while the issuer is away, and are taken when it is back', async () => {
    const fresh = serve({ kind: 'entra', issuer: issuer.url, clientId });
    await once(fresh, 'listening');
    issuer.isAway = true;
    expect((await ask(await tokenNow(), fresh)).status).to.equal(502);
    issuer.isAway = false;
    expect((await ask(await tokenNow(), fresh)).status).to.equal(200);
    fresh.closeAllConnections();
    fresh.close();
  });

  it('leave nothing for our own credentials to do', async () => {
    const { database, settings, subjects, changes, clock } = world.parts;
    const store = new CredentialStore(database);
    const credentials = new Credentials({
      store,
      holders: agentHolders(settings),
      subjects,
      changes,
      clock,
      ids: randomIds,
      foreignIssuer: issuer.url,
    });
    const actor = { tenantId: alderFinchTenant, subject: await world.subject('ADELE') };
    const failed = await credentials.create(actor, agentId, { kind: 'secret' }).catch((error: unknown) => error);
    expect(failed)
      .to.be.instanceOf(AppError)
      .that.includes({ code: 'conflict', message: `Programs get their tokens at ${issuer.url}.` });
  });
});
