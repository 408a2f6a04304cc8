import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedErp } from '../../src/erp/index.ts';
import { demoErpTenants } from '../../src/wiring/demo-organisation.ts';

let seeded: Promise<string> | undefined;

const seed = async (): Promise<string> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'smart-agents-erp-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const anchorDate = new Date().toISOString().slice(0, 10);
  const erp = await startEmbeddedErp({ dataDir, issuer: 'http://127.0.0.1:1/idp', audience: 'nobody', tenants: demoErpTenants, anchorDate });
  await erp.close();
  return dataDir;
};

/** Puts the demo organisations' ERP databases into a folder; they are made once for all tests of a run. */
export const copySeededErp = async (dataDir: string): Promise<void> => {
  const from = await (seeded ??= seed());
  mkdirSync(dataDir, { recursive: true });
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(dataDir, name));
};
