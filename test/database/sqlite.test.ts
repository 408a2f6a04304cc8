import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeContract } from './store-contract.ts';

storeContract('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smart-agents-store-'));
  return Promise.resolve({
    url: `sqlite:${join(folder, 'store.sqlite')}`,
    remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  });
});
