import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { demoAccounts } from '../demo/accounts.ts';
import { startEmbeddedErp } from '../erp/index.ts';
import { demoErpTenants } from '../wiring/demo-organisation.ts';
import { listen } from '../wiring/listening.ts';
import type { CheckedUser } from './check-base.ts';

const audience = 'urn:smart-agents:erp-check';

/** The embedded ERP with the demo organisations, and everyone in them. */
export interface CheckedEmbeddedErp {
  /** Everything before `/api/…`. */
  readonly base: string;
  readonly users: readonly CheckedUser[];
  close(): Promise<void>;
}

/** Starts it on a folder, filling the databases that are not there, behind an issuer of tokens that lives as long. */
export const openEmbeddedErp = async (dataDir: string, anchorDate: string): Promise<CheckedEmbeddedErp> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'erp-check', alg: 'ES256', use: 'sig' };
  const keys = await listen('127.0.0.1', 0);
  keys.serve((_req, res) => void res.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })));
  const issuer = `http://127.0.0.1:${keys.port}`;
  const erp = await startEmbeddedErp({ dataDir, issuer, audience, jwksUri: issuer, tenants: demoErpTenants, anchorDate }).catch(
    async (thrown: unknown) => {
      await keys.close();
      throw thrown;
    },
  );
  const tokenOf = (oid: string, tid: string): Promise<string> =>
    new SignJWT({ oid, tid, scope: 'Financials.ReadWrite.All' })
      .setProtectedHeader({ alg: 'ES256', kid: jwk.kid })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(oid)
      .setExpirationTime('10m')
      .sign(privateKey);
  return {
    base: `${erp.url}/erp`,
    users: demoAccounts.map(({ oid, tid, displayName, userName }) => ({ name: `${displayName} (${userName})`, token: () => tokenOf(oid, tid) })),
    close: async () => {
      await erp.close();
      await keys.close();
    },
  };
};
