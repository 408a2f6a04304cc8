import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedErp } from '../../src/erp/index.ts';
import type { EmbeddedErpTenant } from '../../src/erp/index.ts';
import { demoErpTenants } from '../../src/wiring/demo-organisation.ts';

/** Whose databases are seeded, up to which day. */
interface ErpSeed {
  readonly tenants: readonly EmbeddedErpTenant[];
  readonly anchorDate: string;
}

const seeded = new Map<string, Promise<string>>();

const seed = async (what: ErpSeed): Promise<string> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'smart-agents-erp-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const erp = await startEmbeddedErp({ dataDir, issuer: 'http://127.0.0.1:1/idp', audience: 'nobody', ...what });
  await erp.close();
  return dataDir;
};

/** Puts seeded ERP databases into a folder, the demo organisations' unless others are named; they are made once for all tests of a run. */
export const copySeededErp = async (dataDir: string, what?: ErpSeed): Promise<void> => {
  const wanted = what ?? { tenants: demoErpTenants, anchorDate: new Date().toISOString().slice(0, 10) };
  const key = JSON.stringify(wanted);
  const made = seeded.get(key) ?? seed(wanted);
  seeded.set(key, made);
  const from = await made;
  mkdirSync(dataDir, { recursive: true });
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(dataDir, name));
};
