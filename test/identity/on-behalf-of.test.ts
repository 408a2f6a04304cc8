import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { decodeProtectedHeader } from 'jose';
import { erpExchange } from '../../src/features/identity/erp-exchange.ts';
import { openIdClient } from '../../src/features/identity/open-id-client.ts';
import { generateClientKey } from '../../src/features/identity/index.ts';
import type { ClientAuthentication, OpenIdRegistration } from '../../src/features/identity/index.ts';
import { ManualClock } from '../../src/kernel/clock.ts';
import { countingIds } from '../../src/kernel/ids.ts';

describe('ERP access by the on-behalf-of flow', () => {
  let server: Server;
  let issuer: string;
  let received: URLSearchParams;
  before(async () => {
    server = createServer((req, res) => {
      res.setHeader('content-type', 'application/json');
      if (req.url === '/.well-known/openid-configuration') {
        res.end(JSON.stringify({ issuer, token_endpoint: `${issuer}/token`, authorization_endpoint: `${issuer}/authorize` }));
        return;
      }
      let body = '';
      req.on('data', (chunk: Buffer) => (body += chunk.toString()));
      req.on('end', () => {
        received = new URLSearchParams(body);
        const isGood = received.get('assertion') === 'the user’s token';
        res.statusCode = isGood ? 200 : 400;
        res.end(JSON.stringify(isGood ? { access_token: 'erp', token_type: 'Bearer', expires_in: 3599 } : { error: 'interaction_required' }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const secret: ClientAuthentication = { method: 'client_secret', secret: 'a secret' };
  const exchange = (clientAuthentication: ClientAuthentication = secret) => {
    const registration: OpenIdRegistration = {
      issuer,
      clientId: 'app-id',
      clientAuthentication,
      scope: 'openid',
      erpAccess: { kind: 'on_behalf_of', scope: 'https://api.businesscentral.dynamics.com/.default' },
    };
    const clock = new ManualClock('2026-03-02T09:00:00Z');
    return erpExchange({ client: openIdClient(registration), registration, clock, ids: countingIds() });
  };

  it('sends the user’s token as assertion, with the scope that is configured', async () => {
    const answer = await exchange()('the user’s token', 'agent-7');
    expect(answer).to.deep.equal({
      kind: 'answer',
      value: { token: 'erp', expiresAt: new Date('2026-03-02T09:59:59Z') },
    });
    expect(Object.fromEntries(received)).to.deep.equal({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: 'the user’s token',
      requested_token_use: 'on_behalf_of',
      scope: 'https://api.businesscentral.dynamics.com/.default',
      client_id: 'app-id',
      client_secret: 'a secret',
    });
  });

  it('proves itself by key and certificate where that is configured', async () => {
    const { privateJwk } = await generateClientKey();
    await exchange({ method: 'private_key_jwt', privateJwk, certificateThumbprint: 'thumb' })('the user’s token', 'agent-7');
    expect(received.has('client_secret')).to.equal(false);
    const header = decodeProtectedHeader(received.get('client_assertion') ?? '');
    expect(header).to.include({ alg: 'ES256', kid: privateJwk.kid, 'x5t#S256': 'thumb' });
  });

  it('reports a refusal as one', async () => {
    expect(await exchange()('another token', undefined)).to.deep.equal({
      kind: 'refused',
      error: 'interaction_required',
      reason: '',
    });
  });
});
