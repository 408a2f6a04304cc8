import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { BusinessCentralClient, listCompanies } from '../src/adapters/business-central/index.ts';
import { startEmbeddedErp } from '../src/erp/index.ts';
import { systemClock } from '../src/kernel/clock.ts';
import type { ErpAccess } from './erp-access.ts';

/*
 * Entry of a process of its own: the embedded ERP with the full demo company, so that its CPU is not counted as the
 * loop's. Tokens are signed here. The argument is the folder of its databases.
 */

const tenantId = '11111111-1111-4111-8111-111111111111';
const audience = 'urn:smart-agents:erp';
const buyer = {
  oid: '00000000-0000-4000-8000-000000000001',
  userName: 'BUYER',
  displayName: 'Buyer',
  email: 'buyer@example.test',
  erpRole: 'finance-manager',
};

const startKeys = async (): Promise<{ issuer: string; token: string }> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' };
  const server = createServer((request, response) => {
    const body = request.url === '/jwks' ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const expires = Math.floor(systemClock.now().getTime() / 1000) + 6 * 3_600;
  const claims = {
    iss: issuer,
    aud: audience,
    sub: buyer.oid,
    oid: buyer.oid,
    tid: tenantId,
    scope: 'openid Financials.ReadWrite.All',
    exp: expires,
  };
  return { issuer, token: await new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'bench' }).sign(privateKey) };
};

const start = async (dataDir: string): Promise<ErpAccess> => {
  const { issuer, token } = await startKeys();
  const erp = await startEmbeddedErp({
    dataDir,
    issuer,
    audience,
    anchorDate: '2026-11-20',
    tenants: [{ tid: tenantId, demo: 'full', users: [buyer] }],
  });
  const baseUrl = `${erp.url}/erp`;
  const client = new BusinessCentralClient({ baseUrl, clock: systemClock });
  const [company] = await listCompanies(client, { token: async () => token, callId: 'bench', signal: AbortSignal.timeout(30_000) });
  client.close();
  if (!company) throw new Error('the demo tenant has no company');
  return { baseUrl, token, companyId: company.id };
};

process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready', value: await start(process.argv[2] ?? '') });
