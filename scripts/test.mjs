// `npm test`: installs and builds what is missing, then runs every test that needs no outside service.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

// What takes longest begins first, so that no worker is left alone with it at the end. Whatever is missing here comes after, by name.
const longest = [
  'crash/crash',
  'browser/panel',
  'browser/admin',
  'browser/whole-program',
  'browser/delegations',
  'browser/admin-records',
  'browser/executions',
  'browser/approvals',
  'erp-check/erp-check',
  'browser/live-admin',
  'mcp/mcp',
  'database/sqlite',
  'erp/api/permission-oracle',
  'agent-actions/retry-storm',
  'business-central/embedded-erp',
  'program/lost-answer',
  'erp/api/fuzz',
  'program/kill',
  'erp/business/demo-seed',
].map((name) => join('test', `${name}.test.ts`));

const allTests = () => {
  const found = readdirSync(join(root, 'test'), { recursive: true }).filter((name) => name.endsWith('.test.ts'));
  const others = found.map((name) => join('test', name)).filter((name) => !longest.includes(name));
  return [...longest, ...others.sort()];
};

await ensureInstalled();
await ensureBuilt();
const given = process.argv.slice(2);
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const done = spawnSync(process.execPath, [mocha, ...(given.length > 0 ? given : allTests())], { cwd: root, stdio: 'inherit' });
process.exit(done.status ?? 1);
