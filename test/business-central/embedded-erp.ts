import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import {
  BusinessCentralClient,
  createErpReader,
  listCompanies,
  type ErpCall,
  type ErpReaderBinding,
} from '../../src/adapters/business-central/index.ts';
import { createErpWriter } from '../../src/adapters/business-central/erp-writer.ts';
import { alderFinchTenant, demoAccounts } from '../../src/demo/accounts.ts';
import { startEmbeddedErp } from '../../src/erp/index.ts';
import type { ErpReader } from '../../src/features/tools/index.ts';
import type { ErpWriter } from '../../src/features/tools/ports/effects.ts';
import { systemClock } from '../../src/kernel/clock.ts';

const audience = 'urn:smart-agents:erp';

/** The last day of the demo data, and "today" in tests over it. */
export const anchorDate = '2026-11-20';

/** The demo company in a running embedded ERP, and the ports into it for any demo user. */
export interface EmbeddedErpForTests {
  readonly client: BusinessCentralClient;
  readonly url: string;
  readonly companyId: string;
  /** How a user calls. */
  callOf(userName: string): ErpCall;
  readerFor(userName: string, change?: Partial<ErpReaderBinding>): ErpReader;
  writerFor(userName: string): ErpWriter;
  close(): Promise<void>;
}

/** Starts it with the full demo data; takes a few seconds. */
export const startErpForTests = async (): Promise<EmbeddedErpForTests> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' };
  const keyServer = createServer((_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })));
  keyServer.listen(0, '127.0.0.1');
  await once(keyServer, 'listening');
  const issuer = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'erp-tools-'));
  const accounts = demoAccounts.filter((account) => account.tid === alderFinchTenant);
  const erp = await startEmbeddedErp({
    dataDir,
    issuer,
    audience,
    jwksUri: `${issuer}/jwks`,
    anchorDate,
    tenants: [
      {
        tid: alderFinchTenant,
        demo: 'full',
        users: accounts.map(({ oid, userName, displayName, email, erpRole }) => ({ oid, userName, displayName, email, erpRole })),
      },
    ],
  });
  const client = new BusinessCentralClient({ baseUrl: `${erp.url}/erp`, clock: systemClock });

  const tokenOf = (userName: string): Promise<string> => {
    const { oid, tid } = accounts.find((account) => account.userName === userName)!;
    return new SignJWT({ oid, tid, scope: 'openid Financials.ReadWrite.All', act: { sub: 'an-agent' } })
      .setProtectedHeader({ alg: 'ES256', kid: 'test' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(oid)
      .setExpirationTime('10m')
      .sign(privateKey);
  };
  const callOf = (userName: string): ErpCall => {
    const token = tokenOf(userName);
    return { token: () => token, callId: '0a0b0c0d-0000-4000-8000-000000000001', signal: new AbortController().signal };
  };
  const companies = await listCompanies(client, callOf('MARTA'));
  const companyId = companies.find((company) => company.name === 'Alder & Finch Ltd.')!.id;

  return {
    client,
    url: erp.url,
    companyId,
    callOf,
    readerFor: (userName, change = {}) => createErpReader({ client, companyId, rowLimit: 1000, ...callOf(userName), ...change }),
    writerFor: (userName) => createErpWriter({ client, companyId, ...callOf(userName) }),
    close: async () => {
      client.close();
      await erp.close();
      keyServer.closeAllConnections();
      keyServer.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
